"""What is known of a record before it is merged, for the rules and for the person who looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from academy.access.queries import account_of
from academy.credentials.models import Credential
from academy.database import db
from academy.learning.models import Enrolment
from academy.organisations.models import Organisation
from academy.people.models import AssessorAuthority, Membership, Person
from academy.privacy.merging.rules import Found
from academy.searching import name_order
from academy.security.identity import Role
from academy.wallet.erasure.models import ErasureRequest


@dataclass(frozen=True, slots=True)
class Shown:
    """What a record brings along, as the person sees it before saying yes."""

    person: Person
    places: Sequence[str]
    """Names of the organisations, in their order."""
    badges: int
    email: str | None
    """Of an account, which stops with the record."""


def find(person: Person, today: date) -> Found:
    rows = db.session.scalars(select(Membership).where(Membership.person_id == person.id)).all()
    authority = select(AssessorAuthority.id).where(
        AssessorAuthority.person_id == person.id, AssessorAuthority.goes_on_from(today)
    )
    asked = select(ErasureRequest.id).where(ErasureRequest.person_id == person.id)
    runs = select(Enrolment.run_id).where(Enrolment.person_id == person.id)
    leads = any(row.role != Role.WORKER and row.goes_on_from(today) for row in rows)
    return Found(
        person_id=person.id,
        is_gone=person.is_gone,
        places=frozenset(row.organisation_id for row in rows),
        does_more=leads or db.session.scalar(authority.limit(1)) is not None,
        asked_to_be_erased=db.session.scalar(asked) is not None,
        runs=frozenset(db.session.scalars(runs)),
    )


def shown(person: Person) -> Shown:
    account = account_of(person.id)
    places = (
        select(Organisation.name)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.person_id == person.id)
    )
    badges = select(func.count(Credential.id)).where(Credential.person_id == person.id)
    return Shown(
        person,
        sorted(db.session.scalars(places.distinct()), key=name_order),
        db.session.scalars(badges).one(),
        account.email if account else None,
    )
