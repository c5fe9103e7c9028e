"""Passwords and PINs as Argon2id hashes, with the same work whether there is one or not.

Parameters: 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet). They stand here in
full, so that a new release of the library changes nothing by itself.
"""

import hashlib
import hmac
import unicodedata
import uuid

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(
    time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID
)
NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)
"""A hash that no secret gives, for when there is nobody to compare with."""


def hash_password(password: str) -> str:
    return HASHER.hash(_normal(password))


def password_matches(kept: str | None, given: str) -> bool:
    """Whether `given` is the password; without one it takes as long to say no."""
    return _matches(kept, _normal(given))


def hash_pin(
    pin: str, *, card_uuid: uuid.UUID, secret_key: str, hasher: PasswordHasher | None = None
) -> str:
    """With a quicker `hasher` only where the PIN is no secret; sign-in hashes it again."""
    return (hasher or HASHER).hash(_keyed(pin, card_uuid, secret_key))


def pin_matches(kept: str | None, given: str, *, card_uuid: uuid.UUID, secret_key: str) -> bool:
    return _matches(kept, _keyed(given, card_uuid, secret_key))


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


def _matches(kept: str | None, given: str) -> bool:
    try:
        return HASHER.verify(kept or NOBODY, given)
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    """One form for what keyboards write in two ways."""
    return unicodedata.normalize("NFC", password)


def _keyed(pin: str, card_uuid: uuid.UUID, secret_key: str) -> str:
    message = f"pin:{card_uuid}:{pin}".encode()
    return hmac.new(secret_key.encode(), message, hashlib.sha256).hexdigest()
