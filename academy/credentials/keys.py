"""Issuer keys of organisations: made, unwrapped for signing, rotated, and published for good.

Every organisation has an Ed25519 key for badges, another for its status lists and a P-256 key for
badges as VC-JWT. Private halves are wrapped by the master key, which is outside the database.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from academy.audit import log
from academy.credentials.addresses import Addresses
from academy.credentials.models import IssuerKey, KeyPurpose
from academy.database import ask, db, must_be_locked
from academy.installation import remember_public_url
from academy.organisations.models import Organisation
from academy.security.identity import Actor
from academy.settings import Settings
from badges.errors import KeyFormatError
from badges.keys import Algorithm, LocalSigner, generate, local_signer, multikey, unwrap, wrap

ALGORITHMS = {
    KeyPurpose.CREDENTIALS: Algorithm.ED25519,
    KeyPurpose.STATUS: Algorithm.ED25519,
    KeyPurpose.JWT: Algorithm.ES256,
}


def ensure_keys(
    organisation: Organisation, settings: Settings, *, by: Actor, now: datetime
) -> None:
    """Make the keys that the organisation does not have yet."""
    must_be_locked(organisation)
    remember_public_url(settings)
    known = {key.purpose for key in active_keys(organisation.id)}
    for purpose in (purpose for purpose in KeyPurpose if purpose not in known):
        _make(organisation, purpose, settings, by=by, now=now)
    db.session.flush()


def rotate(organisation: Organisation, settings: Settings, *, by: Actor, now: datetime) -> None:
    """Retire the keys that sign now and make new ones; the old public halves stay published."""
    must_be_locked(organisation)
    for key in active_keys(organisation.id):
        key.retired_at = now
    db.session.flush()  # the index allows one signing key for a purpose at any moment
    for purpose in KeyPurpose:
        _make(organisation, purpose, settings, by=by, now=now)
    log.record("keys.rotated", organisation.uuid, organisation_id=organisation.id, by=by, at=now)
    db.session.flush()


def find_keys(beginning: str) -> list[IssuerKey]:
    """The keys whose public half begins like this; `keys list` shows them."""
    found = select(IssuerKey).where(
        IssuerKey.public_multibase.startswith(beginning, autoescape=True)
    )
    return list(db.session.scalars(found.order_by(IssuerKey.id).limit(2)))


def mark_stolen(key: IssuerKey, settings: Settings, *, by: Actor, now: datetime) -> None:
    """Nobody has to believe what this key signs any more; another one signs from now on.

    Here the register goes on speaking for what we issued (docs/adr/0028). A second time changes
    nothing.
    """
    must_be_locked(key.organisation)
    if key.compromised_at is not None:
        return
    key.compromised_at = now
    db.session.flush()  # it signs no more, so there may be another for its purpose
    place = key.organisation
    log.record(
        "key.compromised", place.uuid, organisation_id=place.id, by=by, at=now,
        purpose=str(key.purpose), key=key.public_multibase,
    )  # fmt: skip
    ensure_keys(place, settings, by=by, now=now)


def closed_keys(master_key: bytes) -> list[IssuerKey]:
    """Those of which the private half does not open with it."""
    return [
        key for key in _all_keys() if not opens(key.wrapped_private, master_key, _bound_to(key))
    ]


def wrap_anew(old: bytes, new: bytes, *, by: Actor, now: datetime) -> int:
    """Every private half under another master key; gives how many.

    Raises KeyFormatError when one does not open with the old one.
    """
    all_keys = _all_keys()
    for key in all_keys:
        private = unwrap(key.wrapped_private, kek=old, associated=_bound_to(key))
        key.wrapped_private = wrap(private, kek=new, associated=_bound_to(key))
    for place in sorted({key.organisation for key in all_keys}, key=lambda place: place.id):
        log.record("keys.wrapped", place.uuid, organisation_id=place.id, by=by, at=now)
    return len(all_keys)


def _bound_to(key: IssuerKey) -> bytes:
    return associated_with(str(key.organisation.uuid), key.purpose, key.public_multibase)


def _all_keys() -> Sequence[IssuerKey]:
    found = select(IssuerKey).options(joinedload(IssuerKey.organisation)).order_by(IssuerKey.id)
    return db.session.scalars(found).all()


def active_keys(organisation_id: int) -> list[IssuerKey]:
    """The keys that sign now, at most one for each purpose."""
    return [key for key in published_keys(organisation_id) if key.is_active]


def published_keys(organisation_id: int) -> list[IssuerKey]:
    """Every key there ever was, oldest first."""
    return list(db.session.scalars(_PUBLISHED, {"organisation_id": organisation_id}))


_PUBLISHED = (
    select(IssuerKey)
    .where(IssuerKey.organisation_id == bindparam("organisation_id"))
    .order_by(IssuerKey.id)
)


class Owner(Protocol):
    """An organisation, or the columns of one."""

    @property
    def id(self) -> int: ...
    @property
    def uuid(self) -> UUID: ...
    @property
    def slug(self) -> str: ...


def signers(organisation: Owner, settings: Settings) -> dict[KeyPurpose, LocalSigner]:
    """What signs for the organisation now, for each purpose that it has a key for."""
    addresses = Addresses(settings.public_url)
    active = ask(_ACTIVE, {"organisation_id": organisation.id})
    return {
        KeyPurpose(purpose): _unwrapped(
            wrapped,
            settings.master_key,
            associated_with(str(organisation.uuid), purpose, public),
            addresses.verification_method(organisation.slug, public),
        )
        for purpose, public, wrapped in active
    }


_ACTIVE = select(IssuerKey.purpose, IssuerKey.public_multibase, IssuerKey.wrapped_private).where(
    IssuerKey.organisation_id == bindparam("organisation_id"), IssuerKey.is_active
)


def _make(
    organisation: Organisation, purpose: KeyPurpose, settings: Settings, *, by: Actor, now: datetime
) -> None:
    private = generate(ALGORITHMS[purpose])
    public = multikey.encode(local_signer(private, verification_method="new").public_key)
    associated = associated_with(str(organisation.uuid), purpose, public)
    db.session.add(
        IssuerKey(
            organisation_id=organisation.id,
            purpose=purpose,
            public_multibase=public,
            wrapped_private=wrap(private, kek=settings.master_key, associated=associated),
            created_at=now,
        )
    )
    log.record(
        "key.created",
        organisation.uuid,
        organisation_id=organisation.id,
        by=by,
        at=now,
        purpose=purpose.value,
        key=public,
    )


def opens(wrapped: bytes, master_key: bytes, associated: bytes) -> bool:
    """Whether a private half was wrapped here, for this owner and purpose."""
    try:
        unwrap(wrapped, kek=master_key, associated=associated)
    except KeyFormatError:
        return False
    return True


def associated_with(organisation_uuid: str, purpose: str, public: str) -> bytes:
    # authenticated with it: a wrapped key that is copied to another row does not open there
    return f"{organisation_uuid}|{public}|{KeyPurpose(purpose).value}".encode()


@lru_cache(maxsize=512)
def _unwrapped(wrapped: bytes, master_key: bytes, associated: bytes, method: str) -> LocalSigner:
    """Unwrapping and parsing once per process is a third of the cost of issuing."""
    private = unwrap(wrapped, kek=master_key, associated=associated)
    return local_signer(private, verification_method=method)
