"""Data Integrity proofs against the published vectors, byte for byte, and against forgers."""

import copy
from functools import partial
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from badges.documents import writing
from badges.errors import BadgesError, ProofError, SafeModeError
from badges.keys import multikey
from badges.keys.signing import Ed25519Signer
from badges.proofs.canonical import canonical_nquads
from badges.proofs.data_integrity import Suite, create_proof, signing_input, suite_of, verify_proof
from badges.times import instant
from tests.badges import known_answers as known
from tests.badges.workshop import BADGE, KEY, NOW, P256_SIGNER, SIGNER

with_examples = partial(canonical_nquads, extra=known.EXAMPLE_CONTEXTS)
W3C = Ed25519Signer(known.METHOD, multikey.decode_secret(known.SECRET_KEY))
TEAMWORK = Ed25519Signer(
    known.TEAMWORK_METHOD,
    Ed25519PrivateKey.from_private_bytes(bytes.fromhex(known.TEAMWORK_SEED)),
)
DOCUMENT = writing.credential(BADGE)


def proof_of(document: dict[str, Any], suite: Suite = Suite.EDDSA_RDFC_2022) -> dict[str, Any]:
    return create_proof(document, SIGNER, suite=suite, created=NOW)


PROOFS = {
    suite: proof_of(DOCUMENT, suite) for suite in (Suite.EDDSA_RDFC_2022, Suite.EDDSA_JCS_2022)
}


@pytest.mark.parametrize(
    ("suite", "signed", "value"),
    [
        (Suite.EDDSA_RDFC_2022, known.RDFC_INPUT, known.RDFC_PROOF_VALUE),
        (Suite.EDDSA_JCS_2022, known.JCS_INPUT, known.JCS_PROOF_VALUE),
    ],
)
def test_the_w3c_vectors_come_out_byte_for_byte(suite: Suite, signed: str, value: str) -> None:
    created = instant(known.CREATED)
    proof = create_proof(
        known.UNSIGNED, W3C, suite=suite, created=created, canonicalize=with_examples
    )
    options = {name: member for name, member in proof.items() if name != "proofValue"}
    data = signing_input(known.UNSIGNED, options, suite=suite, canonicalize=with_examples)
    assert data.hex() == signed
    assert proof["proofValue"] == value
    verify_proof(known.UNSIGNED, proof, key=W3C.public_key, canonicalize=with_examples)


def test_the_1edtech_vector_comes_out_byte_for_byte() -> None:
    created = instant(known.TEAMWORK_CREATED)
    proof = create_proof(known.TEAMWORK, TEAMWORK, suite=Suite.EDDSA_RDFC_2022, created=created)
    data = signing_input(
        known.TEAMWORK, proof, suite=Suite.EDDSA_RDFC_2022, canonicalize=canonical_nquads
    )
    assert data.hex() == known.TEAMWORK_INPUT
    assert proof["proofValue"] == known.TEAMWORK_PROOF_VALUE


def test_the_older_w3c_vector_verifies() -> None:
    suite_context = "https://w3id.org/security/suites/ed25519-2020/v1"
    document = known.UNSIGNED | {"@context": [*known.UNSIGNED["@context"], suite_context]}
    proof = {
        "type": "Ed25519Signature2020",
        "created": known.CREATED,
        "verificationMethod": known.METHOD,
        "proofPurpose": "assertionMethod",
        "proofValue": known.OLD_PROOF_VALUE,
    }
    verify_proof(document, proof, key=W3C.public_key, canonicalize=with_examples)
    with pytest.raises(ProofError):
        verify_proof(
            document | {"name": "X"}, proof, key=W3C.public_key, canonicalize=with_examples
        )


OLD_CONTEXTS = [
    "https://www.w3.org/2018/credentials/v1", "https://purl.imsglobal.org/spec/ob/v3p0/context.json"
]  # fmt: skip


