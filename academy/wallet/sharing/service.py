"""Make and stop shares, and count looks. Services flush; the view opens the transaction.

The audit lines go to the platform's chain, which no page of an employer shows, and say neither for
whom nor for what: nobody can see that somebody shared, nor that somebody did not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.people.models import Person
from academy.people.showing import shows_outside
from academy.people.there import must_be_there
from academy.security.identity import Identity
from academy.wallet.sharing import queries
from academy.wallet.sharing.models import (
    Audience,
    Purpose,
    Share,
    SharedBadge,
    SharedForeignBadge,
    SharedWord,
    ShareLook,
)
from academy.wallet.sharing.rules import (
    LENGTHS,
    MOST_A_DAY,
    MOST_BADGES,
    MOST_LOOKS,
    MOST_OPEN,
    Duration,
)
from academy.wallet.sharing.tokens import token_hash, token_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the worker chose, whole."""

    uuid: UUID
    badges: Sequence[int]
    """Numbers of own badges that may be shown."""
    audience: Audience
    label: str
    purpose: Purpose
    duration: Duration
    with_name: bool
    with_claims: bool = False
    foreign: Sequence[int] = ()
    """Numbers of own badges from elsewhere that may be shown."""
    words: Sequence[int] = ()
    """Numbers of what the worker says of themselves."""
    follows: bool = False
    """Every badge, also what comes later, in the place of chosen ones."""


def share(person: Person, chosen: Chosen, *, secret_key: str, by: Identity, now: datetime) -> Share:
    """Open a share; the same one when it was asked for twice."""
    must_be_there(person.id)
    made = queries.find_own_share(by, chosen.uuid)
    if made is not None:
        return made
    if not shows_outside(person, by.today):
        raise AcademyError("parent-needed")
    _refuse_too_much(person, chosen, now=now)
    found = Share(
        uuid=chosen.uuid,
        person_id=person.id,
        token_hash=token_hash(token_of(chosen.uuid, secret_key=secret_key)),
        audience=chosen.audience,
        label=chosen.label,
        purpose=chosen.purpose,
        with_name=chosen.with_name,
        with_claims=chosen.with_claims,
        with_files=chosen.with_name and bool(chosen.foreign),
        follows=chosen.follows,
        made_at=now,
        ends_at=now + LENGTHS[chosen.duration],
        badges=[
            SharedBadge(credential_id=number, position=position)
            for position, number in enumerate(chosen.badges)
        ],
        foreign_badges=[
            SharedForeignBadge(foreign_badge_id=number, position=position)
            for position, number in enumerate(chosen.foreign)
        ],
        words=[SharedWord(brought_id=number) for number in chosen.words],
    )
    db.session.add(found)
    db.session.flush()
    log.record("share.made", found.uuid, organisation_id=None, by=by.actor, at=now)
    return found


def _refuse_too_much(person: Person, chosen: Chosen, *, now: datetime) -> None:
    number = len(chosen.badges) + len(chosen.foreign)
    if not (number or chosen.follows):
        raise InvalidInputError("share-is-empty")
    if number > MOST_BADGES:
        raise InvalidInputError("share-has-too-many-badges", most=MOST_BADGES)
    if queries.count_open(person.id, now) >= MOST_OPEN:
        raise AcademyError("too-many-shares", most=MOST_OPEN)
    if queries.count_made_since(person.id, now - timedelta(days=1)) >= MOST_A_DAY:
        raise AcademyError("too-many-shares-today")


def stop(found: Share, *, by: Identity, now: datetime) -> None:
    """From now on the link shows nothing; a second time changes nothing."""
    must_be_locked(found)
    if found.is_open_at(now):
        found.stopped_at = now
        log.record("share.stopped", found.uuid, organisation_id=None, by=by.actor, at=now)


def look(found: Share, *, now: datetime) -> bool:
    """Count that somebody looks, unless it was stopped meanwhile; gives whether it is open."""
    must_be_locked(found)
    if not found.is_open_at(now):
        return False
    if queries.count_looks(found) < MOST_LOOKS:
        db.session.add(ShareLook(share_id=found.id, at=now))
    return True


def stop_all(now: datetime) -> int:
    """End every share that is open: after a theft of the key, or an old backup that may not know
    which were stopped. Gives how many."""
    open_now = select(Share).where(Share.stopped_at.is_(None), Share.ends_at > now)
    found = db.session.scalars(open_now).all()
    for each in found:
        each.stopped_at = now
    return len(found)
