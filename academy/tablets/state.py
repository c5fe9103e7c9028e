"""What a tablet is told about itself at every contact."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from academy.dates import local_day
from academy.people.namesakes import letters, marks_within
from academy.tablets import granting, keys, palette, roster
from academy.tablets.encoding import to_text
from academy.tablets.granting import LONG, SHORT
from academy.tablets.leaders import LedTeam, led_teams, locked_pins, with_a_pin
from academy.tablets.models import KeyUse, Tablet
from academy.tablets.naming import call_names
from academy.tablets.sealing import PROTOCOL

__all__ = ["PROTOCOL", "as_json", "at_contact", "tablet_json"]


def tablet_json(tablet: Tablet) -> dict[str, Any]:
    return {
        "id": str(tablet.uuid),
        "name": tablet.name,
        "site": tablet.site.name,
        "organisation": str(tablet.organisation.uuid),
        "longest_hours": LONG if tablet.long_grants else SHORT,
    }


def as_json(tablet: Tablet, *, now: datetime) -> dict[str, Any]:
    return {
        "protocol": PROTOCOL,
        "now": now.isoformat(),
        "tablet": tablet_json(tablet),
        "leaders": _leaders(tablet, now),
        "palette": palette.version(),
        **at_contact(tablet, now=now),
    }


def at_contact(tablet: Tablet, *, now: datetime) -> dict[str, Any]:
    """Whom it may hold, which grants go on, what to seal to."""
    grants, today = granting.running(tablet, now), local_day(now)
    holding, opening = granting.which_hold(grants, today), granting.which_open(grants)
    teams = {each.team_id for each in grants if each.id in holding}
    return {
        "ids": [str(uuid) for uuid in roster.ids_of(teams, today)],
        "grants": [
            {"id": str(each.uuid), "holds": each.id in holding, "opens": each.id in opening}
            for each in grants
        ],
        "keys": [
            {"id": str(key.uuid), "public": to_text(key.public_point)}
            for key in keys.newest_first(KeyUse.SEAL)
        ],
    }


def _leaders(tablet: Tablet, now: datetime) -> list[dict[str, Any]]:
    today = local_day(now)
    people = _once(led_teams(tablet, today))
    numbers, locked = [each.person_id for each in people], locked_pins(tablet)
    marks = marks_within(tablet.organisation_id, numbers)
    names = call_names({each.person_id: each.name for each in people}, marks)
    has_pin = with_a_pin(numbers, tablet, today)
    return [
        {
            "id": str(each.person_uuid),
            "name": names[each.person_id],
            "initials": letters(each.name, marks.get(each.person_id)).upper(),
            "pin": _pin(each.person_id in has_pin, each.person_id in locked),
        }
        for each in people
    ]


def _once(teams: Sequence[LedTeam]) -> list[LedTeam]:
    """Each leader once, whatever they lead."""
    return list({each.person_id: each for each in teams}.values())


def _pin(has_one: bool, is_locked: bool) -> str:
    if not has_one:
        return "none"
    return "locked" if is_locked else "open"
