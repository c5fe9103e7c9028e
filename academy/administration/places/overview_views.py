"""The first page of an organisation: sites, teams, who leads them, and what is left to do."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, func, select

from academy.access.models import Card
from academy.access.queries import not_open_yet
from academy.administration.places.blueprint import blueprint
from academy.administration.places.outsiders import outsiders
from academy.database import db
from academy.organisations import queries as places
from academy.organisations.models import Organisation, Site, Team
from academy.organisations.regions import regions
from academy.people.models import Membership
from academy.people.queries import going_on, leaders_of
from academy.security.guard import current_identity, requires
from academy.security.identity import Role
from academy.security.permissions import Permission


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team as the first page shows it."""

    team: Team
    leaders: Sequence[Membership]
    workers: int
    without_card: int


@blueprint.get("/organisations/<uuid:organisation_uuid>")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def show(organisation: Organisation) -> ResponseReturnValue:
    today = current_identity().today
    sites, teams = places.sites_of(organisation), team_lines(organisation, today)
    leaders = [row for lines in teams.values() for line in lines for row in line.leaders]
    return render_template(
        "organisations/show.html",
        organisation=organisation,
        region=regions().get(organisation.region or "", ""),
        sites=sites,
        teams=teams,
        not_open=not_open_yet(leaders, today),
        ended=[site for site in sites if site.has_end],
        has_signatory=bool(organisation.signatory_name),
        outsiders=outsiders(organisation, today),
    )


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
