"""Credentials as JWTs, the way Open Badges 3.0 writes them (section 8.2).

The payload is the credential itself plus registered claims that repeat what it says: ``iss`` =
issuer id, ``jti`` = credential id, ``sub`` = subject id, ``nbf`` = validFrom, ``exp`` = validUntil.
The older form with the credential under ``vc`` (VC Data Model 1.1, section 6.3.1) is read too, and
the newer one with ``typ`` ``vc+jwt`` (VC-JOSE-COSE, section 3.2), in which ``nbf`` and ``exp`` are
about the signature and need not repeat what the credential says.

The key is always given. ``jku``, ``x5u``, ``x5c`` and ``jwk`` in a header say nothing here, and the
algorithm must fit the key, not the other way round (RFC 8725, sections 3.1 and 3.2).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from badges.contexts.dates import dates_of
from badges.errors import EnvelopeError, KeyFormatError, TokenError, UnsupportedProofError
from badges.keys.multikey import PublicKey, base64url_decode, base64url_encode
from badges.keys.signing import Algorithm, Signer
from badges.reading import JsonObject, read_object, without_nulls
from badges.times import instant, stamp

CLAIMS: Final = ("iss", "jti", "sub", "nbf", "exp")
"""The registered claims that repeat the credential."""

_ABOUT_THE_TOKEN: Final = ("iat", "aud", "cnf")
"""Registered claims (RFC 7519, section 4.1; RFC 7800) that say nothing about the credential."""

_ISSUING: Final = {Algorithm.ES256: "ES256", Algorithm.RS256: "RS256"}
_ABOUT_THE_SIGNATURE: Final = ("nbf", "exp")
_ALGORITHMS: Final = frozenset({"RS256", "ES256", "ES384", "EdDSA", "Ed25519"})
_NO_PROOFS: Final = re.compile("|none|HS[0-9]+", re.IGNORECASE)
"""What proves nothing to anybody else (RFC 7518, sections 3.2 and 3.6), in any letters."""
_JOSE: Final = ("VC+JWT", "VC-LD+JWT", "VC+LD+JWT", "VC+LD+JSON+JWT")
"""The types of VC-JOSE-COSE, and those of its drafts."""
TYPES: Final = ("JWT", *_JOSE)
_UNKNOWN: Final = ("crit", "b64", "zip")


@dataclass(frozen=True, slots=True)
class Token:
    """The parts of a compact JWS, not yet verified."""

    header: JsonObject
    payload: JsonObject
    """What it says, without members that are null."""
    compact: str
    written: JsonObject
    """The payload as it came: signatures inside it may be over its nulls too."""

    @property
    def kind(self) -> str:
        """The ``typ`` in capitals; ``JWT`` if there is none, and empty for what is no text.

        RFC 7515, section 4.1.9: it is a media type, and "application/" may be left out.
        """
        told = self.header.get("typ", "JWT")
        return told.upper().removeprefix("APPLICATION/") if isinstance(told, str) else ""

    @property
    def repeats_moments(self) -> bool:
        """Whether ``nbf`` and ``exp`` are those of the credential, not of the signature."""
        return self.kind not in _JOSE

    @property
    def key_id(self) -> str | None:
        """The ``kid``, when it is text."""
        kid = self.header.get("kid")
        return kid if isinstance(kid, str) else None


def sign_jwt(credential: JsonObject, signer: Signer) -> str:
    """Return a credential as VC-JWT, signed with ES256 or RS256.

    1EdTech's validator takes only these two. Raises TokenError for another signer or a credential
    without a subject id, which ``sub`` needs.
    """
    return sign_jws(claims_of(credential) | credential, signer, kind="JWT")


def sign_jws(payload: JsonObject, signer: Signer, *, kind: str | None = None) -> str:
    """Return a compact JWS over a JSON payload with ``alg``, ``kid`` and, if given, ``typ``."""
    if signer.algorithm not in _ISSUING:
        raise TokenError("A JWT badge needs an ES256 or RS256 key.")
    header = {"alg": _ISSUING[signer.algorithm], "kid": signer.verification_method}
    if kind is not None:
        header["typ"] = kind
    parts = ".".join(base64url_encode(_compact(part)) for part in (header, payload))
    return parts + "." + base64url_encode(signer.sign(parts.encode("ascii")))


def claims_of(credential: JsonObject) -> dict[str, Any]:
    """Return the registered claims that repeat a credential (Open Badges 3.0, section 8.2.4)."""
    subject = credential["credentialSubject"]
    if "id" not in subject:
        raise TokenError("A VC-JWT needs a subject id.", place="/credentialSubject/id")
    issuer = credential["issuer"]
    claims: dict[str, Any] = {
        "iss": issuer["id"] if isinstance(issuer, dict) else issuer,
        "jti": credential["id"],
        "sub": subject["id"],
        "nbf": int(_seconds(credential["validFrom"])),
    }
    if "validUntil" in credential:
        claims["exp"] = int(_seconds(credential["validUntil"]))
    return claims


def read_jwt(compact: str) -> Token:
    """Split a compact JWS into header and payload, strictly; nothing is verified yet.

    Raises TokenError, or ParseError for JSON that the front door refuses.
    """
    parts = compact.split(".")
    if len(parts) != 3 or not all(parts):
        raise TokenError("A JWT has three parts with dots between them.", check="parse")
    try:
        header, said = (base64url_decode(part) for part in parts[:2])
        base64url_decode(parts[2])
    except KeyFormatError as error:
        raise TokenError(error.message, check="parse") from error
    written = read_object(said)
    payload = without_nulls(written) if b"null" in said else written
    return Token(read_object(header), payload, compact, written)


def verify_jwt(token: Token, key: PublicKey) -> None:
    """Raise TokenError unless the signature verifies with the key and its own algorithm."""
    unknown = [name for name in _UNKNOWN if name in token.header]
    if unknown:
        raise EnvelopeError(f"The JWT header has {unknown[0]}, which is not supported.")
    told = token.header.get("alg")
    if isinstance(told, str) and told not in _ALGORITHMS and not _NO_PROOFS.fullmatch(told):
        raise UnsupportedProofError("The algorithm of this JWT is not supported.")
    # the key decides: a header could say "none", or HS256 with the public key as its secret
    if told not in algorithms_of(key):
        raise TokenError("The algorithm of this JWT does not fit the issuer's key.")
    try:
        _verify(token, key)
    except InvalidSignature as error:
        raise TokenError("The signature does not match: something was changed.") from error
    except ValueError as error:
        raise TokenError("The header or the signature of this JWT has a wrong form.") from error


def algorithms_of(key: PublicKey) -> tuple[str, ...]:
    """Return the ``alg`` values that fit a key; nothing else is accepted with it."""
    if isinstance(key, rsa.RSAPublicKey):
        return ("RS256",)
    if isinstance(key, ec.EllipticCurvePublicKey):
        return ("ES256",) if isinstance(key.curve, ec.SECP256R1) else ("ES384",)
    return ("EdDSA", "Ed25519")


def credential_of(token: Token) -> JsonObject:
    """Return the credential in a payload, after a check that its claims repeat it.

    Raises TokenError when a claim contradicts the credential, or is no moment where it should be.
    """
    credential = credential_in(token)
    check_claims(token, credential)
    return credential


def credential_in(token: Token) -> JsonObject:
    """Return the credential in a payload; nothing but its form is checked.

    Under ``vc`` a claim may stand instead of the property (VC Data Model 1.1, section 6.3.1).
    """
    return _credential_in(token.payload)


def check_claims(token: Token, credential: JsonObject) -> None:
    """Raise TokenError when a claim contradicts the credential that came out of its token."""
    signature_lasts(token)
    for name, value in _said(credential).items():
        if name in _ABOUT_THE_SIGNATURE and not token.repeats_moments:
            continue
        if name in token.payload and value is not None and not _agree(token.payload[name], value):
            raise TokenError(f"The claim {name} contradicts the credential.", place=f"/{name}")


def signature_lasts(token: Token) -> tuple[datetime | None, datetime | None]:
    """Return when the signature begins and ends to count, as far as the token says.

    Raises TokenError for a claim that is no moment.
    """
    start, end = (_moment(token.payload, name) for name in _ABOUT_THE_SIGNATURE)
    return start, end


def written_in(token: Token) -> JsonObject:
    """Return the same credential as it was written, with its nulls; nothing is checked."""
    return _credential_in(token.written)


def _credential_in(payload: JsonObject) -> JsonObject:
    nested = payload.get("vc")
    if nested is None:
        envelope = (*CLAIMS, *_ABOUT_THE_TOKEN)
        return {name: value for name, value in payload.items() if name not in envelope}
    if not isinstance(nested, dict):
        raise TokenError("vc must be an object.", place="/vc")
    return _decoded(nested, payload)


def _decoded(nested: JsonObject, payload: JsonObject) -> JsonObject:
    """Put back into a credential the properties for which claims stand (section 6.3.1)."""
    credential, dates = dict(nested), dates_of(nested)
    told = {
        "id": payload.get("jti"),
        dates.start: _stamped(payload, "nbf"),
        dates.end: _stamped(payload, "exp"),
    }
    for name, value in told.items():
        if name not in credential and value is not None:
            credential[name] = value
    for name, claim in (("issuer", "iss"), ("credentialSubject", "sub")):
        holder = credential.get(name)
        if claim not in payload:
            continue
        if isinstance(holder, dict) and "id" not in holder:
            credential[name] = {"id": payload[claim], **holder}
        elif holder is None and claim == "iss":
            credential[name] = payload[claim]
    return credential


def _stamped(payload: JsonObject, claim: str) -> str | None:
    moment = _moment(payload, claim)
    return None if moment is None else stamp(moment)


def _moment(payload: JsonObject, claim: str) -> datetime | None:
    """Return a NumericDate (RFC 7519, section 2) as a moment."""
    value = payload.get(claim)
    if value is None:
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise TokenError(f"The claim {claim} is not a moment.", place=f"/{claim}") from error


def _agree(claim: object, value: object) -> bool:
    """A claim repeats a property; of a moment it may leave out, round or keep the fraction."""
    if isinstance(claim, int | float) and isinstance(value, float):
        return abs(claim - value) < 1
    return claim == value


def _said(credential: JsonObject) -> dict[str, Any]:
    """What the registered claims must be; None where the credential is silent."""
    issuer, subject = credential.get("issuer"), credential.get("credentialSubject")
    dates = dates_of(credential)
    moments = credential.get(dates.start), credential.get(dates.end)
    try:
        seconds = [None if moment is None else _seconds(moment) for moment in moments]
    except ValueError as error:
        raise TokenError(str(error), check="schema") from error
    return {
        "iss": issuer.get("id") if isinstance(issuer, dict) else issuer,
        "jti": credential.get("id"),
        "sub": subject.get("id") if isinstance(subject, dict) else None,
        "nbf": seconds[0],
        "exp": seconds[1],
    }


def _verify(token: Token, key: PublicKey) -> None:
    if isinstance(key, Ed25519PublicKey):  # joserfc warns about the name EdDSA (RFC 9864)
        signed, _, signature = token.compact.rpartition(".")
        key.verify(base64url_decode(signature), signed.encode("ascii"))
        return
    from badges.proofs import jose  # noqa: PLC0415 - slow to import, see there

    jose.verify(token.compact, key, algorithms=algorithms_of(key))


def _seconds(moment: object) -> float:
    return instant(moment).timestamp()


def _compact(value: JsonObject) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
