"""Who wants mail of us, and one mail to one of them. Each mail is a job of its own (docs/adr/0012),
so that an address that fails stops no other one. Subjects name nobody."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from academy.access.models import Account
from academy.access.queries import account_of
from academy.access.telling import tell
from academy.database import db, must_be_locked
from academy.dependencies import dependencies
from academy.jobs.queue import Priority, enqueue
from academy.people.models import Person
from academy.ports import Mail
from academy.security.identity import Actor

NEWS_JOB = "mail-news"
WINDOW_SECONDS = 600
"""What changes within it is told by one mail."""


class Post(StrEnum):
    """What somebody can want to hear by mail; nothing at first."""

    TODO = "todo"
    NEWS = "news"


COLUMNS: Mapping[Post, InstrumentedAttribute[bool]] = {
    Post.TODO: Account.wants_todo,
    Post.NEWS: Account.wants_news,
}


def is_offered() -> bool:
    """Nobody is promised what does not come: only where whoever runs the platform sends mail."""
    return dependencies().mailer is not None


def choose(account: Account, post: Post, *, wanted: bool, by: Actor, now: datetime) -> None:
    """A second time changes nothing."""
    must_be_locked(account.person)
    if getattr(account, COLUMNS[post].key) != wanted:
        setattr(account, COLUMNS[post].key, wanted)
        person = account.person
        tell("account.mail_chosen", person.uuid, person, organisation_id=None, by=by, now=now)


def wanting(post: Post) -> Sequence[int]:
    """The numbers of the people who want it."""
    return db.session.scalars(
        select(Account.person_id).where(COLUMNS[post]).order_by(Account.person_id)
    ).all()


def wanting_among(post: Post, person_ids: Collection[int]) -> set[int]:
    """Those of these people who want it, and get it: somebody has to send."""
    if not is_offered():
        return set()
    found = select(Account.person_id).where(COLUMNS[post], Account.person_id.in_(person_ids))
    return set(db.session.scalars(found))


def tell_news(person_id: int, *, now: datetime) -> None:
    """Let somebody who wants to know hear that something changed; whoever has no account reads it
    at the next sign-in."""
    account = account_of(person_id)
    if account is None or not account.wants_news:
        return
    window = int(now.timestamp()) // WINDOW_SECONDS
    enqueue(
        NEWS_JOB,
        {"person": person_id},
        unique_key=f"{NEWS_JOB}:{person_id}:{window}",
        priority=Priority.BULK,
        delay_seconds=WINDOW_SECONDS,
    )


def address_for(person_id: int, post: Post) -> str | None:
    """Where it goes now; None: nobody there wants it any more."""
    found = (
        select(Account)
        .join(Person)
        .where(
            Account.person_id == person_id,
            COLUMNS[post],
            Person.erased_at.is_(None),
            Person.closed_at.is_(None),
        )
    )
    account = db.session.scalar(found)
    return account.email if account else None


@contextmanager
def as_on_a_page(language: str) -> Iterator[str]:
    """Words in this language and addresses as pages have them; gives what they stand under."""
    root = dependencies().settings.public_url
    with current_app.test_request_context(base_url=root), force_locale(language):
        yield root


def send(to: str, subject: str, lines: Sequence[str]) -> None:
    """Raises OSError when it does not go; between transactions, for it takes a while. Nothing goes
    where sending was stopped since it was asked for."""
    db.session.rollback()
    if (mailer := dependencies().mailer) is not None:
        mailer.send(Mail(to=to, subject=subject, text="\n\n".join(lines) + "\n"))
