"""The server's key pairs for tablets: made, unwrapped, and kept for queues that come late.

Private halves are wrapped by the master key as those of issuers are. The newest of a purpose is
used; all are kept, with the database and its backups.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_private_key
from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.security.identity import Actor
from academy.settings import Settings
from academy.tablets.encoding import from_point, to_point, to_text
from academy.tablets.models import KeyUse, TabletKey
from badges.errors import KeyFormatError
from badges.keys import Algorithm, generate, unwrap, wrap

LOCK = "keys of tablets"
"""What a transaction that makes the first ones is decided by."""


def ensure_keys(settings: Settings, *, by: Actor, now: datetime) -> None:
    """Make the first pair for each purpose."""
    must_be_locked(LOCK)
    known = set(db.session.scalars(select(TabletKey.purpose)))
    for purpose in (each for each in KeyUse if each not in known):
        _make(purpose, settings, by=by, now=now)
    db.session.flush()


def rotate(settings: Settings, *, by: Actor, now: datetime) -> None:
    """New pairs, which are used from now on; the old ones go on opening what was sealed to them."""
    must_be_locked(LOCK)
    for purpose in KeyUse:
        _make(purpose, settings, by=by, now=now)
    db.session.flush()


def newest_first(purpose: KeyUse) -> Sequence[TabletKey]:
    found = select(TabletKey).where(TabletKey.purpose == purpose)
    return db.session.scalars(found.order_by(TabletKey.id.desc())).all()


def find_key(purpose: KeyUse, key_uuid: UUID) -> TabletKey | None:
    found = select(TabletKey).where(TabletKey.uuid == key_uuid, TabletKey.purpose == purpose)
    return db.session.scalar(found)


def grant_key(key_uuid: UUID) -> ec.EllipticCurvePublicKey | None:
    """The public half of a key that signs grants."""
    key = find_key(KeyUse.GRANT, key_uuid)
    return from_point(key.public_point) if key else None


def private_half(key: TabletKey, settings: Settings) -> ec.EllipticCurvePrivateKey:
    """Raises KeyFormatError under another master key."""
    return _unwrapped(key.wrapped_private, settings.master_key, _bound_to(key))


def closed_keys(master_key: bytes) -> list[TabletKey]:
    """Those of which the private half does not open with it."""
    return [key for key in _all() if not opens(key, master_key)]


def wrap_anew(old: bytes, new: bytes, *, by: Actor, now: datetime) -> int:
    """Every private half under another master key; gives how many. Raises KeyFormatError."""
    every = _all()
    for key in every:
        private = unwrap(key.wrapped_private, kek=old, associated=_bound_to(key))
        key.wrapped_private = wrap(private, kek=new, associated=_bound_to(key))
        log.record("tablet-key.wrapped", key.uuid, organisation_id=None, by=by, at=now)
    return len(every)


def _all() -> Sequence[TabletKey]:
    return db.session.scalars(select(TabletKey).order_by(TabletKey.id)).all()


def opens(key: TabletKey, master_key: bytes) -> bool:
    """Whether its private half was wrapped here, for this row."""
    try:
        unwrap(key.wrapped_private, kek=master_key, associated=_bound_to(key))
    except KeyFormatError:
        return False
    return True


def _make(purpose: KeyUse, settings: Settings, *, by: Actor, now: datetime) -> None:
    private = generate(Algorithm.ES256)
    key = TabletKey(
        uuid=uuid4(), purpose=purpose, public_point=to_point(_read(private).public_key()),
        wrapped_private=b"", created_at=now,
    )  # fmt: skip
    key.wrapped_private = wrap(private, kek=settings.master_key, associated=_bound_to(key))
    db.session.add(key)
    log.record(
        "tablet-key.created", key.uuid, organisation_id=None, by=by, at=now,
        purpose=purpose.value, key=to_text(key.public_point),
    )  # fmt: skip


def _bound_to(key: TabletKey) -> bytes:
    # authenticated with it: a wrapped key that is copied to another row does not open there
    return f"tablets|{key.uuid}|{KeyUse(key.purpose).value}".encode()


def _read(private: bytes) -> ec.EllipticCurvePrivateKey:
    key = load_der_private_key(private, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        message = "Keys of tablets are on P-256."
        raise KeyFormatError(message)
    return key


@lru_cache(maxsize=32)
def _unwrapped(wrapped: bytes, master_key: bytes, bound_to: bytes) -> ec.EllipticCurvePrivateKey:
    """Once per process: a sync opens forty items with one key."""
    return _read(unwrap(wrapped, kek=master_key, associated=bound_to))
