"""Brings an older database up to what the journal tells; doing it twice changes nothing more.

In this order: keys, badges, withdrawals, erasures. What is erased is erased again last, so that
nothing of it comes back on the way. The rooms' own rules decide, but for one: here nobody asks
whether it may be done, because it was done already.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError

from academy.assessments import due
from academy.assessments.standing import Subject
from academy.audit import log
from academy.credentials.models import Credential, Revocation, RevocationReason
from academy.credentials.revoking import put_back_before
from academy.database import db, savepoint, transaction
from academy.journal.files import JournalFolder, Json, Place
from academy.journal.models import Kind
from academy.journal.placing import CannotPlaceError, place_badge, place_keys
from academy.people.models import Person
from academy.privacy import erasing
from academy.security.identity import Actor

BY = Actor(None, "command")
AT_ONCE = 200
"""Badges in one transaction: on an old backup there may be hundreds of thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What the journal knew and the database did not."""

    badges: int
    withdrawn: int
    erased: int
    left_out: tuple[str, ...]
    """Why badges could not be placed; they stay in the journal."""


def replay(journal: JournalFolder, *, now: datetime) -> Replayed:
    """Owns its transactions."""
    foreign = _replay_keys(journal)
    badges, left_out = _replay_badges(journal, now=now)
    return Replayed(
        badges=badges,
        withdrawn=_replay_withdrawals(journal),
        erased=_replay_erasures(journal),
        left_out=(*sorted(foreign), *left_out),
    )


def _replay_keys(journal: JournalFolder) -> set[str]:
    trouble = set[str]()
    with transaction():
        for line in _of(journal, Kind.KEYS):
            try:
                place_keys(line)
            except CannotPlaceError as reason:
                trouble.add(str(reason))
    return trouble


def _replay_badges(journal: JournalFolder, *, now: datetime) -> tuple[int, tuple[str, ...]]:
    """The oldest first, so that the newest of two is the one that counts."""
    known = set(db.session.scalars(select(Credential.uuid)))
    unknown: dict[str, tuple[str, Place]] = {
        str(line.get("badge")): (str(line.get("at")), place)  # twice the same: one is enough
        for line, place in journal.places(Kind.ISSUED)
        if _uuid_of(line) not in known
    }
    waiting = iter(sorted(unknown.values(), key=lambda found: (found[0], str(found[1]))))
    placed, trouble = 0, set[str]()
    while batch := list(islice(waiting, AT_ONCE)):
        with transaction():
            for _at, place in batch:
                try:
                    _put_back(journal.line_at(place), now=now)
                    placed += 1
                except CannotPlaceError as reason:
                    trouble.add(str(reason))
    return placed, tuple(sorted(trouble))


def _uuid_of(line: Json) -> UUID | None:
    try:
        return UUID(str(line.get("badge")))
    except ValueError:
        return None  # it is told why it cannot be put back


def _put_back(line: Json, *, now: datetime) -> None:
    """One badge, or nothing of it: one that does not fit takes no other with it."""
    try:
        with savepoint():
            place_badge(line, by=BY, now=now)
    except (IntegrityError, DataError) as refused:
        message = f"the badge {line.get('badge')} does not fit into this database ({refused.orig})"
        raise CannotPlaceError(message) from refused
    except (KeyError, TypeError, ValueError) as fault:
        message = f"the line of the badge {line.get('badge')} cannot be read ({fault!r})"
        raise CannotPlaceError(message) from fault


def _replay_withdrawals(journal: JournalFolder) -> int:
    return withdraw_again(
        (line["badge"], line["reason"], line["by"], line["at"])
        for line in _of(journal, Kind.REVOKED)
    )


def withdraw_again(withdrawn: Iterator[tuple[str, str, str | None, str]]) -> int:
    """Take over withdrawals (badge, reason, by whom, when) that are not known; gives how many."""
    taken_over = 0
    with transaction():
        for badge, reason, by, at in withdrawn:
            credential = db.session.scalar(select(Credential).where(Credential.uuid == UUID(badge)))
            if credential is not None and credential.revocation is None:
                _withdraw(credential, reason, by, datetime.fromisoformat(at))
                due.note_all(Subject.of_badge(credential))
                taken_over += 1
    return taken_over


def _withdraw(credential: Credential, reason: str, by: str | None, at: datetime) -> None:
    person = db.session.scalar(select(Person).where(Person.uuid == UUID(by))) if by else None
    by_id = person.id if person else None
    Revocation.of(credential, RevocationReason(reason), by_id=by_id, at=at)
    key, credential.current_key = credential.current_key, None
    # as `revoke` and the correction by another badge left it on the day itself
    if key is not None and reason != RevocationReason.REPLACED:
        put_back_before(credential, key)
    log.record(
        "credential.revoked", credential.uuid, organisation_id=credential.organisation_id,
        by=BY, at=at, reason=reason,
    )  # fmt: skip


def _replay_erasures(journal: JournalFolder) -> int:
    erased = 0
    for line in _of(journal, Kind.ERASED):
        with transaction():
            person = db.session.scalar(select(Person).where(Person.uuid == UUID(line["person"])))
            if person is not None and person.erased_at is None:
                at = datetime.fromisoformat(line["at"])
                erasing.erase_again(person, by=BY, now=at)
                erased += 1
    return erased


def _of(journal: JournalFolder, kind: Kind) -> Iterator[dict[str, Any]]:
    return (line for line in journal.lines() if line["kind"] == kind)
