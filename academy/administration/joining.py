"""Somebody joins an organisation: one way in for the forms, the pasted lists and the demo data."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from academy.access import accounts, cards
from academy.access.cards import PreparedCard
from academy.access.models import Account
from academy.administration.assessors.proofs import may_be_granted
from academy.administration.many import Row, Twin
from academy.database import db
from academy.dates import local_day
from academy.organisations.models import Organisation
from academy.people import authorities, memberships
from academy.people.days import refuse_far_ahead
from academy.people.memberships import Post
from academy.people.models import Membership, Person
from academy.security.identity import Identity, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody who begins, as a form describes them."""

    key: UUID
    """Comes with the form, so that a form that is sent twice makes one person."""
    name: str
    latin_name: str = ""
    post: Post
    email: str | None = None
    assesses_everything: bool = False
    card: PreparedCard | None = None


def join(newcomer: Newcomer, *, identity: Identity, secret_key: str, now: datetime) -> Person:
    """Make the person with everything that the role needs. Raises InvalidInputError."""
    again = _made_before(newcomer)
    if again is not None:
        return again
    post = newcomer.post
    refuse_far_ahead(local_day(now), starts_on=post.starts_on, ends_on=post.ends_on)
    # the key of a person elsewhere is no key to that person: somebody new gets another one
    taken = db.session.scalar(select(Person.id).where(Person.uuid == newcomer.key))
    person = memberships.add_person(
        newcomer.name,
        latin_name=newcomer.latin_name,
        key=newcomer.key if taken is None else uuid4(),
        now=now,
    )
    memberships.add_membership(person, newcomer.post, by=identity.actor, now=now)
    place = newcomer.post.organisation
    if newcomer.email and newcomer.post.role != Role.WORKER:
        account = accounts.invite(
            person, newcomer.email, secret_key=secret_key, organisation_id=place.id,
            by=identity.actor, now=now,
        )  # fmt: skip
        show_start_code(account, identity=identity)
    wanted = newcomer.assesses_everything and newcomer.post.role == Role.TEAM_LEADER
    if wanted and may_be_granted(None):  # somebody new followed no course yet
        authorities.grant(
            person, place, domain_ids=authorities.EVERYTHING, starts_on=newcomer.post.starts_on,
            grounds=authorities.Grounds(identity.person_id), by=identity.actor, now=now,
        )  # fmt: skip
    if newcomer.card is not None:
        card = cards.issue_card(
            person, newcomer.card, organisation_id=place.id, by=identity.actor, now=now
        )
        cards.show_pin(card, identity=identity, now=now)
    return person


def show_start_code(account: Account, *, identity: Identity) -> None:
    """Let this session read the code that it just gave out."""
    account.start_code_session = identity.session_uuid


def join_many(
    rows: Sequence[Row],
    post: Post,
    prepared: Sequence[PreparedCard | None],
    *,
    identity: Identity,
    secret_key: str,
    now: datetime,
) -> list[Person]:
    """Every row a new worker in the same team; `prepared` has a card or None for each."""
    return [
        join(
            Newcomer(
                key=uuid4(),
                name=row.name,
                latin_name=row.latin_name,
                post=_numbered(post, row.staff_number),
                card=card,
            ),
            identity=identity,
            secret_key=secret_key,
            now=now,
        )
        for row, card in zip(rows, prepared, strict=True)
    ]


def known_twins(organisation: Organisation, today: date) -> set[Twin]:
    """Folded name and staff number of everybody who works there or will."""
    found = (
        select(Person.search_text, Membership.staff_number)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation.id, Membership.goes_on_from(today))
    )
    return {(row[0], row[1]) for row in db.session.execute(found)}


def _numbered(post: Post, staff_number: str) -> Post:
    return replace(post, staff_number=staff_number)


def _made_before(newcomer: Newcomer) -> Person | None:
    found = (
        select(Person)
        .join(Membership)
        .where(
            Person.uuid == newcomer.key,
            Membership.organisation_id == newcomer.post.organisation.id,
        )
    )
    return db.session.scalar(found.limit(1))
