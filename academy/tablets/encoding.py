"""Bytes as the protocol writes them: base64url without padding, points of P-256 uncompressed."""

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

P256 = ec.SECP256R1()
POINT_BYTES = 65


def to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def to_bytes(text: object) -> bytes:
    """Raises ValueError for anything but base64url."""
    if not isinstance(text, str) or not text.isascii():
        message = "This is not base64url."
        raise ValueError(message)
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as fault:
        raise ValueError(str(fault)) from fault


def to_point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def from_point(point: bytes) -> ec.EllipticCurvePublicKey:
    """Raises ValueError for what is no point of the curve."""
    if len(point) != POINT_BYTES:
        message = "A point of P-256 has 65 bytes."
        raise ValueError(message)
    return ec.EllipticCurvePublicKey.from_encoded_point(P256, point)
