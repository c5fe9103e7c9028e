"""Ways to find organisations, sites and teams, never outside what the asker administers."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased

from academy.database import Base, db
from academy.folding import folded
from academy.organisations.models import Organisation, OrganisationKind, Site, Team
from academy.searching import by_name, has_words
from academy.security.identity import Identity, Role
from academy.security.policy import Scope

Row = TypeVar("Row", bound=Base)
Place = TypeVar("Place", Organisation, Site, Team)


@dataclass(frozen=True, slots=True)
class OwnOrganisations:
    """The organisations that the asker administers."""

    rows: Sequence[Organisation]

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=frozenset(row.id for row in self.rows))


def own_organisations(identity: Identity) -> OwnOrganisations:
    found = select(Organisation).where(
        Organisation.id.in_(identity.organisations(Role.ORGANISATION_ADMIN))
    )
    return OwnOrganisations(by_name(db.session.scalars(found)))


def by_numbers(numbers: Collection[int]) -> Sequence[Organisation]:
    """By name; for whoever knows already that they may be shown."""
    found = db.session.scalars(select(Organisation).where(Organisation.id.in_(numbers)))
    return by_name(found)


def find_administered_organisation(
    identity: Identity, organisation_uuid: uuid.UUID
) -> Organisation | None:
    """One that the asker administers."""
    found = select(Organisation).where(
        Organisation.uuid == organisation_uuid,
        Organisation.id.in_(identity.organisations(Role.ORGANISATION_ADMIN)),
    )
    return db.session.scalar(found)


def find_administered(model: type[Row], identity: Identity, row_uuid: uuid.UUID) -> Row | None:
    """One of the organisations that the asker administers, of any table that names them."""
    columns: Any = model
    found = select(model).where(
        columns.uuid == row_uuid,
        columns.organisation_id.in_(identity.organisations(Role.ORGANISATION_ADMIN)),
    )
    return db.session.scalar(found)


def find_any_organisation(identity: Identity, organisation_uuid: uuid.UUID) -> Organisation | None:
    """Any, for who administers the academy."""
    if not identity.organisations(Role.ACADEMY_ADMIN):
        return None
    return db.session.scalar(select(Organisation).where(Organisation.uuid == organisation_uuid))


def find_administered_site(identity: Identity, site_uuid: uuid.UUID) -> Site | None:
    return find_administered(Site, identity, site_uuid)


def find_administered_team(identity: Identity, team_uuid: uuid.UUID) -> Team | None:
    return find_administered(Team, identity, team_uuid)


def sites_of(organisation: Organisation) -> Sequence[Site]:
    """All, the ended ones last."""
    found = select(Site).where(Site.organisation_id == organisation.id)
    return _open_first(db.session.scalars(found))


def teams_of(organisation: Organisation) -> Sequence[Team]:
    """All, the ended ones last."""
    found = select(Team).where(Team.organisation_id == organisation.id)
    return _open_first(db.session.scalars(found))


def namesakes(name: str, but: Organisation | None = None) -> Sequence[Organisation]:
    """Open organisations whose name nobody can tell from this one."""
    rows = db.session.scalars(select(Organisation).where(~Organisation.has_end))
    same = (row for row in rows if folded(row.name) == folded(name))
    return [row for row in same if but is None or row.id != but.id]


def takes_in(organisation_id: int) -> bool:
    """Whether people of another organisation are on their way to this one."""
    coming = select(Organisation.id).where(
        Organisation.merged_into_id == organisation_id, ~Organisation.has_end
    )
    return db.session.scalar(coming.limit(1)) is not None


def goes_on_in(organisation_id: int) -> int:
    """Where an organisation that was merged goes on; mostly itself."""
    found = select(_stays(Organisation)).where(Organisation.id == organisation_id)
    return db.session.scalars(found).one()


def as_one_with(numbers: Collection[int]) -> frozenset[int]:
    """These organisations, with all that went on in the same one: since a merger they are one."""
    last = select(_stays(Organisation)).where(Organisation.id.in_(numbers))
    now = set(db.session.scalars(last))
    before = select(Organisation.id).where(Organisation.merged_into_id.in_(now))
    return frozenset({*now, *db.session.scalars(before)})


def gone_on(organisation_id: Any) -> ColumnElement[int]:
    """In a statement: where the organisation in a column goes on; mostly itself."""
    place = aliased(Organisation)
    own = select(_stays(place)).where(place.id == organisation_id)
    # also where the column is of a statement around the one that this stands in
    return own.correlate_except(place).scalar_subquery()


def own_or_taken_in(organisation_id: Any) -> Select[int]:
    """In a statement: an organisation with those that went on in it."""
    place = aliased(Organisation)
    both = or_(place.id == organisation_id, place.merged_into_id == organisation_id)
    return select(place.id).where(both).correlate_except(place)


def _stays(place: type[Organisation]) -> ColumnElement[int]:
    return func.coalesce(place.merged_into_id, place.id)


def merged_into(organisation: Organisation) -> Sequence[Organisation]:
    """What goes on in this one, by name."""
    found = select(Organisation).where(Organisation.merged_into_id == organisation.id)
    return by_name(db.session.scalars(found))


def with_the_next(team: Team) -> Sequence[Team]:
    """The team, and the one in which it goes on: while people go over they are in either."""
    found = select(Team).where(or_(Team.id == team.id, Team.id == team.merged_into_id))
    return db.session.scalars(found.order_by(Team.id == team.merged_into_id)).all()


def search_organisations(
    query: str = "", kind: OrganisationKind | None = None
) -> Sequence[Organisation]:
    """Every organisation of the platform, for who administers the academy."""
    found = select(Organisation)
    if kind is not None:
        found = found.where(Organisation.kind == kind)
    rows = db.session.scalars(found)
    return _open_first(row for row in rows if has_words(f"{row.name} {row.city}", query))


def with_marks_ending(today: date) -> Sequence[Organisation]:
    """Those that go on and have a quality mark that is over or soon will be, by name."""
    rows = db.session.scalars(select(Organisation).where(Organisation.goes_on_from(today)))
    return by_name(row for row in rows if row.marks_ending(today))


def _open_first(rows: Iterable[Place]) -> list[Place]:
    """By name, those that ended after those that go on."""
    return sorted(by_name(rows), key=lambda row: row.has_end)