def own_context_proof(named: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A proof that brings the context of its suite, signed by hand; and its document."""
    suite_context = "https://w3id.org/security/suites/ed25519-2020/v1"
    document = {
        "@context": OLD_CONTEXTS, "id": "urn:uuid:1", "type": ["VerifiableCredential"],
        "issuer": "did:key:z6Mk", "issuanceDate": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": "urn:uuid:2"},
    }  # fmt: skip
    proof = {
        "type": "Ed25519Signature2020", "created": known.CREATED,
        "verificationMethod": known.METHOD, "proofPurpose": "assertionMethod",
    }  # fmt: skip
    together = [*OLD_CONTEXTS, suite_context]
    forms = (canonical_nquads({**part, "@context": together}) for part in (proof, document))
    data = b"".join(sha256(form.encode()).digest() for form in forms)
    value = "z" + multikey.base58_encode(W3C.sign(data))
    return document, {"@context": named or [suite_context], **proof, "proofValue": value}


@pytest.mark.parametrize("named", [None, "https://w3id.org/security/suites/ed25519-2020/v1"])
def test_an_older_proof_may_bring_the_context_of_its_suite(named: Any) -> None:
    document, proof = own_context_proof(named)
    verify_proof(document, proof, key=W3C.public_key)
    with pytest.raises(ProofError):
        verify_proof({**document, "id": "urn:uuid:3"}, proof, key=W3C.public_key)


def test_an_older_proof_without_the_words_of_its_suite_says_nothing() -> None:
    document, proof = own_context_proof("https://www.w3.org/2018/credentials/v1")
    with pytest.raises(SafeModeError):
        verify_proof(document, proof, key=W3C.public_key)


def ecdsa_proof(document: dict[str, Any]) -> dict[str, Any]:
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "ecdsa-rdfc-2019",
        "created": "2026-11-20T09:00:00Z",
        "verificationMethod": P256_SIGNER.verification_method,
        "proofPurpose": "assertionMethod",
    }
    data = signing_input(
        document, options, suite=Suite.ECDSA_RDFC_2019, canonicalize=canonical_nquads
    )
    return options | {"proofValue": "z" + multikey.base58_encode(P256_SIGNER.sign(data))}


def test_a_p256_proof_of_another_issuer_verifies_and_a_changed_one_does_not() -> None:
    proof = ecdsa_proof(DOCUMENT)
    verify_proof(DOCUMENT, proof, key=P256_SIGNER.public_key)
    with pytest.raises(ProofError):
        verify_proof(DOCUMENT | {"name": "X"}, proof, key=P256_SIGNER.public_key)


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(KEY.public_key(), id="an Ed25519 key"),
        pytest.param(ec.derive_private_key(5, ec.SECP384R1()).public_key(), id="a P-384 key"),
        pytest.param(ec.derive_private_key(5, ec.SECP256R1()).public_key(), id="another P-256 key"),
    ],
)
def test_a_p256_proof_does_not_verify_with(key: multikey.PublicKey) -> None:
    with pytest.raises(ProofError):
        verify_proof(DOCUMENT, ecdsa_proof(DOCUMENT), key=key)


@pytest.mark.parametrize("suite", PROOFS)
def test_a_proof_verifies_with_the_document_that_holds_it(suite: Suite) -> None:
    verify_proof(DOCUMENT | {"proof": [PROOFS[suite]]}, PROOFS[suite], key=SIGNER.public_key)


@pytest.mark.parametrize("suite", PROOFS)
def test_another_key_does_not_verify(suite: Suite) -> None:
    with pytest.raises(ProofError, match="changed"):
        verify_proof(DOCUMENT, PROOFS[suite], key=W3C.public_key)
    with pytest.raises(ProofError, match="changed"):
        verify_proof(DOCUMENT, PROOFS[suite], key=P256_SIGNER.public_key)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for name, member in value.items() for leaf in leaves(member, (*path, name))]
    if isinstance(value, list):
        return [leaf for at, member in enumerate(value) for leaf in leaves(member, (*path, at))]
    return [path]


def with_leaf(document: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    holder: Any = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = f"{holder[path[-1]]}x"
    return changed


@pytest.mark.parametrize("suite", PROOFS)
@pytest.mark.parametrize("path", leaves(DOCUMENT), ids=lambda path: "/".join(map(str, path)))
def test_any_changed_field_is_refused(suite: Suite, path: tuple[str | int, ...]) -> None:
    with pytest.raises(BadgesError):
        verify_proof(with_leaf(DOCUMENT, path), PROOFS[suite], key=SIGNER.public_key)


@pytest.mark.parametrize("suite", PROOFS)
@pytest.mark.parametrize("name", ["type", "cryptosuite", "created", "verificationMethod"])
def test_any_changed_option_is_refused(suite: Suite, name: str) -> None:
    proof = PROOFS[suite]
    with pytest.raises(ProofError):
        verify_proof(DOCUMENT, proof | {name: proof[name] + "x"}, key=SIGNER.public_key)
    without = {member: value for member, value in proof.items() if member != name}
    with pytest.raises(BadgesError):
        verify_proof(DOCUMENT, without, key=SIGNER.public_key)


@given(st.integers(min_value=0, max_value=63), st.integers(min_value=1, max_value=255))
def test_any_changed_byte_of_the_signature_is_refused(at: int, change: int) -> None:
    proof = PROOFS[Suite.EDDSA_JCS_2022]
    signature = bytearray(multikey.multibase_decode(proof["proofValue"]))
    signature[at] ^= change
    forged = proof | {"proofValue": "z" + multikey.base58_encode(bytes(signature))}
    with pytest.raises(ProofError):
        verify_proof(DOCUMENT, forged, key=SIGNER.public_key)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        pytest.param({"proofValue": None}, "/proof/proofValue", id="no value"),
        pytest.param({"proofValue": 5}, "/proof/proofValue", id="a number"),
        pytest.param({"proofValue": "z0"}, "/proof/proofValue", id="not base58"),
        pytest.param({"proofValue": "zz"}, "/proof/proofValue", id="too short"),
        pytest.param({"proofValue": "uAAAA"}, "/proof/proofValue", id="another multibase"),
        pytest.param({"proofPurpose": "authentication"}, "/proof/proofPurpose", id="to sign in"),
        pytest.param({"previousProof": "urn:x"}, "/proof/previousProof", id="a chain"),
        pytest.param({"created": "2026-11-20"}, "/proof/created", id="vague time"),
        pytest.param({"expires": "soon"}, "/proof/expires", id="vague end"),
        pytest.param({"verificationMethod": {}}, "/proof/verificationMethod", id="key inside"),
    ],
)
def test_a_crooked_proof_is_refused_with_its_place(changes: dict[str, Any], place: str) -> None:
    proof = PROOFS[Suite.EDDSA_RDFC_2022] | changes
    with pytest.raises(ProofError) as refused:
        verify_proof(DOCUMENT, proof, key=SIGNER.public_key)
    assert refused.value.place == place


@pytest.mark.parametrize(
    ("proof", "suite"),
    [
        ({"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022"}, Suite.EDDSA_JCS_2022),
        ({"type": "Ed25519Signature2020"}, Suite.ED25519_SIGNATURE_2020),
        ({"type": "DataIntegrityProof", "cryptosuite": "Ed25519Signature2020"}, None),
        ({"type": "eddsa-jcs-2022"}, None),
        ({"type": "DataIntegrityProof", "cryptosuite": "bbs-2023"}, None),
        ({"type": "DataIntegrityProof"}, None),
        ({"type": ["DataIntegrityProof"]}, None),
        ({}, None),
    ],
)
def test_a_suite_is_told_from_type_and_cryptosuite(
    proof: dict[str, Any], suite: Suite | None
) -> None:
    assert suite_of(proof) is suite


def test_a_jcs_proof_may_name_the_first_contexts_only() -> None:
    """vc-di-eddsa, section 3.3.2: and then only these are signed."""
    proof = PROOFS[Suite.EDDSA_JCS_2022]
    longer = DOCUMENT | {"@context": [*DOCUMENT["@context"], "https://w3id.org/security/v2"]}
    verify_proof(longer, proof, key=SIGNER.public_key)
    other = DOCUMENT | {"@context": list(reversed(DOCUMENT["@context"]))}
    with pytest.raises(ProofError, match="context"):
        verify_proof(other, proof, key=SIGNER.public_key)


@pytest.mark.parametrize("suite", [Suite.ECDSA_RDFC_2019, Suite.ED25519_SIGNATURE_2020])
def test_older_suites_are_not_for_issuing(suite: Suite) -> None:
    with pytest.raises(ProofError):
        create_proof(DOCUMENT, SIGNER, suite=suite, created=NOW)


def test_an_eddsa_proof_needs_an_ed25519_key() -> None:
    with pytest.raises(ProofError):
        create_proof(DOCUMENT, P256_SIGNER, suite=Suite.EDDSA_RDFC_2022, created=NOW)
