"""Open Badges 2.0 documents derived from a signed 3.0 badge."""

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from badges.documents import open_badges_2
from badges.documents.model import Evidence, Identifier
from badges.documents.open_badges_2 import Addresses, Revoked
from badges.errors import LintError, SchemaError, TokenError
from badges.issuing import issue, prepare
from badges.keys.signing import RsaSigner
from badges.proofs.canonical import canonical_nquads
from badges.proofs.vc_jwt import read_jwt, verify_jwt
from tests.badges.workshop import (
    FATIMA,
    NOW,
    P256_SIGNER,
    SCHAKEL,
    SCHAKEL_DID,
    SIGNER,
    SITE,
    badge,
)

ADDRESSES = Addresses(
    assertion=f"{SITE}/ob2/assertions/1",
    badge_class=f"{SITE}/ob2/badges/1",
    issuer=f"{SITE}/ob2/issuers/de-schakel",
    image=f"{SITE}/achievements/textiel.png",
    key=f"{SITE}/ob2/issuers/de-schakel/key",
    revocation_list=f"{SITE}/ob2/issuers/de-schakel/revoked",
)
RSA_SIGNER = RsaSigner(
    f"{SCHAKEL_DID}#rsa-1", rsa.generate_private_key(public_exponent=65537, key_size=2048)
)


def signed(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(issue(prepare(badge(**changes)), SIGNER, created=NOW))
    return document


BADGE = signed()


@pytest.mark.parametrize(
    "document",
    [
        open_badges_2.issuer(BADGE, ADDRESSES),
        open_badges_2.badge_class(BADGE, ADDRESSES),
        open_badges_2.assertion(BADGE, ADDRESSES, salt="zout"),
        open_badges_2.revoked_assertion(ADDRESSES, reason="Vergissing"),
        open_badges_2.revocation_list(f"{SITE}/r", issuer=ADDRESSES.issuer, revoked=[]),
        open_badges_2.cryptographic_key(RSA_SIGNER.public_key, ADDRESSES),
    ],
    ids=["issuer", "badge class", "assertion", "revoked", "revocation list", "key"],
)
def test_every_term_is_one_of_open_badges_2(document: dict[str, Any]) -> None:
    canonical_nquads(document)


def test_an_assertion_names_the_recipient_by_the_salted_hash_of_the_pseudonym() -> None:
    recipient = open_badges_2.assertion(BADGE, ADDRESSES, salt="zout")["recipient"]
    expected = sha256((FATIMA + "zout").encode()).hexdigest()
    assert recipient == {
        "type": "url",
        "hashed": True,
        "salt": "zout",
        "identity": f"sha256${expected}",
    }


def test_an_email_address_is_hashed_in_lower_case() -> None:
    """The check value of the specification."""
    assert Identifier.of_email(" A@Example.com", salt="Kosher").hash == (
        "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
    )


def test_the_level_stands_in_the_narrative() -> None:
    document = signed(narrative="Drie weken lang.")
    assertion = open_badges_2.assertion(document, ADDRESSES, salt="zout")
    assert assertion["narrative"] == "Niveau 2: Zelfstandig\n\nDrie weken lang."


def test_a_badge_without_results_needs_no_narrative() -> None:
    assertion = open_badges_2.assertion(signed(results=()), ADDRESSES, salt="zout")
    assert "narrative" not in assertion


def test_the_issue_date_is_that_of_the_award() -> None:
    renewed = signed(valid_from=NOW.replace(month=12))
    assertion = open_badges_2.assertion(renewed, ADDRESSES, salt="zout")
    assert assertion["issuedOn"] == "2026-11-20T09:00:00Z"
    without = signed(awarded=None)
    assert open_badges_2.assertion(without, ADDRESSES, salt="zout")["issuedOn"].startswith("2026")


def test_evidence_comes_along() -> None:
    document = signed(evidence=(Evidence(name="Proef", narrative="40 kilo"),))
    evidence = open_badges_2.assertion(document, ADDRESSES, salt="zout")["evidence"]
    assert evidence == [{"name": "Proef", "narrative": "40 kilo"}]


def test_a_badge_class_tells_what_the_achievement_is() -> None:
    written = open_badges_2.badge_class(BADGE, ADDRESSES)
    assert written["name"] == "Textiel sorteren"
    assert written["criteria"] == {
        "narrative": "Laat op de werkvloer zien dat je textiel kunt sorteren."
    }
    assert written["alignment"][0]["targetFramework"] == "ESCO v1.2.0"
    assert "targetType" not in written["alignment"][0]
    assert written["issuer"] == ADDRESSES.issuer


def test_an_issuer_needs_a_url_and_an_email_address() -> None:
    document = signed(issuer=replace(SCHAKEL, url=None, email=None))
    with pytest.raises(LintError) as refused:
        open_badges_2.issuer(document, ADDRESSES)
    assert [f.place for f in refused.value.findings] == ["/issuer/url", "/issuer/email"]


def test_a_badge_without_subject_id_has_no_2_0_form() -> None:
    identifiers = (Identifier.of_email("a@example.nl", salt="zout"),)
    document = signed(subject_id=None, identifiers=identifiers)
    with pytest.raises(SchemaError):
        open_badges_2.assertion(document, ADDRESSES, salt="zout")


@pytest.mark.parametrize("count", range(4))
def test_a_revocation_list_never_has_one_entry(count: int) -> None:
    """1EdTech's core ignores a list of one."""
    revoked = [Revoked(f"urn:uuid:{number}", "Vergissing") for number in range(count)]
    entries = open_badges_2.revocation_list(f"{SITE}/r", issuer=ADDRESSES.issuer, revoked=revoked)[
        "revokedAssertions"
    ]
    assert len(entries) == max(count, 2)
    assert [entry["id"] for entry in entries[:count]] == [item.assertion for item in revoked]


def test_a_revoked_assertion_says_why_only_when_told() -> None:
    assert "revocationReason" not in open_badges_2.revoked_assertion(ADDRESSES)
    assert open_badges_2.revoked_assertion(ADDRESSES)["revoked"] is True


def test_the_signed_form_verifies_and_points_to_its_key() -> None:
    token = read_jwt(open_badges_2.sign(BADGE, ADDRESSES, salt="zout", signer=RSA_SIGNER))
    verify_jwt(token, RSA_SIGNER.public_key)
    assert token.header["alg"] == "RS256"
    assert token.payload["verification"] == {"type": "SignedBadge", "creator": ADDRESSES.key}
    assert token.payload["id"] == BADGE["id"]


def test_the_signed_form_needs_an_rsa_key_with_an_address() -> None:
    with pytest.raises(TokenError):
        open_badges_2.sign(BADGE, ADDRESSES, salt="zout", signer=P256_SIGNER)
    with pytest.raises(TokenError):
        open_badges_2.sign(BADGE, replace(ADDRESSES, key=None), salt="zout", signer=RSA_SIGNER)


def test_deriving_twice_gives_the_same() -> None:
    assert open_badges_2.assertion(BADGE, ADDRESSES, salt="a") == open_badges_2.assertion(
        BADGE, ADDRESSES, salt="a"
    )
