"""Reads of what an organisation said."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from academy.credentials.models import Achievement
from academy.credentials.statements.models import Statement
from academy.database import db
from academy.organisations.models import Organisation
from academy.organisations.queries import by_numbers
from academy.security.identity import Identity, Role
from academy.security.policy import Scope

MOST = 200
"""On its page, the newest first: more than any firm says in years."""


def find_statement(key: UUID) -> Statement | None:
    found = select(Statement).where(Statement.uuid == key)
    return db.session.scalar(found.options(joinedload(Statement.status_list)))


def find_own_statement(identity: Identity, statement_uuid: UUID) -> Statement | None:
    """Of an organisation for which whoever asks may speak: others there learn of none."""
    found = find_statement(statement_uuid)
    is_own = found is not None and found.organisation_id in _speaks_for(identity)
    return found if is_own else None


def find_own_organisation(identity: Identity, organisation_uuid: UUID) -> Organisation | None:
    places = {place.organisation_id for place in identity.places}
    found = select(Organisation).where(
        Organisation.uuid == organisation_uuid, Organisation.id.in_(places)
    )
    return db.session.scalar(found)


@dataclass(frozen=True, slots=True)
class Voices:
    """The organisations for which somebody may speak."""

    rows: Sequence[Organisation]

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=frozenset(each.id for each in self.rows))


def own_voices(identity: Identity) -> Voices | None:
    """None for who speaks for nobody."""
    speaks = _speaks_for(identity)
    return Voices(by_numbers(speaks)) if speaks else None


def _speaks_for(identity: Identity) -> frozenset[int]:
    roles = Role.EMPLOYER, Role.ORGANISATION_ADMIN
    return frozenset[int]().union(*(identity.organisations(role) for role in roles))


def statements_of(organisation: Organisation) -> Sequence[Statement]:
    found = select(Statement).where(Statement.organisation_id == organisation.id)
    return db.session.scalars(
        found.order_by(Statement.said_at.desc(), Statement.id.desc())
        .options(joinedload(Statement.achievement).joinedload(Achievement.skill_version))
        .limit(MOST)
    ).all()


def is_withdrawn(key: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Of rows with this UUID: whether the organisation took it back."""
    return exists().where(Statement.uuid == key, Statement.withdrawn_at.is_not(None))
