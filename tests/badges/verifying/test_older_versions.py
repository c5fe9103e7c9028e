"""Open Badges 0.5 and 1.x, and Open Badges 3.0 in the first model of Verifiable Credentials."""

import json
from typing import Any

import pytest

from badges.fetching import Fetched, OfflineMap
from badges.keys.multikey import base58_encode
from badges.proofs.canonical import canonical_nquads
from badges.proofs.data_integrity import Suite, signing_input
from badges.proofs.vc_jwt import sign_jws
from badges.verifying import CheckId, Outcome, Report, verify
from tests.badges.foundry import (
    NOW,
    Json,
    badge,
    chunk,
    pem,
    png,
    rsa_key,
    rsa_signer,
    signed,
    signer,
    to_bytes,
    world,
)

SITE = "https://oud.example.nl"
ADDRESS = f"{SITE}/assertions/1"
IDENTITY = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"


def report_on(source: bytes, **documents: Any) -> Report:
    return verify(source, documents=OfflineMap(documents), now=NOW, recipient="a@example.com")


def assertion_1(**changes: Any) -> Json:
    return {
        "uid": "f2c20",
        "recipient": {"type": "email", "hashed": True, "salt": "Kosher", "identity": IDENTITY},
        "badge": f"{SITE}/badge",
        "verify": {"type": "hosted", "url": ADDRESS},
        "issuedOn": 1359217910,
        **changes,
    }


def world_1(**changes: Any) -> Json:
    documents: Json = {
        ADDRESS: assertion_1(),
        f"{SITE}/badge": {
            "name": "Lassen",
            "description": "Last netjes.",
            "image": f"{SITE}/image.png",
            "criteria": f"{SITE}/criteria",
            "issuer": f"{SITE}/issuer",
        },
        f"{SITE}/issuer": {
            "name": "Oude Werkplaats",
            "url": SITE,
            "revocationList": f"{SITE}/revoked",
        },
        f"{SITE}/revoked": {"dood": "Bij vergissing"},
    }
    return documents | changes


def world_05(**changes: Any) -> Json:
    badge_05 = {
        "version": "0.5.0",
        "name": "Lassen",
        "image": "/image.png",
        "description": "Last netjes.",
        "criteria": "/criteria",
        "issuer": {"origin": SITE, "name": "Oude Werkplaats"},
    }
    assertion = {
        "recipient": IDENTITY,
        "salt": "Kosher",
        "issued_on": "2011-12-31",
        "badge": badge_05,
    }
    return {ADDRESS: assertion | changes}


def test_a_hosted_badge_of_1_0_is_valid_as_file_picture_and_address() -> None:
    text = json.dumps(assertion_1()).encode()
    for source in (text, png(chunk(b"tEXt", b"openbadges\0" + text)), ADDRESS.encode()):
        report = report_on(source, **world_1())
        assert (report.verdict, report.version, report.format) == ("valid", "1.0", "hosted")
        assert report.credential is not None
        assert report.credential["achievement"]["name"] == "Lassen"
        assert report.outcome(CheckId.RECIPIENT) is Outcome.PASS


def test_a_badge_of_1_1_has_a_context() -> None:
    newer = {"@context": "https://w3id.org/openbadges/v1", "type": "Assertion", **assertion_1()}
    report = report_on(json.dumps(newer).encode(), **world_1(**{ADDRESS: newer}))
    assert (report.verdict, report.version) == ("valid", "1.1")


@pytest.mark.parametrize(
    "context",
    [
        "http://standard.openbadges.org/1.1/context.json",
        "http://specification.openbadges.org/1.1/context.json",
        ["https://w3id.org/openbadges/v1", {"eigen": "https://a.example/eigen"}],
    ],
)
def test_the_context_of_1_1_has_had_several_addresses(context: Any) -> None:
    newer = {"@context": context, "@type": "assertion", "@id": ADDRESS, **assertion_1()}
    report = report_on(json.dumps(newer).encode(), **world_1(**{ADDRESS: newer}))
    assert (report.verdict, report.version) == ("valid", "1.1")
    forged = json.dumps({**newer, "issuedOn": 1}).encode()
    assert report_on(forged, **world_1(**{ADDRESS: newer})).verdict == "invalid"


