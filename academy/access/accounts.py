"""Accounts with an e-mail address: invited with a one-time code, never by mail.

The code is shown and printed once for who gives it out. With it a person chooses a password.
"""

from datetime import datetime

from sqlalchemy import select

from academy.access import codes, means
from academy.access.models import Account, Session
from academy.access.queries import account_of
from academy.access.signing_in import end_sessions
from academy.access.taken import address_is_taken
from academy.access.telling import tell
from academy.database import db, must_be_locked
from academy.errors import InvalidInputError
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Actor


def invite(
    person: Person,
    email: str,
    *,
    secret_key: str,
    organisation_id: int | None,
    by: Actor,
    now: datetime,
) -> Account:
    """Give the person an account with a start code, or a new code.

    Raises InvalidInputError when the address belongs to somebody else, or when it is another one
    than that of somebody who chose a password: from then on only the person changes it.
    """
    must_be_there(person.id)
    account = _account_with(person, email)
    if account.password_hash is not None and account.email != email:
        raise InvalidInputError("address-is-their-own").at("email")
    account.email = email
    give_start_code(account, secret_key=secret_key, organisation_id=organisation_id, by=by, now=now)
    db.session.flush()
    return account


def _account_with(person: Person, email: str) -> Account:
    """The account of the person, or a new one; raises InvalidInputError for another's address."""
    account = account_of(person.id)
    if account is None:
        account = Account(person=person, email=email, start_code_number=0)
        db.session.add(account)
    if _belongs_to_another(email, person):
        raise address_is_taken()
    return account


def choose_on_the_spot(
    person: Person, email: str, new_hash: str, *, witness: Person, by: Actor, now: datetime
) -> None:
    """The person's own password, in the place of one that others could know; all sessions end."""
    must_be_there(person.id)
    account = _account_with(person, email)
    change_password(account, new_hash, here=None, witness=witness, by=by, now=now)
    db.session.flush()


def give_start_code(
    account: Account,
    *,
    secret_key: str,
    organisation_id: int | None,
    by: Actor,
    now: datetime,
) -> str:
    """A new one-time code; an older one stops working. The password stays until it is used."""
    must_be_locked(account.person)
    account.start_code_number = (account.start_code_number or 0) + 1
    code = codes.start_code(account.person.uuid, account.start_code_number, secret_key=secret_key)
    account.start_code_hash = codes.code_hash(code)
    account.start_code_at = now
    account.start_code_session = None
    account.start_code_given_by_id = organisation_id
    person = account.person
    tell(
        "account.start_code_given", person.uuid, person,
        organisation_id=organisation_id, by=by, now=now,
    )  # fmt: skip
    return code


def change_password(
    account: Account,
    new_hash: str,
    *,
    here: Session | None,
    witness: Person | None = None,
    by: Actor,
    now: datetime,
) -> None:
    """Set the password and end every other session of the person; see `cards.choose_pin`."""
    must_be_locked(account.person)
    account.password_hash = new_hash
    account.given_by_id = means.giver_after(account.given_by_id, here, witness)
    account.chosen_at = now
    if here is not None:
        here.given_by_id = account.given_by_id
    account.start_code_hash = account.start_code_session = None
    end_sessions(account.person, by=by, now=now, but=here)
    person = account.person
    tell(
        "account.password_set", person.uuid, person, organisation_id=None, by=by, now=now,
        witness=str(witness.uuid) if witness else None,
    )  # fmt: skip


def change_email(account: Account, email: str, *, by: Actor, now: datetime) -> None:
    """The person takes another address. Raises InvalidInputError when it is somebody else's."""
    must_be_locked(account.person)
    if _belongs_to_another(email, account.person):
        raise address_is_taken()
    account.email = email
    account.start_code_hash = account.start_code_session = None
    person = account.person
    tell("account.email_changed", person.uuid, person, organisation_id=None, by=by, now=now)
    db.session.flush()


def _belongs_to_another(email: str, person: Person) -> bool:
    found = select(Account.person_id).where(Account.email == email)
    # or a new account would be written first, and the constraint would answer for the rule
    with db.session.no_autoflush:
        owner = db.session.scalar(found)
    return owner is not None and owner != person.id
