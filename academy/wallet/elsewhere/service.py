"""Keep a badge from elsewhere, say whose it is, check it again, and throw it away.

Services flush; the view opens the transaction. The audit lines go to the platform's chain, which no
page of an employer shows, and name neither the badge nor its issuer.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table

from academy.audit import log
from academy.credentials.queries import public_credential
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.folding import folded
from academy.locking import row
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.references import delete_with_what_hangs_on_it
from academy.security.identity import Identity
from academy.wallet.elsewhere import queries
from academy.wallet.elsewhere.models import DeclinedBadge, ForeignBadge, ForeignEndorsement
from academy.wallet.elsewhere.reading import Brought, Checked, Said
from academy.wallet.elsewhere.rules import come_along

MOST_BADGES = 1_000
"""Of one person: twice the longest wallet that we reckon with, so that it can move here."""
PORTION = 50
"""Badges that are kept in one transaction, so that nobody waits long for a turn."""
MOST_SAID = 20
"""About one badge."""
MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
"""Of all together."""


def keep(
    person: Person,
    brought: Brought,
    *,
    by: Identity,
    now: datetime,
    found_by: Organisation | None = None,
) -> ForeignBadge:
    """A new row; raises a refusal for one that is there already, or is somebody else's.

    What an organisation found waits for a yes, whatever name stands in it; a no holds for good.
    """
    must_be_there(person.id)
    return _keep(person, brought, _room_of(person), by=by, now=now, found_by=found_by)


def _keep(
    person: Person,
    brought: Brought,
    room: "_Room",
    *,
    by: Identity,
    now: datetime,
    found_by: Organisation | None = None,
) -> ForeignBadge:
    _refuse_own(person, brought)
    is_declined = found_by and queries.was_declined(person.id, brought.key_hash)
    if is_declined or queries.find_same(person.id, brought.key_hash) is not None:
        raise AcademyError("foreign-badge-is-there")
    room.take(brought)
    kept = ForeignBadge(
        person_id=person.id,
        key_hash=brought.key_hash,
        source=brought.source,
        size=len(brought.source),
        kind=brought.kind,
        name=brought.name,
        issuer=brought.issuer,
        holder=brought.holder,
        given_on=brought.given_on,
        valid_until=brought.valid_until,
        verdict=brought.verdict,
        checked_at=now,
        added_at=now,
        confirmed_at=now if not found_by and _is_named(person, brought.holder) else None,
        found_by_id=found_by.id if found_by else None,
    )
    db.session.add(kept)
    db.session.flush()
    log.record(
        "foreign-badge.offered" if found_by else "foreign-badge.added",
        kept.uuid,
        organisation_id=None,
        by=by.actor,
        at=now,
    )
    return kept


def keep_all(person: Person, brought: Sequence[Brought], *, by: Identity, now: datetime) -> int:
    """As many of them as may be kept; gives how many."""
    must_be_there(person.id)
    room, number = _room_of(person), 0
    for each in brought:
        try:
            _keep(person, each, room, by=by, now=now)
        except AcademyError:
            continue
        number += 1
    return number


def keep_said(person: Person, said: Mapping[bytes, Sequence[Said]], *, now: datetime) -> None:
    """By the key of the badge that it is about: beside those that are kept, the same once, and no
    more than there is room."""
    must_be_there(person.id)
    room = _room_of(person)
    for key_hash, each in said.items():
        badge = queries.find_same(person.id, key_hash)
        if badge is not None:
            _keep_beside(badge, each, room, now=now)
    db.session.flush()


@dataclass(slots=True)
class _Room:
    """What somebody keeps, and so what may come beside it."""

    number: int
    size: int

    def take(self, brought: Brought) -> None:
        """Raises a refusal when there is none for this badge."""
        if self.number >= MOST_BADGES or not self.has(brought.source):
            raise AcademyError("too-many-foreign-badges", most=MOST_BADGES)
        self.number += 1
        self.size += len(brought.source)

    def has(self, source: bytes) -> bool:
        return self.size + len(source) <= MOST_BYTES


def _room_of(person: Person) -> _Room:
    return _Room(*queries.how_much(person.id))


def refusal_of_more(person: Person) -> AcademyError | None:
    """Why no badge can be added, when there are as many as there may be."""
    number, _size = queries.how_much(person.id)
    is_full = number >= MOST_BADGES
    return AcademyError("too-many-foreign-badges", most=MOST_BADGES) if is_full else None


def are_words_of(
    person: Person, brought: Sequence[Brought], known: Collection[bytes], names: Sequence[str]
) -> bool:
    """Whether own words that lie beside these badges, and beside those with these keys that were
    kept before, in a file of somebody with these names, are this person's. To be asked once the
    badges are kept."""
    kept = queries.kept_of(person.id)
    theirs = [_is_theirs(person, each, kept) for each in brought]
    before = [_says(person, kept[key]) for key in known if key in kept]
    return come_along(theirs + before, is_named=any(_is_named(person, name) for name in names))


def _is_theirs(person: Person, brought: Brought, kept: Mapping[bytes, ForeignBadge]) -> bool | None:
    """By whom it was given to here, else by what the person said of it, else by its name; None:
    it names nobody, or an address that we don't ask for."""
    if brought.own is not None:
        found = public_credential(brought.own)
        return found is not None and found.person_id == person.id
    return _says(person, kept.get(brought.key_hash, brought))