def test_a_picture_of_mozillas_backpack_names_the_recipient_as_before() -> None:
    """It wrote badges of 1.0 into pictures with the recipient and salt of 0.5."""
    older = {**assertion_1(), "recipient": IDENTITY, "salt": "Kosher"}
    assert report_on(json.dumps(older).encode(), **world_1()).verdict == "valid"
    for wrong in ({"salt": "x"}, {"recipient": IDENTITY[:-1] + "0"}):
        assert report_on(json.dumps(older | wrong).encode(), **world_1()).verdict == "invalid"


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        pytest.param({ADDRESS: {"status": 410}}, "revoked", id="gone"),
        pytest.param({ADDRESS: {"status": 404}}, "invalid", id="not there"),
        pytest.param({ADDRESS: assertion_1(expires=1400000000)}, "invalid", id="differs"),
        pytest.param({f"{SITE}/issuer": {"status": 500}}, "could-not-check", id="no issuer"),
        pytest.param(
            {f"{SITE}/badge": {**world_1()[f"{SITE}/badge"], "issuer": "https://goed.example/i"},
             "https://goed.example/i": world_1()[f"{SITE}/issuer"]},
            "invalid", id="in another's name"),
    ],
)  # fmt: skip
def test_a_hosted_badge_of_1_0_that_is_not_right(changes: Json, verdict: str) -> None:
    source = json.dumps(assertion_1(expires=1900000000)).encode() if ADDRESS in changes else None
    source = source or json.dumps(assertion_1()).encode()
    assert report_on(source, **world_1(**changes)).verdict == verdict


def signed_1(number: int = 1, **changes: Any) -> bytes:
    verified = {"verify": {"type": "signed", "url": f"{SITE}/key"}} | changes
    return sign_jws(assertion_1(**verified), rsa_signer(number=number)).encode()


class KeyAsText(OfflineMap):
    """A key in 1.x is a bare PEM file."""

    def get(self, identifier: str) -> Any:
        if identifier.endswith("/key"):
            return Fetched(200, pem(rsa_key()).encode(), "application/x-pem-file")
        return super().get(identifier)


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        pytest.param(signed_1(), "valid", id="good"),
        pytest.param(signed_1(uid="dood"), "revoked", id="revoked"),
        pytest.param(signed_1(2), "invalid", id="another's key"),
        pytest.param(
            signed_1(verify={"type": "signed", "url": "https://elders.example/key"}),
            "invalid",
            id="key on another origin",
        ),
        pytest.param(signed_1(expires="2020-01-01"), "expired", id="ended"),
    ],
)
def test_a_signed_badge_of_1_0(source: bytes, verdict: str) -> None:
    report = verify(source, documents=KeyAsText(world_1()), now=NOW)
    assert (report.verdict, report.format) == (verdict, "jws")


def test_a_badge_of_0_5_is_an_address_in_a_picture() -> None:
    image = png(chunk(b"tEXt", b"openbadges\0" + ADDRESS.encode()))
    report = report_on(image, **world_05())
    assert (report.verdict, report.version) == ("valid", "0.5")
    assert report.outcome(CheckId.RECIPIENT) is Outcome.PASS
    # addresses may begin at the issuer's origin
    assert report.credential is not None
    assert report.credential["achievement"]["criteria"] == {"id": f"{SITE}/criteria"}


def test_a_badge_of_0_5_without_its_address_cannot_be_checked() -> None:
    source = json.dumps(world_05()[ADDRESS]).encode()
    assert report_on(source).verdict == "could-not-check"


