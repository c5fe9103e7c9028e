"""How often somebody may try to get in, counted in the database for all processes together.

A try is counted before it is judged, so that many at once cannot slip through, and forgotten
when it succeeds. Only what was tried within the last quarter of an hour counts, so nobody is
shut out for good; a browser that signed in here before counts by itself, so a stranger who
guesses at an address does not shut out its owner.

A card, an account or a start code is guessed at, so that is what counts first. The address that
tries come from is shared: a whole shop stands behind one. It counts only for who is not known at
all: a code that nobody has, or a password from a browser in which nobody signed in before. Codes
have 80 bits, so whoever sends one that exists holds the card, or its photograph. Keys are hashed:
no address is kept.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from academy.access.models import SignInAttempt
from academy.database import db
from academy.errors import TooManyAttemptsError

WINDOW = TooManyAttemptsError.wait
TRIES_PER_ACCOUNT = 10
TRIES_PER_CARD = 5
TRIES_PER_ADDRESS = 100
LOCK_SPACE = 7_261
"""Of PostgreSQL's advisory locks; the next one is that of `academy.locking`."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is counted together, and how many tries fit in."""

    key: bytes
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who tries to get in, as far as we can see."""

    address: str
    device: str
    """Browser and system in words."""
    device_token: str | None
    """Of a browser that signed in to this account before."""
    known_as: str | None = None
    """By whom this browser was last used to sign in, as a hash; None: by nobody."""
    own_phone: str | None = None
    """What the browser of an own phone shows (`own_phones`)."""
    secret_key: str

    def bucket(self, kind: str, value: str, size: int) -> Bucket:
        message = f"{kind}:{value}".encode()
        return Bucket(hmac.new(self.secret_key.encode(), message, hashlib.sha256).digest(), size)

    @property
    def address_bucket(self) -> Bucket:
        """The address, or the browser by itself if somebody of the shop signed in there before;
        whoever signs in again to get another is counted where they were."""
        if self.known_as:
            return self.bucket("known-device", self.known_as, TRIES_PER_ADDRESS)
        return self.bucket("address", network_of(self.address), TRIES_PER_ADDRESS)

    def account_bucket(self, email: str) -> Bucket:
        owner = f"{email}:{self.device_token}" if self.device_token else email
        return self.bucket("account", owner, TRIES_PER_ACCOUNT)

    def card_bucket(self, code: str) -> Bucket:
        return self.bucket("card", code, TRIES_PER_CARD)


def count(buckets: Sequence[Bucket], *, now: datetime) -> None:
    """Count one try; raises TooManyAttemptsError when one of the buckets is full."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at <= now - WINDOW))
    # in one order, so that two who try at once never wait for each other in a circle
    for bucket in sorted(buckets, key=lambda bucket: bucket.key):
        _lock(bucket)
        if tries(bucket) >= bucket.size:
            raise TooManyAttemptsError("too-many-tries")
    db.session.add_all(SignInAttempt(key=bucket.key, at=now) for bucket in buckets)


def tries(bucket: Bucket) -> int:
    """How many tries count now."""
    found = select(func.count()).where(SignInAttempt.key == bucket.key)
    return db.session.scalars(found).one()


def forgive(*, own: Bucket, shared: Sequence[Bucket] = ()) -> None:
    """After a success: empty one's own bucket, and take the one try out of the shared ones."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.key == own.key))
    for bucket in shared:
        newest = select(func.max(SignInAttempt.id)).where(SignInAttempt.key == bucket.key)
        db.session.execute(
            delete(SignInAttempt).where(SignInAttempt.id == newest.scalar_subquery())
        )


def _lock(bucket: Bucket) -> None:
    """Let two transactions of PostgreSQL count one after the other; SQLite does so already."""
    if db.session.get_bind().dialect.name == "postgresql":
        place = int.from_bytes(bucket.key[:4], signed=True)
        db.session.execute(select(func.pg_advisory_xact_lock(LOCK_SPACE, place)))


def network_of(address: str) -> str:
    """One IPv4 address, or the /64 that one IPv6 user has to choose from."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
