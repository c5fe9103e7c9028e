"""Data Integrity proofs: made and checked with a key that is given.

Made: ``eddsa-rdfc-2022`` and ``eddsa-jcs-2022`` (W3C vc-di-eddsa, sections 3.2 and 3.3). Checked:
these two, ``ecdsa-rdfc-2019`` and ``ecdsa-jcs-2019`` with P-256 and P-384 (vc-di-ecdsa, sections
3.2 and 3.3) and the older ``Ed25519Signature2020`` and ``Ed25519Signature2018``. A proof here means
one proof of a set; proof chains (``previousProof``) are refused.

Out of scope: where the key comes from and whether it may make claims (``did.assertion_key``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from hashlib import sha256, sha384
from typing import Any, Final, TypeAlias, assert_never

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from badges import contexts
from badges.errors import BadgesError, KeyFormatError, ProofError
from badges.keys.multikey import PublicKey, base58_encode, base64url_decode, multibase_decode
from badges.keys.signing import Algorithm, Signer
from badges.proofs.canonical import canonical_json, canonical_nquads, canonical_nquads_384
from badges.reading import JsonObject, read_object, without_nulls
from badges.times import instant, stamp

Canonicalizer: TypeAlias = Callable[[JsonObject], str]
"""From a JSON-LD document to canonical N-Quads; pass your own to bound or to speed it up."""

SIGNATURE_SIZE: Final = 64
SIGNATURE_SIZE_384: Final = 96


class Suite(StrEnum):
    """The kinds of proof that this module knows."""

    EDDSA_RDFC_2022 = "eddsa-rdfc-2022"
    EDDSA_JCS_2022 = "eddsa-jcs-2022"
    ECDSA_RDFC_2019 = "ecdsa-rdfc-2019"
    ECDSA_JCS_2019 = "ecdsa-jcs-2019"
    ED25519_SIGNATURE_2020 = "Ed25519Signature2020"
    ED25519_SIGNATURE_2018 = "Ed25519Signature2018"


_NAMED_BY_TYPE: Final[Mapping[object, Suite]] = {
    suite.value: suite for suite in (Suite.ED25519_SIGNATURE_2020, Suite.ED25519_SIGNATURE_2018)
}
_CRYPTOSUITES: Final[Mapping[object, Suite]] = {
    suite.value: suite for suite in Suite if suite.value not in _NAMED_BY_TYPE
}
_JCS: Final = (Suite.EDDSA_JCS_2022, Suite.ECDSA_JCS_2019)
_UNSIGNED: Final = ("proofValue", "jws")
_DETACHED_HEADER: Final = {"alg": "EdDSA", "b64": False, "crit": ["b64"]}


def create_proof(
    document: JsonObject,
    signer: Signer,
    *,
    suite: Suite,
    created: datetime,
    canonicalize: Canonicalizer = canonical_nquads,
) -> JsonObject:
    """Return a proof over a document that has none; the document is not changed.

    Raises ProofError for a suite that is not for issuing or a signer of another kind.
    """
    if suite not in (Suite.EDDSA_RDFC_2022, Suite.EDDSA_JCS_2022):
        raise ProofError("New proofs are eddsa-rdfc-2022 or eddsa-jcs-2022.")
    if signer.algorithm is not Algorithm.ED25519:
        raise ProofError("An eddsa proof needs an Ed25519 key.")
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite.value,
        "created": stamp(created),
        "verificationMethod": signer.verification_method,
        "proofPurpose": "assertionMethod",
    }
    if suite is Suite.EDDSA_JCS_2022:
        proof = {"@context": document["@context"], **proof}
    data = signing_input(document, proof, suite=suite, canonicalize=canonicalize)
    return proof | {"proofValue": "z" + base58_encode(signer.sign(data))}


def suite_of(proof: JsonObject) -> Suite | None:
    """Return the suite of a proof, or None when it is not one of ours to check."""
    kind = proof.get("type")
    named = proof.get("cryptosuite") if kind == "DataIntegrityProof" else kind
    suites = _CRYPTOSUITES if kind == "DataIntegrityProof" else _NAMED_BY_TYPE
    return suites.get(named) if isinstance(named, str) else None


def covers_text(proof: JsonObject) -> bool:
    """Say whether a proof is over the JSON as text, not over what JSON-LD makes of it."""
    return suite_of(proof) in _JCS


def verify_proof(
    document: JsonObject,
    proof: JsonObject,
    *,
    key: PublicKey,
    canonicalize: Canonicalizer = canonical_nquads,
    canonicalize_384: Canonicalizer = canonical_nquads_384,
) -> None:
    """Raise unless the proof over a document verifies with the key.

    ``document`` may still hold its ``proof``; it is left out. A P-384 key has a canonical form of
    its own. Raises ProofError, or what the canonicalizer raises. Says nothing about whose key it
    is, nor about time.
    """
    suite = suite_of(proof)
    if suite is None:
        raise ProofError("This kind of proof is not supported.", place="/proof")
    _check_options(without_nulls(proof) if None in proof.values() else proof)
    if suite is Suite.ED25519_SIGNATURE_2018:
        _verify_2018(document, proof, key, canonicalize)
        return
    signature = _signature(proof, size=SIGNATURE_SIZE_384 if _is_p384(key) else SIGNATURE_SIZE)
    digest = _sha384 if _is_p384(key) else _sha256
    form = canonicalize_384 if _is_p384(key) else canonicalize
    data = signing_input(document, proof, suite=suite, canonicalize=form, digest=digest)
    if not _verifies(suite, key, signature, data):
        raise ProofError("The signature does not match: something was changed.", place="/proof")


def _sha256(data: bytes) -> bytes:
    return sha256(data).digest()


def _sha384(data: bytes) -> bytes:
    return sha384(data).digest()


def signing_input(
    document: JsonObject,
    proof: JsonObject,
    *,
    suite: Suite,
    canonicalize: Canonicalizer,
    digest: Callable[[bytes], bytes] = _sha256,
) -> bytes:
    """Return the bytes that are signed: hash of the proof options, hash of the document."""
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name not in _UNSIGNED}
    if suite in _JCS:
        return _jcs_input(unsecured, options, digest)
    options["@context"] = _meaning_of_options(unsecured, options, suite)
    # the options first (vc-di-eddsa, section 3.2.4)
    canonical = (canonicalize(options), canonicalize(unsecured))
    return b"".join(digest(text.encode("utf-8")) for text in canonical)


def _meaning_of_options(unsecured: JsonObject, options: JsonObject, suite: Suite) -> Any:
    """Return the context of proof options in an RDF suite: the document's gives them meaning.

    Before Data Integrity, a proof could bring what the document lacks: JSON-LD 1.1, section 3.1,
    adds that to the context around it, and so do the programs that sign in this way.
    """
    if suite is Suite.ED25519_SIGNATURE_2018:
        return contexts.SECURITY_V2
    around = unsecured.get("@context")
    if suite is Suite.ED25519_SIGNATURE_2020 and "@context" in options:
        return [*_listed(around), *_listed(options["@context"])]
    return around


def _verify_2018(
    document: JsonObject, proof: JsonObject, key: PublicKey, canonicalize: Canonicalizer
) -> None:
    """Ed25519Signature2018: a JWS (RFC 7797) whose payload, left out, is the bytes to be signed.

    Source: Linked Data Signatures, "Ed25519 Signature 2018" (W3C CCG); the options get their
    meaning from the context security/v2, as in the libraries that made these proofs.
    """
    suite = Suite.ED25519_SIGNATURE_2018
    header, _, signature = str(proof.get("jws", "")).partition("..")
    try:
        told = read_object(base64url_decode(header))
        raw = base64url_decode(signature)
    except BadgesError as error:
        raise ProofError(error.message, place="/proof/jws") from error
    if told != _DETACHED_HEADER or len(raw) != SIGNATURE_SIZE:
        raise ProofError("The jws of a proof has a wrong form.", place="/proof/jws")
    payload = signing_input(document, proof, suite=suite, canonicalize=canonicalize)
    if not _verifies(suite, key, raw, header.encode("ascii") + b"." + payload):
        raise ProofError("The signature does not match: something was changed.", place="/proof")


def _jcs_input(
    unsecured: JsonObject, options: JsonObject, digest: Callable[[bytes], bytes]
) -> bytes:
    """vc-di-eddsa, section 3.3.2: the document's context must begin with that of the proof."""
    if "@context" in options:
        named, own = _listed(options["@context"]), _listed(unsecured.get("@context"))
        if named != own[: len(named)]:
            raise ProofError("The proof has another @context than the document.", place="/proof")
        unsecured = unsecured | {"@context": options["@context"]}
    return b"".join(digest(canonical_json(part)) for part in (options, unsecured))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _check_options(proof: JsonObject) -> None:
    """Data Integrity 1.0, section 4.3: the options every proof must have."""
    if proof.get("proofPurpose") != "assertionMethod":
        raise ProofError(
            "A badge needs a proof whose proofPurpose is assertionMethod.",
            place="/proof/proofPurpose",
        )
    if not isinstance(proof.get("verificationMethod"), str):
        raise ProofError("A proof names its key.", place="/proof/verificationMethod")
    if "previousProof" in proof:
        raise ProofError("Proof chains are not supported.", place="/proof/previousProof")
    for name in ("created", "expires"):
        if name not in proof:
            continue
        try:
            instant(proof[name])
        except ValueError as error:
            raise ProofError(str(error), place=f"/proof/{name}") from error


