"""Each site and team that goes on gets one like it in the other organisation.

Places of one name stay two: to join their people would let leaders see whom they never saw. An
administrator moves the people and stops a team, if that is meant.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import select, update

from academy.database import db
from academy.folding import folded
from academy.organisations import service
from academy.organisations.merging.models import Merger
from academy.organisations.models import Organisation, Site, Team
from academy.organisations.service import SiteDetails
from academy.people.taking_over import Hands

LONGEST_NAME = 80
Place = TypeVar("Place", Site, Team)


def prepare(merger: Merger, hands: Hands) -> None:
    """In the transaction that begins it: from then on nobody adds a place there."""
    teams = going_on(Team, merger.goes, merger.first_day)
    for site in going_on(Site, merger.goes, merger.first_day):
        there = service.add_site(
            merger.stays, _details(site, merger), key=uuid4(), by=hands.by, now=hands.now
        )
        for team in teams:
            if team.site_id == site.id:
                _team_like(team, there, merger, hands)


def going_on(kind: type[Place], organisation: Organisation, day: date) -> Sequence[Place]:
    found = select(kind).where(kind.organisation_id == organisation.id, kind.goes_on_from(day))
    return db.session.scalars(found.order_by(kind.id)).all()


def names_of(kind: type[Site] | type[Team], organisation: Organisation) -> frozenset[str]:
    """Folded, of all that are open."""
    found = select(kind.folded_name).where(kind.organisation_id == organisation.id, ~kind.has_end)
    return frozenset(db.session.scalars(found))


def _details(site: Site, merger: Merger) -> SiteDetails:
    """The region stays, also where it was that of the organisation."""
    return SiteDetails(
        name=_free_name(site, merger),
        city=site.city or merger.goes.city,
        region=site.region or merger.goes.region,
    )


def _team_like(team: Team, there: Site, merger: Merger, hands: Hands) -> None:
    name = _free_name(team, merger)
    following = service.add_team(there, name=name, key=uuid4(), by=hands.by, now=hands.now)
    # also of a team that went on in this one when its organisation was merged before
    gone_on = update(Team).where((Team.id == team.id) | (Team.merged_into_id == team.id))
    db.session.execute(gone_on.values(merged_into_id=following.id))


def _free_name(place: Site | Team, merger: Merger) -> str:
    taken = names_of(type(place), merger.stays)
    return next(name for name in _names(place.name, merger.goes.name) if folded(name) not in taken)


def _names(name: str, organisation: str) -> Iterator[str]:
    """The own one, else with where it comes from."""
    yield name
    number = 1
    while True:
        mark = f" ({organisation[:40]})" if number == 1 else f" ({organisation[:40]} {number})"
        yield f"{name[: LONGEST_NAME - len(mark)]}{mark}"
        number += 1
