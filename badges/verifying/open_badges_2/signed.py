"""Signed assertions (Open Badges 2.0, "Signed Verification"): a JWS by a key of the issuer's.

The key is linked both ways: the profile names it, and it names the profile. An assertion that names
no `creator` is checked with each key that the profile declares (SignedBadge, `creator`).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from badges.errors import BadgesError, EnvelopeError, KeyBindingError, UnsupportedProofError
from badges.keys import multikey
from badges.proofs import vc_jwt
from badges.proofs.vc_jwt import Token
from badges.reading import JsonObject, shown
from badges.verifying.open_badges_2.elsewhere import fetched
from badges.verifying.open_badges_2.examination import (
    Examination,
    check_shape,
    failed,
    listed,
    name_of,
)
from badges.verifying.open_badges_2.generations import TWO
from badges.verifying.report import Check, CheckId, Outcome, signature_kind_unknown
from badges.verifying.stopping import StoppedError
from badges.verifying.withdrawing import revoked_check

_SIGNED: Final = frozenset({"SignedBadge", "signed"})
MAX_KEYS: Final = 10


def check_signature(
    assertion: JsonObject, profile: JsonObject, token: Token, examination: Examination
) -> None:
    """Check that a key of the issuer's made the signature."""
    if _SIGNED.isdisjoint(listed(assertion["verification"]["type"])):
        detail = "A signed badge has verification type SignedBadge."
        raise failed(CheckId.PROOF, "signature-wrong", "/verification", detail)
    try:
        keys = list(_keys(assertion, profile, examination))
    except KeyBindingError as error:
        raise failed(CheckId.KEY_CONTROLLER, "key-not-issuers", "", error.message) from error
    examination.note(Check(CheckId.KEY_CONTROLLER, Outcome.PASS, "key-bound"))
    wrong = [error for error in (_refused(token, key) for key in keys) if error is not None]
    if len(wrong) < len(keys):
        examination.note(Check(CheckId.PROOF, Outcome.PASS, "signature-right"))
        return
    if any(isinstance(error, UnsupportedProofError) for error in wrong):
        kind = signature_kind_unknown(token.header.get("alg"), "JWT header", wrong[0].message)
        raise StoppedError(kind)
    code = "envelope-wrong" if isinstance(wrong[0], EnvelopeError) else "signature-wrong"
    raise failed(CheckId.PROOF, code, "", wrong[0].message)


def _refused(token: Token, key: rsa.RSAPublicKey) -> BadgesError | None:
    try:
        vc_jwt.verify_jwt(token, key)
    except BadgesError as error:
        return error
    return None


def _keys(
    assertion: JsonObject, profile: JsonObject, examination: Examination
) -> Iterator[rsa.RSAPublicKey]:
    """Yield the key that the assertion names, or all that the profile declares."""
    generation = examination.generation
    published = listed(profile.get("publicKey", []))
    creator = name_of(assertion["verification"].get("creator"))
    if creator is not None and not generation.names_key(profile, creator):
        raise KeyBindingError("The issuer's profile does not name the key that signed this.")
    if creator is None and not published:
        raise KeyBindingError("The issuer's profile does not name a key.")
    inside = {name_of(key): key for key in published if isinstance(key, dict)}
    wanted = [creator] if creator is not None else [name_of(key) for key in published[:MAX_KEYS]]
    for name in wanted:
        document = _key_document(name, inside.get(name, {}), examination)
        if not generation.owns_key(profile, document):
            raise KeyBindingError("The key has another owner than the issuer.")
        yield _read_pem(document["publicKeyPem"])


def _key_document(name: str, inside: JsonObject, examination: Examination) -> JsonObject:
    """Return a key from its own address, or as the profile itself writes it out."""
    if "publicKeyPem" in inside:
        check_shape(inside, "key", name)
        return inside
    return fetched(name, "key", examination)


def _read_pem(pem: str) -> rsa.RSAPublicKey:
    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyBindingError("The issuer's key cannot be read.") from error
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < multikey.MIN_RSA_BITS:
        raise KeyBindingError(f"The issuer's key is not RSA of {multikey.MIN_RSA_BITS} bits.")
    return key


def check_revocations(
    assertion: JsonObject, profile: JsonObject, examination: Examination
) -> Check:
    """Ask the issuer's list of withdrawn badges, if it has one."""
    address = name_of(profile.get("revocationList"))
    if address is None:
        return Check(CheckId.STATUS, Outcome.SKIP, "no-status")
    try:
        found = fetched(address, "revocations", examination)
    except StoppedError as stopped:
        check = stopped.check
        return replace(check, id=CheckId.STATUS, outcome=Outcome.UNKNOWN, code="status-unavailable")
    if (
        examination.generation is TWO
        and name_of(found.get("issuer", profile["id"])) != profile["id"]
    ):
        return Check(CheckId.STATUS, Outcome.UNKNOWN, "status-not-believed")
    for told in listed(found["revokedAssertions"]):
        entry: Any = {"id": told} if isinstance(told, str) else told
        if assertion["id"] in (entry.get("id"), entry.get("uid")):
            return revoked_check(entry.get("revocationReason"), place=address)
    return Check(CheckId.STATUS, Outcome.PASS, "not-revoked", {}, shown(address, limit=200))