def _signature(proof: JsonObject, *, size: int) -> bytes:
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        raise ProofError("A proofValue is base58 text that begins with z.", place=_VALUE)
    try:
        signature = multibase_decode(value)
    except KeyFormatError as error:
        raise ProofError(error.message, place=_VALUE) from error
    if len(signature) != size:
        raise ProofError("The signature has not the right length.", place=_VALUE)
    return signature


_VALUE: Final = "/proof/proofValue"


def _verifies(suite: Suite, key: PublicKey, signature: bytes, data: bytes) -> bool:
    match suite:
        case (
            Suite.EDDSA_RDFC_2022
            | Suite.EDDSA_JCS_2022
            | Suite.ED25519_SIGNATURE_2020
            | Suite.ED25519_SIGNATURE_2018
        ):
            return isinstance(key, Ed25519PublicKey) and _eddsa(key, signature, data)
        case Suite.ECDSA_RDFC_2019 | Suite.ECDSA_JCS_2019:
            return isinstance(key, ec.EllipticCurvePublicKey) and _ecdsa(key, signature, data)
        case _:
            assert_never(suite)


def _eddsa(key: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    """By libsodium, so that what OpenSSL signed is verified by other code, in half the time."""
    try:
        VerifyKey(key.public_bytes_raw()).verify(data, signature)
    except BadSignatureError:
        return False
    return True


def _is_p384(key: PublicKey) -> bool:
    return isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP384R1)


def _ecdsa(key: ec.EllipticCurvePublicKey, signature: bytes, data: bytes) -> bool:
    half = len(signature) // 2
    r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
    hashing = ec.ECDSA(SHA384() if _is_p384(key) else SHA256())
    try:
        key.verify(encode_dss_signature(r, s), data, hashing)
    except InvalidSignature:
        return False
    return True
