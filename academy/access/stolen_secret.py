"""After the key of codes was stolen: who has it and the database can make every card and code."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select

from academy.access.cards import void_cards
from academy.access.models import Account, Card, RecoveryCode
from academy.access.queries import account_of
from academy.access.telling import tell
from academy.database import db, must_be_locked
from academy.people.models import Person
from academy.security.identity import Actor


def people_with_codes() -> Sequence[int]:
    """The numbers of those who have a card, a start code or a recovery code that works."""
    with_card = select(Card.person_id).where(Card.voided_at.is_(None))
    with_code = select(Account.person_id).where(Account.start_code_hash.is_not(None))
    recoverable = select(RecoveryCode.person_id)
    found = select(Person.id).where(
        or_(*(Person.id.in_(kind) for kind in (with_card, with_code, recoverable)))
    )
    return db.session.scalars(found.order_by(Person.id)).all()


def end_codes(person: Person, *, by: Actor, now: datetime) -> None:
    """No card, start code or recovery code of this person opens anything; a password that was
    chosen does."""
    must_be_locked(person)
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    void_cards(person, organisation_id=None, by=by, now=now)
    account = account_of(person.id)
    if account is not None and account.start_code_hash is not None:
        account.start_code_hash = account.start_code_session = None
        tell("account.start_code_ended", person.uuid, person, organisation_id=None, by=by, now=now)
