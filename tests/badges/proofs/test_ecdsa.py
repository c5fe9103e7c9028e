"""Badges that other issuers sign with ECDSA (W3C vc-di-ecdsa), from known answers to reports."""

from hashlib import sha256, sha384
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384

from badges.errors import ProofError
from badges.fetching import OfflineMap
from badges.keys import multikey
from badges.proofs.canonical import canonical_nquads, canonical_nquads_384
from badges.proofs.data_integrity import Suite, signing_input, verify_proof
from badges.verifying import CheckId, Outcome, Report, verify
from tests.badges import known_answers as known
from tests.badges.foundry import NOW, Json, badge, to_bytes

P256: Final = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"
P384: Final = "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ"
VECTORS: Final = {
    (Suite.ECDSA_RDFC_2019, P256): (
        "zaHXrr7AQdydBk3ahpCDpWbxfLokDqmCToYm2dyWvpcFVyWooC2he63w1f7UNQoAMKdhaRtcnaE2KTo5o5vTCcfw"
    ),
    (Suite.ECDSA_RDFC_2019, P384): (
        "z967Mvv5bxtmLNqTzPZ8KmJjFmFXaAKeQNzq7GWnQkMcLtaGSSmuozE5WtJ8PipMe178B1tE28K1vsJur9bGVJhz6j"
        "gSJsRHFSQeqgH8hhjcg8gZDFJC1b9FsR5ggNmDBqHv"
    ),
    (Suite.ECDSA_JCS_2019, P256): (
        "zq6PrUMCtqY5obCSsrQxuFJdGffCDxvFuopdZiBPUBRTFEs1VVsBZi8YiEwVWgHYrXxoV93gBHqGDBtQLPFxpZxz"
    ),
    (Suite.ECDSA_JCS_2019, P384): (
        "zR3krc7pt9Dpn1PY2u8HWPePggtzAG2SuH2ZGNrzw8Ku3QrFLWgDTjS5mCWy65ShixJEtpMwfviAFfh5xTgd5FGN1s"
        "SbpPJ5djqSZQLqQkY8KLBPNswuqKtq3bS8f9vEHm8w"
    ),
}
"""W3C vc-di-ecdsa, TestVectors: suite, key and proof value over `known.UNSIGNED`."""

CURVES: Final[dict[str, ec.EllipticCurvePrivateKey]] = {
    "P-256": ec.derive_private_key(0xA11CE, ec.SECP256R1()),
    "P-384": ec.derive_private_key(0xA11CE, ec.SECP384R1()),
}


def with_examples(document: Json) -> str:
    return canonical_nquads(document, extra=known.EXAMPLE_CONTEXTS)


RDFC_INPUTS: Final = {
    P256: "3a8a522f689025727fb9d1f0fa99a618da023e8494ac74f51015d009d35abc2e"
    "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017",
    P384: "e32805a26492eac777aa7a138f6d8da3c74e0c7be7b296dcaccf97420c3b92eaad7be6449ca565e165031567"
    "f5c7cbc18bf6e01df72c5b62f91b685231915ac4b8c58ea95f002c6b8f6bfafa1b251df476b56b8e01518e317dab09"
    "9d3ecbff96",
}
"""Hash of the proof options, hash of the document."""


def vector(suite: Suite, key: str) -> Json:
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": suite.value,
        "created": known.CREATED,
        "verificationMethod": f"did:key:{key}#{key}",
        "proofPurpose": "assertionMethod",
        "proofValue": VECTORS[suite, key],
    }


def with_examples_384(document: Json) -> str:
    return canonical_nquads_384(document, extra=known.EXAMPLE_CONTEXTS)


@pytest.mark.parametrize(("suite", "name"), VECTORS)
def test_the_w3c_vector_verifies_and_a_changed_one_does_not(suite: Suite, name: str) -> None:
    proof, key = vector(suite, name), multikey.decode(name)
    forms = {"canonicalize": with_examples, "canonicalize_384": with_examples_384}
    verify_proof(known.UNSIGNED, proof, key=key, **forms)
    changed = known.UNSIGNED | {"name": "X"}
    with pytest.raises(ProofError, match="changed"):
        verify_proof(changed, proof, key=key, **forms)


@pytest.mark.parametrize("name", RDFC_INPUTS)
def test_what_is_signed_is_that_of_the_vector(name: str) -> None:
    suite = Suite.ECDSA_RDFC_2019
    proof, digest = vector(suite, name), sha384 if name == P384 else sha256
    data = signing_input(
        known.UNSIGNED,
        proof,
        suite=suite,
        canonicalize=with_examples,
        digest=lambda part: digest(part).digest(),
    )
    assert data.hex() == RDFC_INPUTS[name]


def by_ecdsa(suite: Suite, curve: str, **changes: Any) -> Json:
    """A badge whose issuer's identifier is the key."""
    key = CURVES[curve]
    own = multikey.did_key(key.public_key())
    document = badge(issuer={"id": own, "type": ["Profile"]}, credentialStatus=None)
    options: Json = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite.value,
        "created": "2026-11-20T09:00:00Z",
        "verificationMethod": f"{own}#{own.removeprefix('did:key:')}",
        "proofPurpose": "assertionMethod",
    }
    wide = curve == "P-384"
    digest = sha384 if wide else sha256
    data = signing_input(
        document,
        options,
        suite=suite,
        canonicalize=canonical_nquads_384 if wide else canonical_nquads,
        digest=lambda part: digest(part).digest(),
    )
    r, s = decode_dss_signature(key.sign(data, ec.ECDSA(SHA384() if wide else SHA256())))
    size = 48 if wide else 32
    value = "z" + multikey.base58_encode(r.to_bytes(size, "big") + s.to_bytes(size, "big"))
    return {**document, "proof": [options | {"proofValue": value}], **changes}


def report_on(document: Json) -> Report:
    return verify(to_bytes(document), documents=OfflineMap(), now=NOW)


CHECKED = [
    (Suite.ECDSA_RDFC_2019, "P-256"),
    (Suite.ECDSA_RDFC_2019, "P-384"),
    (Suite.ECDSA_JCS_2019, "P-256"),
    (Suite.ECDSA_JCS_2019, "P-384"),
]


@pytest.mark.parametrize(("suite", "curve"), CHECKED)
def test_a_badge_signed_by_ecdsa_is_valid_and_a_changed_one_is_not(
    suite: Suite, curve: str
) -> None:
    report = report_on(by_ecdsa(suite, curve))
    assert report.valid, report.checks
    assert report.credential is not None
    changed = report_on(by_ecdsa(suite, curve, name="Lassen"))
    assert (changed.verdict, changed.credential) == ("invalid", None)
    assert changed.outcome(CheckId.PROOF) is Outcome.FAIL


def test_the_two_curves_name_blank_nodes_differently() -> None:
    document = {name: value for name, value in badge().items() if name != "credentialStatus"}
    assert canonical_nquads(document) != canonical_nquads_384(document)


@pytest.mark.parametrize("suite", ["ecdsa-sd-2023", "bbs-2023", "eddsa-2022", "SHOUTING"])
def test_a_suite_that_is_not_known_is_never_green(suite: str) -> None:
    document = by_ecdsa(Suite.ECDSA_RDFC_2019, "P-256")
    document["proof"][0]["cryptosuite"] = suite
    report = report_on(document)
    assert (report.verdict, report.credential) == ("could-not-check", None)
