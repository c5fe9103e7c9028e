"""What is known before two organisations are merged, and of a merger that was begun."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from academy.administration.imports.models import StaffImport, Stage
from academy.administration.mergers.plan import references
from academy.administration.mergers.rules import Found
from academy.database import db
from academy.organisations.merging.models import Merger
from academy.organisations.models import Organisation, OrganisationKind
from academy.organisations.queries import find_any_organisation, takes_in
from academy.people.models import Membership
from academy.people.taking_over import people_to_take
from academy.searching import by_name
from academy.security.identity import Identity, Role

AT_REST = (Stage.OPEN, Stage.UNDONE)
"""Stages of an import in which nothing is added or taken back."""

BADGES_AT_WORK = ("reading", "offering", "taking_back")
"""Of badges of before, whose room stands beside this one; a test compares them with its stages."""


def merger_of(organisation: Organisation) -> Merger | None:
    """In which this one goes on in another."""
    return db.session.scalar(select(Merger).where(Merger.goes_id == organisation.id))


def find_merger(identity: Identity, organisation_uuid: UUID) -> Merger | None:
    """In which this organisation goes on in another, for who administers the academy."""
    organisation = find_any_organisation(identity, organisation_uuid)
    return merger_of(organisation) if organisation else None


def left_there(merger: Merger) -> int:
    """How many people are still to come."""
    return 0 if merger.finished_at else len(people_to_take(merger))


def others_than(organisation: Organisation) -> Sequence[Organisation]:
    """What it could go on in, by name: shops that are open and go on themselves."""
    found = select(Organisation).where(
        Organisation.kind == OrganisationKind.THRIFT,
        Organisation.id != organisation.id,
        Organisation.merged_into_id.is_(None),
        ~Organisation.has_end,
    )
    return by_name(db.session.scalars(found))


def find(organisation: Organisation, today: date) -> Found:
    importing = select(StaffImport.id).where(
        StaffImport.organisation_id == organisation.id, StaffImport.stage.not_in(AT_REST)
    )
    found = references()["found_badges.organisation_id"]
    offering = select(found).where(
        found == organisation.id, found.table.c.stage.in_(BADGES_AT_WORK)
    )
    administers = select(Membership.id).where(
        Membership.organisation_id == organisation.id,
        Membership.role == Role.ORGANISATION_ADMIN,
        Membership.holds_on(today),
    )
    return Found(
        organisation_id=organisation.id,
        kind=OrganisationKind(organisation.kind),
        has_end=organisation.has_end,
        goes_on_in=organisation.merged_into.name if organisation.merged_into else None,
        takes_in=takes_in(organisation.id),
        has_administrator=db.session.scalar(administers.limit(1)) is not None,
        imports=db.session.scalar(importing.limit(1)) is not None,
        offers_badges=db.session.scalar(offering.limit(1)) is not None,
    )