def test_a_badge_of_0_5_may_say_where_it_stands_in_the_words_of_1_0() -> None:
    documents = world_05(verify={"type": "hosted", "url": ADDRESS})
    report = report_on(json.dumps(documents[ADDRESS]).encode(), **documents)
    assert (report.verdict, report.version) == ("valid", "0.5"), report.checks
    changed = {**documents[ADDRESS], "recipient": "iemand@example.com"}
    assert report_on(json.dumps(changed).encode(), **documents).verdict == "invalid"


@pytest.mark.parametrize("verify", [{"type": "hosted"}, {"url": 5}, "hosted", None])
def test_a_badge_of_0_5_that_says_it_wrongly_cannot_be_checked(verify: Any) -> None:
    source = world_05(verify=verify)[ADDRESS]
    assert report_on(json.dumps(source).encode()).verdict in ("could-not-check", "invalid")


@pytest.mark.parametrize(
    ("origin", "verdict"),
    [
        ("https://goed.example", "invalid"), ("http://goed.example", "invalid"),
        (SITE.replace("https:", "http:"), "valid"), (f"{SITE}/", "valid"),
        (f"{SITE}:8443", "invalid"),
    ],
)  # fmt: skip
def test_a_badge_of_0_5_stands_on_its_issuers_website(origin: str, verdict: str) -> None:
    """An issuer that had no lock then may have one now."""
    documents = world_05()
    documents[ADDRESS]["badge"]["issuer"]["origin"] = origin
    assert report_on(ADDRESS.encode(), **documents).verdict == verdict


# Open Badges 3.0 in VC Data Model 1.1


def badge_1_1(**changes: Any) -> Json:
    newer = badge(**changes)
    contexts = ["https://www.w3.org/2018/credentials/v1", *newer.pop("@context")[1:2]]
    start, end = newer.pop("validFrom"), newer.pop("validUntil")
    left_out = ("awardedDate", "credentialStatus", "credentialSchema")
    kept = {k: v for k, v in newer.items() if k not in left_out}
    suite = "https://w3id.org/security/suites/ed25519-2020/v1"
    return {
        "@context": [*contexts, suite],
        **kept,
        "issuanceDate": start,
        "expirationDate": end,
    }


def signed_2020(document: Json) -> Json:
    """Sign with Ed25519Signature2020, which this project does not issue."""
    proof = {
        "type": "Ed25519Signature2020",
        "created": "2026-11-20T10:00:00Z",
        "verificationMethod": signer(1).verification_method,
        "proofPurpose": "assertionMethod",
    }
    suite = Suite.ED25519_SIGNATURE_2020
    data = signing_input(document, proof, suite=suite, canonicalize=canonical_nquads)
    return {**document, "proof": proof | {"proofValue": "z" + base58_encode(signer(1).sign(data))}}


def report_3(document: Json) -> Report:
    return verify(to_bytes(document), documents=OfflineMap(world()), now=NOW)


def test_ed25519signature2020_in_vc_1_1_is_valid() -> None:
    report = report_3(signed_2020(badge_1_1()))
    assert (report.verdict, report.version) == ("valid", "3.0"), report.checks


def test_vc_1_1_has_its_own_dates() -> None:
    ended = {**badge_1_1(), "expirationDate": "2026-11-20T10:00:00Z"}
    assert report_3(signed_2020(ended)).verdict == "expired"
    early = {**badge_1_1(), "issuanceDate": "2026-11-22T10:00:00Z"}
    assert report_3(signed_2020(early)).verdict == "not-yet-valid"


def test_vc_1_1_that_is_tampered_with_is_invalid() -> None:
    tampered = {**signed_2020(badge_1_1()), "name": "Lassen"}
    assert report_3(tampered).verdict == "invalid"


def test_dates_of_the_other_model_are_words_that_nothing_explains() -> None:
    mixed = {**badge(), "issuanceDate": "2026-11-20T09:00:00Z"}
    report = report_3(signed(mixed, suite=Suite.EDDSA_JCS_2022))
    assert report.verdict == "could-not-check"
    assert "term-undefined" in {check.code for check in report.checks}
