"""Certificates on paper, and the page behind their code that shows what was printed.

The page holds the name as it was printed, so that a changed name or level on paper is found out.
Its code is a secret of its own: who knows the badge's address does not know the name.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, exists, func, or_, select, update
from sqlalchemy.orm import aliased, joinedload

from academy.access import codes
from academy.audit import log
from academy.credentials.models import Credential, PaperCopy
from academy.database import db, insert_at_once, must_be_locked
from academy.locking import row
from academy.people.models import Person
from academy.people.showing import shows_outside
from academy.security.identity import Actor, Identity


class Named(Protocol):
    """A person, or what was read of one."""

    @property
    def name(self) -> str: ...
    @property
    def latin_name(self) -> str: ...


class Printed(Protocol):
    """A paper, or what was read of one."""

    @property
    def printed_name(self) -> str: ...
    @property
    def printed_latin_name(self) -> str: ...


def add_paper_copy(
    credential: Credential, holder: Named, *, number: int, secret_key: str, now: datetime
) -> PaperCopy:
    """A new paper with the holder's name as it is now; earlier papers keep their pages."""
    copy_uuid = uuid4()
    copy = PaperCopy(
        uuid=copy_uuid,
        credential_id=credential.id,
        number=number,
        code_hash=codes.code_hash(code_of_uuid(copy_uuid, secret_key)),
        printed_name=holder.name,
        printed_latin_name=holder.latin_name,
        printed_at=now,
    )
    insert_at_once(copy)
    return copy


def current_copy(credential: Credential) -> PaperCopy | None:
    """The newest paper whose page is open."""
    return db.session.scalar(
        select(PaperCopy)
        .where(PaperCopy.credential_id == credential.id, PaperCopy.withdrawn_at.is_(None))
        .order_by(PaperCopy.number.desc())
        .limit(1)
    )


def code_of(copy: PaperCopy, secret_key: str) -> str:
    """The code as it stands on the paper."""
    return code_of_uuid(copy.uuid, secret_key)


def find_copy(code: str) -> PaperCopy | None:
    """The paper with this code, also when its page was withdrawn."""
    normal = codes.normalised(code)
    if normal is None:
        return None
    return db.session.scalar(
        select(PaperCopy)
        .where(PaperCopy.code_hash == codes.code_hash(normal))
        .options(joinedload(PaperCopy.credential))
    )


def page_is_open(copy: PaperCopy, today: date) -> bool:
    """Whether anybody may see the page behind it, with the name."""
    return copy.withdrawn_at is None and shows_outside(copy.credential.person, today)


def withdraw_copies(credential: Credential, *, by: Identity, now: datetime) -> None:
    """Close the pages of all papers of a badge; the badge itself stays as it is."""
    must_be_locked(row(Person, credential.person_id))
    open_copies = select(PaperCopy).where(
        PaperCopy.credential_id == credential.id, PaperCopy.withdrawn_at.is_(None)
    )
    for copy in db.session.scalars(open_copies):
        copy.withdrawn_at = now
        _log("certificate.withdrawn", credential, by=by.actor, now=now, number=copy.number)


def count_open_papers() -> int:
    found = select(func.count()).select_from(PaperCopy).where(PaperCopy.withdrawn_at.is_(None))
    return db.session.scalar(found) or 0


def withdraw_all(now: datetime) -> None:
    """Close every page: whoever has the key of codes could find them all."""
    still_open = update(PaperCopy).where(PaperCopy.withdrawn_at.is_(None))
    db.session.execute(still_open.values(withdrawn_at=now))


def has_old_name(copy: Printed, holder: Named) -> bool:
    """Whether the holder got another name, or spelling of it, since it was printed."""
    return (copy.printed_name, copy.printed_latin_name) != (holder.name, holder.latin_name)


def has_old_name_in_sql() -> ColumnElement[bool]:
    """The same, for a statement with papers and people."""
    return or_(
        PaperCopy.printed_name != Person.name, PaperCopy.printed_latin_name != Person.latin_name
    )


def is_newest() -> ColumnElement[bool]:
    """Of the papers of a badge whose pages are open, the last one."""
    newer = aliased(PaperCopy)
    return ~exists().where(
        newer.credential_id == PaperCopy.credential_id,
        newer.withdrawn_at.is_(None),
        newer.number > PaperCopy.number,
    )


def with_old_names(badges: Sequence[Credential]) -> frozenset[int]:
    """Numbers of those of which the paper to print has a name of before."""
    found = (
        select(Credential.id)
        .join(Person, Person.id == Credential.person_id)
        .join(PaperCopy, PaperCopy.credential_id == Credential.id)
        .where(
            Credential.id.in_([badge.id for badge in badges]),
            PaperCopy.withdrawn_at.is_(None),
            has_old_name_in_sql(),
            is_newest(),
        )
    )
    return frozenset(db.session.scalars(found))


def with_name_of_now(
    credential: Credential, *, secret_key: str, by: Actor, now: datetime
) -> PaperCopy | None:
    """The paper to print: the newest, or a new one when its name is an old one.

    None when the holder closed the page: only the holder opens it again (`renew_copy`).
    """
    must_be_locked(row(Person, credential.person_id))
    copy = current_copy(credential)
    if copy is None or not has_old_name(copy, credential.person):
        return copy
    return renew_copy(credential, secret_key=secret_key, by=by, now=now)


def renew_copy(credential: Credential, *, secret_key: str, by: Actor, now: datetime) -> PaperCopy:
    """A new paper, after a withdrawal or with a new name."""
    must_be_locked(row(Person, credential.person_id))
    earlier = select(func.count()).where(PaperCopy.credential_id == credential.id)
    number = (db.session.scalar(earlier) or 0) + 1
    holder = credential.person
    copy = add_paper_copy(credential, holder, number=number, secret_key=secret_key, now=now)
    _log("certificate.renewed", credential, by=by, now=now, number=copy.number)
    return copy


def code_of_uuid(copy_uuid: UUID, secret_key: str) -> str:
    """The same, for who has read no more of the paper."""
    return codes.code_for(f"paper:{copy_uuid}", secret_key=secret_key)


def _log(action: str, credential: Credential, *, by: Actor, now: datetime, number: int) -> None:
    log.record(
        action,
        credential.uuid,
        organisation_id=credential.organisation_id,
        by=by,
        at=now,
        number=number,
    )
