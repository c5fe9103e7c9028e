"""The teams of an organisation with who leads them and how many have a card."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select

from academy.access.models import Card
from academy.database import db
from academy.organisations import queries as places
from academy.organisations.models import Organisation, Site, Team
from academy.people.models import Membership
from academy.people.queries import going_on, leaders_of
from academy.security.identity import Role


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team as the first page shows it."""

    team: Team
    leaders: Sequence[Membership]
    workers: int
    without_card: int


def team_lines(organisation: Organisation, today: date) -> dict[Site, list[TeamLine]]:
    """For each site its teams, in a constant number of statements."""
    leaders: dict[int | None, list[Membership]] = defaultdict(list)
    for row in leaders_of(organisation, today):
        leaders[row.team_id].append(row)
    workers = _workers_by_team(organisation, today)
    lines: dict[Site, list[TeamLine]] = defaultdict(list)
    for team in places.teams_of(organisation):
        count, with_card = workers.get(team.id, (0, 0))
        lines[team.site].append(TeamLine(team, leaders[team.id], count, count - with_card))
    return lines


def _workers_by_team(organisation: Organisation, today: date) -> dict[int | None, tuple[int, int]]:
    """For each team how many work there, and how many of them have a card."""
    found = (
        select(
            Membership.team_id,
            func.count(Membership.person_id.distinct()),
            func.count(Card.person_id.distinct()),
        )
        .outerjoin(Card, and_(Card.person_id == Membership.person_id, Card.voided_at.is_(None)))
        .where(
            Membership.role == Role.WORKER,
            going_on(today, organisations=[organisation.id]),
            Membership.has_begun_on(today),
        )
        .group_by(Membership.team_id)
    )
    return {row[0]: (row[1], row[2]) for row in db.session.execute(found)}
