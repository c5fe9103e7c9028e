"""Which lines of the log somebody wants to see, from the address of the page."""

import re
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from academy.dates import read_day
from academy.reports.audit.queries import Places, Wishes
from academy.web.contact_fields import FIRST_DAY, LAST_DAY

PLACES = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}){0,99}")
SKILL = re.compile(r"[a-z0-9-]{1,60}")
ACTION = re.compile(r"[a-z_-]{1,40}\.[a-z_]{1,40}")


def read_wishes(values: Mapping[str, str]) -> Wishes:
    """What cannot be understood is left out: a filter that is mistyped shows everything."""
    return Wishes(
        organisation=_uuid(values.get("organisation", "")),
        action=_action(values.get("action", "")),
        first_day=_day(values.get("from", "")),
        last_day=_day(values.get("until", "")),
        object_uuid=_uuid(values.get("object", "")),
        actor=_uuid(values.get("actor", "")),
        person=_uuid(values.get("person", "")),
        skill=_skill(values.get("skill", "")),
        team=_uuid(values.get("team", "")),
    )


def to_arguments(wishes: Wishes) -> dict[str, str]:
    """The wishes as they stand in an address; what was not understood is gone."""
    given = {
        "organisation": wishes.organisation,
        "action": wishes.action,
        "from": wishes.first_day,
        "until": wishes.last_day,
        "object": wishes.object_uuid,
        "actor": wishes.actor,
        "person": wishes.person,
        "skill": wishes.skill,
        "team": wishes.team,
    }
    return {name: str(value) for name, value in given.items() if value is not None}


def read_places(text: str) -> Places | None:
    """Where the page before ended, like `431.99`; what is not understood is the beginning."""
    return tuple(map(int, text.split("."))) if PLACES.fullmatch(text) else None


def to_text(places: Places) -> str:
    """As `read_places` reads it."""
    return ".".join(map(str, places))


def _action(text: str) -> str | None:
    return text if ACTION.fullmatch(text) else None


def _skill(text: str) -> str | None:
    return text if SKILL.fullmatch(text) else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    day = read_day(text)
    # midnight of the first and the last day that Python knows is before or after all time in UTC
    return day if day and FIRST_DAY <= day <= LAST_DAY else None
