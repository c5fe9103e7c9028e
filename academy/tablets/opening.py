"""From sealed bytes to what a leader saved: opened, the grant believed, the signature checked.

Each thing that can be wrong has a reason of its own, and takes no other item with it.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from academy.tablets import content, grants, sealing
from academy.tablets.content import Content, UnfitError
from academy.tablets.encoding import to_bytes
from academy.tablets.grants import Claims, FindKey, ForgedGrantError
from academy.tablets.sealing import PROTOCOL, CannotOpenError, Kind

MOST_BYTES = 16 * 1024
SIGNATURE_BYTES = 64
FindPrivate = Callable[[UUID], ec.EllipticCurvePrivateKey | None]
"""The private half of the key with this id that tablets seal to."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An item as it came; its id and key are what the tablet says."""

    uuid: UUID
    key: str
    sealed: bytes
    settled: UUID | None = None
    """The assessment that it belongs to, when an answer let that go already."""

    @property
    def hash(self) -> bytes:
        return hashlib.sha256(self.sealed).digest()


@dataclass(frozen=True, slots=True)
class Opened:
    """An item that was signed by the leader to whom its grant was given."""

    claims: Claims
    content: Content
    signed: bytes
    """SHA-256 of what was signed."""


class RefusedError(Exception):
    """It cannot be read or believed; the tablet keeps it."""


class UnreadableError(Exception):
    """It is the leader's, and cannot be recorded as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """What opens items for one tablet."""

    find_private: FindPrivate
    find_grant_key: FindKey
    issuer: str
    organisation_uuid: UUID
    """Of the tablet that brings them."""

    def open(self, item: Sealed) -> Opened:
        """Raises RefusedError or UnreadableError, with the reason of the protocol."""
        if len(item.sealed) > MOST_BYTES:
            raise RefusedError("too-large")
        envelope = self._envelope(unseal(item, Kind.ITEM, self.find_private))
        claims = self._claims(envelope["grant"])
        signed = f"{PROTOCOL}\n{envelope['content']}".encode()
        check_signature(envelope["signature"], signed, claims.signs_with)
        try:
            said = content.read(envelope["content"])
        except UnfitError as fault:
            raise UnreadableError("content-unfit") from fault
        if said.uuid != item.uuid:
            raise RefusedError("envelope-unfit")
        return Opened(claims, said, hashlib.sha256(signed).digest())

    def _envelope(self, plain: bytes) -> dict[str, str]:
        try:
            envelope = json.loads(plain.decode())
        except (ValueError, RecursionError) as fault:
            raise RefusedError("envelope-unfit") from fault
        if not isinstance(envelope, dict) or set(envelope) != {"grant", "content", "signature"}:
            raise RefusedError("envelope-unfit")
        if not all(isinstance(part, str) and _is_text(part) for part in envelope.values()):
            raise RefusedError("envelope-unfit")
        return envelope

    def _claims(self, grant: str) -> Claims:
        try:
            claims = grants.read(grant, self.find_grant_key, issuer=self.issuer)
        except ForgedGrantError as fault:
            raise RefusedError("forged-grant") from fault
        if claims.organisation_uuid != self.organisation_uuid:
            raise RefusedError("other-organisation")
        return claims


def unseal(item: Sealed, kind: Kind, find_private: FindPrivate) -> bytes:
    """Raises RefusedError."""
    try:
        private = find_private(UUID(item.key))
    except ValueError:
        private = None
    if private is None:
        raise RefusedError("unknown-key")
    try:
        info = sealing.info_of(kind, key=item.key, thing=str(item.uuid))
        return sealing.open_sealed(item.sealed, private, info)
    except (CannotOpenError, UnicodeEncodeError) as fault:
        raise RefusedError("cannot-open") from fault


def check_signature(text: str, signed: bytes, key: ec.EllipticCurvePublicKey) -> None:
    """Raises RefusedError."""
    try:
        raw = to_bytes(text)
        if len(raw) != SIGNATURE_BYTES:
            raise RefusedError("bad-signature")
        half = SIGNATURE_BYTES // 2
        r, s = int.from_bytes(raw[:half]), int.from_bytes(raw[half:])
        key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError) as fault:
        raise RefusedError("bad-signature") from fault


def _is_text(part: str) -> bool:
    """A lone surrogate is no text, and no bytes can be made of it."""
    try:
        part.encode()
    except UnicodeEncodeError:
        return False
    return True
