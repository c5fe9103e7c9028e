"""Six steps from an empty organisation to its first badge, and which of them is next."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from academy.administration.places.team_lines import TeamLine
from academy.credentials.models import BadgeClass
from academy.database import db
from academy.organisations.models import Organisation, Site
from academy.people.models import Membership
from academy.security.identity import Role

FIRST_FEW = 3
"""Badges, after which nobody needs to hear any more that it works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do, once."""

    text: str
    href: str
    icon: str
    is_done: bool


def first_steps(
    organisation: Organisation,
    sites: Iterable[Site],
    teams: Mapping[Site, Sequence[TeamLine]],
    not_open: Collection[int],
    given: int,
) -> list[Step]:
    """In the order in which each makes the next possible."""
    place = organisation.uuid
    lines = [line for each in teams.values() for line in each if not line.team.has_end]
    team = lines[0].team.uuid if len(lines) == 1 else None
    leaders = [row for line in lines for row in line.leaders]
    return [
        Step(
            text=_("Maak een vestiging"),
            href=url_for("organisations.new_site", organisation_uuid=place),
            icon="building-store",
            is_done=any(not site.has_end for site in sites),
        ),
        Step(
            text=_("Maak een team"),
            href=url_for("organisations.new_team", organisation_uuid=place),
            icon="users-group",
            is_done=bool(lines),
        ),
        Step(
            text=_("Geef het team een leider die kan inloggen"),
            href=_leader_page(organisation, leaders, team),
            icon="user-plus",
            is_done=any(row.id not in not_open for row in leaders),
        ),
        Step(
            text=_("Voeg medewerkers toe"),
            href=url_for("people.new", organisation_uuid=place, role="worker", team=team),
            icon="users",
            is_done=any(line.workers for line in lines),
        ),
        Step(
            text=_("Print de kaarten om mee in te loggen"),
            href=_cards_page(organisation, lines),
            icon="printer",
            is_done=any(line.workers > line.without_card for line in lines),
        ),
        Step(
            text=_("Laat de leider de eerste badge geven"),
            href=url_for("home.help"),
            icon="award",
            is_done=given > 0,
        ),
    ]


def _leader_page(
    organisation: Organisation, leaders: Sequence[Membership], team: UUID | None
) -> str:
    """Where a leader gets a way in; a new leader when there is none."""
    if leaders:
        return url_for("people.show", person_uuid=leaders[0].person.uuid)
    return url_for(
        "people.new", organisation_uuid=organisation.uuid, role=Role.TEAM_LEADER.value, team=team
    )


def _cards_page(organisation: Organisation, lines: Sequence[TeamLine]) -> str:
    with_people = next((line.team for line in lines if line.workers), None)
    if with_people is None:
        return url_for("people.index", organisation_uuid=organisation.uuid)
    return url_for("cards.team", team_uuid=with_people.uuid)


def badges_given(organisation: Organisation) -> int:
    """Counted by kind of badge: of these there are few, of badges there may be thousands."""
    number = select(func.sum(BadgeClass.badges)).where(
        BadgeClass.organisation_id == organisation.id
    )
    return db.session.scalar(number) or 0


def next_step(steps: Sequence[Step]) -> Step | None:
    """The first that is open; None once there is a badge: who gave one knows the way."""
    if steps[-1].is_done:
        return None
    return next(step for step in steps if not step.is_done)