def _says(person: Person, badge: ForeignBadge | Brought) -> bool | None:
    if isinstance(badge, ForeignBadge) and badge.confirmed_at is not None:
        return True
    if not badge.holder or "@" in badge.holder:
        return None
    return _is_named(person, badge.holder)


def _keep_beside(badge: ForeignBadge, said: Sequence[Said], room: _Room, *, now: datetime) -> None:
    known = {each.key_hash for each in badge.endorsements}
    for each in said:
        if each.key_hash in known or len(known) >= MOST_SAID or not room.has(each.source):
            continue
        room.size += len(each.source)
        known.add(each.key_hash)
        badge.endorsements.append(
            ForeignEndorsement(
                key_hash=each.key_hash,
                source=each.source,
                size=len(each.source),
                issuer=each.issuer,
                words=each.words,
                said_on=each.said_on,
                verdict=each.verdict,
                kept_at=now,
            )
        )


def _refuse_own(person: Person, brought: Brought) -> None:
    """What this platform gave is in the wallet of whom it was given to, or of nobody else."""
    if brought.own is None:
        return
    found = public_credential(brought.own)
    if found is not None and found.person_id == person.id:
        raise AcademyError("foreign-badge-is-ours")
    raise InvalidInputError("foreign-badge-of-somebody-else")


def _is_named(person: Person, holder: str) -> bool:
    names = {folded(each) for each in (person.name, person.latin_name) if each}
    return folded(holder) in names


def confirm(badge: ForeignBadge, *, by: Identity, now: datetime) -> None:
    """The worker says that it is the own badge; a second time changes nothing."""
    must_be_locked(row(Person, badge.person_id))
    if badge.confirmed_at is None:
        badge.confirmed_at = now
        log.record("foreign-badge.confirmed", badge.uuid, organisation_id=None, by=by.actor, at=now)


def note_check(
    badge: ForeignBadge, newest: Checked, said: Mapping[int, Checked], *, now: datetime
) -> None:
    """What the newest check said, of the badge and by number of what others signed about it.

    With the name of who gave it: once we know an issuer, what it calls itself must not stand there.
    """
    must_be_locked(row(Person, badge.person_id))
    badge.verdict, badge.checked_at = newest.verdict, now
    badge.issuer = newest.issuer or badge.issuer
    for each in badge.endorsements:
        again = said.get(each.id)
        if again is not None:
            each.verdict, each.issuer = again.verdict, again.issuer or each.issuer


def remove(badge: ForeignBadge, *, by: Identity, now: datetime) -> None:
    """Away, file and all, and out of every share. What was offered is not offered again."""
    must_be_locked(row(Person, badge.person_id))
    if badge.found_by_id and not queries.was_declined(badge.person_id, badge.key_hash):
        db.session.add(DeclinedBadge(person_id=badge.person_id, key_hash=badge.key_hash))
    _delete(badge, by=by, now=now)


def take_back(
    person_id: int,
    key_hash: bytes,
    found_by: Collection[int],
    *,
    by: Identity,
    now: datetime,
) -> None:
    """What one of these organisations offered, as long as the worker said nothing to it."""
    must_be_locked(row(Person, person_id))
    badge = queries.find_same(person_id, key_hash)
    if badge and badge.found_by_id in found_by and badge.confirmed_at is None:
        _delete(badge, by=by, now=now)


def _delete(badge: ForeignBadge, *, by: Identity, now: datetime) -> None:
    delete_with_what_hangs_on_it(cast(Table, ForeignBadge.__table__), ForeignBadge.id == badge.id)
    log.record("foreign-badge.removed", badge.uuid, organisation_id=None, by=by.actor, at=now)
