"""Brings an older database up to what the journal tells; doing it twice changes nothing more.

In this order: keys, badges, withdrawals, lost cards, erasures. What is erased is erased again last,
so that nothing of it comes back on the way. The rooms' own rules decide, but for one: here nobody
asks whether it may be done, because it was done already.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import UUID

from sqlalchemy import select

from academy.access.models import Card
from academy.access.telling import tell
from academy.assessments import due
from academy.assessments.standing import Subject
from academy.audit import log
from academy.credentials.models import Credential, Revocation, RevocationReason
from academy.credentials.revoking import put_back_before
from academy.database import db, transaction
from academy.journal.attempts import Attempts
from academy.journal.files import JournalFolder, Json, Place
from academy.journal.models import Kind
from academy.journal.placing import place_badge, place_keys, place_tablet_key
from academy.people.models import Person
from academy.privacy import erasing
from academy.progress import Progress, silent
from academy.security.identity import Actor

BY = Actor(None, "command")
AT_ONCE = 200
"""Badges in one transaction: on an old backup there may be hundreds of thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What the journal knew and the database did not."""

    badges: int = 0
    withdrawn: int = 0
    cards: int = 0
    """Lost or replaced since."""
    erased: int = 0
    left_out: tuple[str, ...] = ()
    """Why lines could not be used; they stay in the journal."""
    damaged: int = 0
    """Lines that do not fit their check, as a crash leaves them."""


@dataclass(frozen=True, slots=True)
class _Contents:
    """What one look through the journal found."""

    lines: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    """By kind; few but those of badges, which are left out."""
    badges: dict[str, tuple[str, Place]] = field(default_factory=dict)
    """When each badge that the database does not know was given, and where it stands."""
    damaged: list[Place] = field(default_factory=list)


def replay(journal: JournalFolder, *, now: datetime, progress: Progress = silent) -> Replayed:
    """Owns its transactions."""
    found = _look_through(journal, progress)
    keys = _replay_keys(found)
    badges = _replay_badges(journal, found, progress, now=now)
    withdrawals = withdraw_again(found.lines[Kind.REVOKED])
    cards = void_again(found.lines[Kind.VOIDED])
    erasures = _replay_erasures(found.lines[Kind.ERASED])
    in_order = (keys, badges, withdrawals, cards, erasures)
    trouble = (why for each in in_order for why in each.trouble)
    return Replayed(
        badges=badges.done,
        withdrawn=withdrawals.done,
        cards=cards.done,
        erased=erasures.done,
        left_out=(*_of_another_version(found), *trouble),
        damaged=len(found.damaged),
    )


def _look_through(journal: JournalFolder, progress: Progress) -> _Contents:
    """Once: all that was ever given may stand in it."""
    known = set(db.session.scalars(select(Credential.uuid)))
    found = _Contents()
    for line, place in journal.read(progress):
        if line is None:
            found.damaged.append(place)
        elif line["kind"] != Kind.ISSUED:
            found.lines[line["kind"]].append(line)
        elif _uuid_of(line) not in known:
            # twice the same: one is enough
            found.badges[str(line.get("badge"))] = (str(line.get("at")), place)
    return found


def _of_another_version(found: _Contents) -> Iterator[str]:
    for kind in sorted(found.lines.keys() - set(Kind)):
        lines = len(found.lines[kind])
        yield f"this version of the application knows no {kind!r}: {lines} line(s)."


def _replay_keys(found: _Contents) -> Attempts:
    attempts = Attempts()
    with transaction():
        for line in found.lines[Kind.KEYS]:
            attempts.use(line, place_keys)
        for line in found.lines[Kind.TABLET_KEY]:
            attempts.use(line, place_tablet_key)
    return attempts


def _replay_badges(
    journal: JournalFolder, found: _Contents, progress: Progress, *, now: datetime
) -> Attempts:
    """The oldest first, so that the newest of two is the one that counts."""
    waiting = iter(sorted(found.badges.values(), key=lambda each: (each[0], str(each[1]))))
    attempts = Attempts()
    with progress("Putting badges back", len(found.badges)) as tell:
        while batch := list(islice(waiting, AT_ONCE)):
            with transaction():
                for _at, place in batch:
                    attempts.use(
                        journal.line_at(place),
                        lambda line: bool(place_badge(line, by=BY, now=now)),
                    )
            tell(len(batch))
    return attempts


def _uuid_of(line: Json) -> UUID | None:
    try:
        return UUID(str(line.get("badge")))
    except ValueError:
        return None  # it is told why it cannot be put back


def withdraw_again(lines: Iterable[Json]) -> Attempts:
    """Take over withdrawals (badge, reason, by, at) that are not known."""
    attempts = Attempts()
    with transaction():
        for line in lines:
            attempts.use(line, _withdraw_again)
    return attempts


def _withdraw_again(line: Json) -> bool:
    found = select(Credential).where(Credential.uuid == UUID(line["badge"]))
    credential = db.session.scalar(found)
    if credential is None or credential.revocation is not None:
        return False
    _withdraw(credential, line["reason"], line.get("by"), datetime.fromisoformat(line["at"]))
    due.note_all(Subject.of_badge(credential))
    return True


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


def void_again(lines: Iterable[Json]) -> Attempts:
    """Void cards (card, at) that were lost or replaced, and work here."""
    attempts = Attempts()
    with transaction():
        for line in lines:
            attempts.use(line, _void)
    return attempts


def _void(line: Json) -> bool:
    found = select(Card).where(Card.uuid == UUID(line["card"]), Card.voided_at.is_(None))
    card = db.session.scalar(found)
    if card is None:
        return False
    at = datetime.fromisoformat(line["at"])
    card.voided_at, card.pin_session = at, None
    tell("card.voided", card.uuid, card.person, organisation_id=None, by=BY, now=at)
    return True


def _replay_erasures(lines: Iterable[Json]) -> Attempts:
    attempts = Attempts()
    for line in lines:
        with transaction():
            attempts.use(line, _erase)
    return attempts


def _erase(line: Json) -> bool:
    person = db.session.scalar(select(Person).where(Person.uuid == UUID(line["person"])))
    if person is None or person.erased_at is not None:
        return False
    erasing.erase_again(person, by=BY, now=datetime.fromisoformat(line["at"]))
    return True
