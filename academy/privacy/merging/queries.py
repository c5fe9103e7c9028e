"""What is known of a record before it is merged, for the rules and for the person who looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from academy.access.models import Account, Card, Session
from academy.access.queries import account_of
from academy.assessments.models import Assessment
from academy.credentials.models import Credential
from academy.database import db
from academy.learning.models import Enrolment
from academy.organisations.models import Organisation
from academy.organisations.queries import as_one_with
from academy.people.doubles.models import Double
from academy.people.doubles.queries import between
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
    authorities = select(AssessorAuthority.organisation_id).where(
        AssessorAuthority.person_id == person.id, AssessorAuthority.goes_on_from(today)
    )
    asked = select(ErasureRequest.id).where(ErasureRequest.person_id == person.id)
    runs = select(Enrolment.run_id).where(Enrolment.person_id == person.id)
    looked = select(Assessment.person_id).where(Assessment.assessor_id == person.id).distinct()
    more = {
        row.organisation_id for row in rows if row.role != Role.WORKER and row.goes_on_from(today)
    }
    return Found(
        person_id=person.id,
        is_gone=person.is_gone,
        places=frozenset(row.organisation_id for row in rows),
        does_more_at=frozenset(more | set(db.session.scalars(authorities))),
        has_account=account_of(person.id) is not None,
        was_used=_was_used(person),
        asked_to_be_erased=db.session.scalar(asked) is not None,
        runs=frozenset(db.session.scalars(runs)),
        looked_at=frozenset(db.session.scalars(looked)),
    )


def _was_used(person: Person) -> bool:
    """Whether somebody ever came in as this person; sessions of long ago are not kept, what was
    read and chosen at the first is."""
    if person.language_chosen_at or person.notice_seen_at:
        return True
    own = (
        select(Session.id).where(Session.person_id == person.id),
        select(Card.id).where(Card.person_id == person.id, Card.chosen_at.is_not(None)),
        select(Account.id).where(
            Account.person_id == person.id, Account.password_hash.is_not(None)
        ),
    )
    return any(db.session.scalar(each.limit(1)) is not None for each in own)


def asked_at(stays: Person, goes: Person) -> frozenset[int]:
    """Numbers of the organisations that take the two for one person, and got no answer yet; with
    what went on in them, for an organisation that merged asks for both."""
    rows = between(stays.id, goes.id)
    return as_one_with({row.organisation_id for row in rows if row.declined_at is None})


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


def shown_by(double: Double, person: Person) -> Shown:
    """As `shown`, before it is known that the record is theirs: nothing of elsewhere."""
    there = as_one_with([double.organisation_id])
    badges = select(func.count(Credential.id)).where(
        Credential.person_id == person.id, Credential.organisation_id.in_(there)
    )
    return Shown(person, [double.organisation.name], db.session.scalars(badges).one(), None)
