"""Open what a tablet sealed: HPKE (RFC 9180) over P-256. Pure: keys and bytes in, bytes out.

Which item it is and for which key stand in `info`: sealed for another id or key, it does not open.
"""

from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

PROTOCOL = "academy-tablet/1"
SUITE = hpke.Suite(hpke.KEM.P256, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


class Kind(StrEnum):
    """What was sealed."""

    ITEM = "item"
    PHOTO = "photo"


class CannotOpenError(Exception):
    """Changed on the way, or sealed for another id or key."""


def info_of(kind: Kind, *, key: str, thing: str) -> bytes:
    return f"{PROTOCOL} {kind.value} {key} {thing}".encode("ascii")


def open_sealed(sealed: bytes, private: EllipticCurvePrivateKey, info: bytes) -> bytes:
    """Raises CannotOpenError."""
    try:
        return SUITE.decrypt(sealed, private, info=info)
    except (InvalidTag, ValueError) as fault:
        raise CannotOpenError from fault
