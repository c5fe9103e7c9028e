"""From values to signed bytes: what goes in comes out, and what must not be signed is not."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badges import contexts
from badges.documents import writing
from badges.documents.model import (
    Alignment,
    Credential,
    Evidence,
    Identifier,
    Image,
    OtherIdentifier,
    RelatedAchievement,
    Result,
    ResultDescription,
    StatusEntry,
)
from badges.errors import KeyBindingError, LintError, ProofError, TokenError
from badges.issuing import encode, issue, issue_jwt, linting, prepare, prepare_document
from badges.issuing.schemas import Kind
from badges.keys.multikey import PublicKey
from badges.keys.signing import Algorithm, Ed25519Signer
from badges.proofs.data_integrity import Suite, verify_proof
from badges.proofs.vc_jwt import credential_of, read_jwt
from tests.badges.workshop import (
    BADGE,
    FATIMA,
    LEVELS,
    MASTERY,
    NOW,
    P256_SIGNER,
    SCHAKEL,
    SCHAKEL_DID,
    SIGNER,
    SORTING,
    STATUS_LIST,
    badge,
    sorting,
)

EVERYTHING = badge(
    description="Een badge met alles erop en eraan.",
    image=Image("https://badges.example.nl/badge.png"),
    narrative="Sorteerde drie weken lang.",
    activity_start=NOW - timedelta(days=30),
    activity_end=NOW,
    credits_earned=1.5,
    term="najaar",
    refresh_url="https://badges.example.nl/credentials/1.json",
    evidence=(Evidence("https://badges.example.nl/evidence/1", "Proef", genre="Observatie"),),
    identifiers=(Identifier.of_email("Fatima@Example.nl", salt="zout"),),
    issuer=replace(SCHAKEL, parent=replace(SCHAKEL, id="did:web:bkn.example", name="BKN")),
    achievement=sorting(
        creator=SCHAKEL,
        human_code="TS-1",
        field_of_study="Textiel",
        specialization="Kleding",
        credits_available=2,
        other_identifiers=(OtherIdentifier("TS", "ext:Palet"),),
        related=(RelatedAchievement("https://badges.example.nl/achievements/en", "en", "1"),),
        result_descriptions=(
            MASTERY,
            ResultDescription(
                "urn:uuid:33333333-3333-4333-8333-333333333333",
                "Kilo's",
                "ext:Weight",
                allowed_values=("10", "20"),
                required_value="10",
            ),
        ),
    ),
    results=(
        Result(MASTERY.id, LEVELS[1].id),
        Result("urn:uuid:33333333-3333-4333-8333-333333333333", value="20"),
        Result(status="Completed"),
    ),
)


@pytest.mark.parametrize("credential", [BADGE, EVERYTHING], ids=["ours", "with everything"])
@pytest.mark.parametrize("suite", [Suite.EDDSA_RDFC_2022, Suite.EDDSA_JCS_2022])
def test_an_issued_badge_verifies(credential: Credential, suite: Suite) -> None:
    signed = json.loads(issue(prepare(credential), SIGNER, created=NOW, suite=suite))
    (proof,) = signed["proof"]
    assert proof["cryptosuite"] == suite
    verify_proof(signed, proof, key=SIGNER.public_key)


def test_the_signed_bytes_begin_with_the_bytes_that_were_linted() -> None:
    prepared = prepare(BADGE)
    signed = issue(prepared, SIGNER, created=NOW)
    assert signed.startswith(prepared.document[:-1])
    assert {k: v for k, v in json.loads(signed).items() if k != "proof"} == prepared.parsed()


def test_issuing_twice_gives_the_same_bytes() -> None:
    """Ed25519 has no chance in it, and nothing here reads a clock."""
    assert issue(prepare(BADGE), SIGNER, created=NOW) == issue(prepare(BADGE), SIGNER, created=NOW)


def test_a_badge_says_nothing_about_the_person_but_a_pseudonym_and_the_result() -> None:
    subject = prepare(BADGE).parsed()["credentialSubject"]
    assert subject.keys() == {"id", "type", "achievement", "result"}
    assert subject["id"] == FATIMA


def test_contexts_stand_in_the_order_of_the_specification() -> None:
    assert prepare(BADGE).parsed()["@context"] == [
        contexts.CREDENTIALS_V2,
        contexts.OPEN_BADGES_V3,
        contexts.EXTENSIONS,
    ]


def test_nothing_is_null_or_empty() -> None:
    text = prepare(badge(status=None, results=())).document
    assert b"null" not in text
    assert b"[]" not in text
    assert b"{}" not in text


@pytest.mark.parametrize("credential", [BADGE, EVERYTHING], ids=["ours", "with everything"])
def test_a_badge_as_jwt_says_the_same(credential: Credential) -> None:
    prepared = prepare(credential)
    token = read_jwt(issue_jwt(prepared, P256_SIGNER))
    assert credential_of(token) == prepared.parsed()


def test_another_issuers_key_does_not_sign() -> None:
    stranger = replace(SIGNER, verification_method="did:web:elders.example#key-1")
    with pytest.raises(KeyBindingError):
        issue(prepare(BADGE), stranger, created=NOW)
    lookalike = replace(P256_SIGNER, verification_method=SCHAKEL_DID + "-2#key-1")
    with pytest.raises(KeyBindingError):
        issue_jwt(prepare(BADGE), lookalike)


@dataclass(frozen=True)
class BrokenSigner:
    """A key service that signs something else than it was asked to."""

    verification_method: str = SIGNER.verification_method
    algorithm: Algorithm = Algorithm.ED25519

    @property
    def public_key(self) -> PublicKey:
        return SIGNER.public_key

    def sign(self, data: bytes) -> bytes:
        return SIGNER.sign(data + b"!")


def test_a_signature_that_does_not_verify_never_leaves() -> None:
    with pytest.raises(ProofError):
        issue(prepare(BADGE), BrokenSigner(), created=NOW)


@dataclass(frozen=True)
class BrokenTokenSigner(BrokenSigner):
    """The same for tokens."""

    verification_method: str = P256_SIGNER.verification_method
    algorithm: Algorithm = Algorithm.ES256

    @property
    def public_key(self) -> PublicKey:
        return P256_SIGNER.public_key


def test_a_token_that_does_not_verify_never_leaves() -> None:
    with pytest.raises(TokenError):
        issue_jwt(prepare(BADGE), BrokenTokenSigner())


def test_a_key_that_was_swapped_is_noticed() -> None:
    """The public half that a signer shows must be the one that signs."""

    @dataclass(frozen=True)
    class Swapped(BrokenSigner):
        def sign(self, data: bytes) -> bytes:
            return Ed25519Signer("x", Ed25519PrivateKey.generate()).sign(data)

    with pytest.raises(ProofError):
        issue(prepare(BADGE), Swapped(), created=NOW)


UNKNOWN_LEVEL = "urn:uuid:99999999-9999-4999-8999-999999999999"


@pytest.mark.parametrize(
    ("credential", "place"),
    [
        pytest.param(badge(id="badges/1"), "/id", id="a relative id"),
        pytest.param(badge(name=" "), "/name", id="a name of spaces"),
        pytest.param(badge(name="a\x07"), "/name", id="a control character"),
        pytest.param(badge(name="a\x7f"), "/name", id="a delete character"),
        pytest.param(badge(name="a\uffff"), "/name", id="a character that is none"),
        pytest.param(badge(valid_until=NOW), "/validUntil", id="over before it begins"),
        pytest.param(
            badge(awarded=NOW + timedelta(days=9999)), "/validUntil", id="awarded after its end"
        ),
        pytest.param(badge(subject_id=None), "/credentialSubject", id="nobody's badge"),
        pytest.param(badge(subject_id="fatima"), "/credentialSubject/id", id="a name for an id"),
        pytest.param(
            badge(issuer=replace(SCHAKEL, id="https://badges.example.nl")),
            "/issuer/id",
            id="an issuer without DID",
        ),
        pytest.param(
            badge(issuer=replace(SCHAKEL, email="bel ons")), "/issuer/email", id="no e-mail address"
        ),
        pytest.param(
            badge(achievement=sorting(type="Vaardigheid")),
            "/credentialSubject/achievement/achievementType",
            id="a home-made achievement type",
        ),
        pytest.param(
            badge(achievement=sorting(alignments=(Alignment("a", "https://a.nl/", "ESCO"),))),
            "/credentialSubject/achievement/alignment/0/targetType",
            id="ESCO without ext:",
        ),
        pytest.param(
            badge(achievement=sorting(criteria_narrative=None)),
            "/credentialSubject/achievement/criteria",
            id="no criteria",
        ),
        pytest.param(
            badge(achievement=sorting(language="Nederlands")),
            "/credentialSubject/achievement/inLanguage",
            id="a language in words",
        ),
        pytest.param(
            badge(achievement=sorting(image=Image("kleding.png"))),
            "/credentialSubject/achievement/image/id",
            id="a picture without address",
        ),
        pytest.param(
            badge(achievement=sorting(credits_available=-1)),
            "/credentialSubject/achievement/creditsAvailable",
            id="less than no credits",
        ),
        pytest.param(
            badge(results=(Result(MASTERY.id, UNKNOWN_LEVEL),)),
            "/credentialSubject/result/0",
            id="a level of no rubric",
        ),
        pytest.param(
            badge(results=(Result(UNKNOWN_LEVEL, LEVELS[0].id),)),
            "/credentialSubject/result/0",
            id="a result of no description",
        ),
        pytest.param(
            badge(results=(Result(None, LEVELS[0].id),)),
            "/credentialSubject/result/0",
            id="a level without description",
        ),
        pytest.param(
            badge(results=(Result(MASTERY.id),)),
            "/credentialSubject/result/0",
            id="a result that says nothing",
        ),
        pytest.param(
            badge(results=(Result(status="Gehaald"),)),
            "/credentialSubject/result/0/status",
            id="a home-made status",
        ),
        pytest.param(
            badge(
                results=(Result("urn:uuid:4", value="30"),),
                achievement=sorting(
                    result_descriptions=(
                        ResultDescription(
                            "urn:uuid:4", "Kilo's", "RawScore", allowed_values=("10", "20")
                        ),
                    )
                ),
            ),
            "/credentialSubject/result/0",
            id="a value that is not allowed",
        ),
        pytest.param(
            badge(
                results=(),
                achievement=sorting(
                    result_descriptions=(replace(MASTERY, required_level=UNKNOWN_LEVEL),)
                ),
            ),
            "/credentialSubject/achievement/resultDescription/0",
            id="a required level of no rubric",
        ),
        pytest.param(
            badge(
                results=(),
                achievement=sorting(
                    result_descriptions=(
                        ResultDescription(
                            "urn:uuid:4",
                            "Kilo's",
                            "RawScore",
                            allowed_values=("10",),
                            required_value="20",
                        ),
                    )
                ),
            ),
            "/credentialSubject/achievement/resultDescription/0",
            id="a required value that is not allowed",
        ),
        pytest.param(
            badge(subject_id=SORTING.id), "/credentialSubject/id", id="two things with one id"
        ),
        pytest.param(
            badge(status=StatusEntry(STATUS_LIST, 2**40)),
            "/credentialStatus/statusListIndex",
            id="an index of no list",
        ),
        pytest.param(
            badge(status=StatusEntry(STATUS_LIST, 2**30)),
            "/credentialStatus/statusListIndex",
            id="an index of a list too long",
        ),
        pytest.param(badge(evidence=(Evidence(),)), "/evidence/0", id="evidence of nothing"),
    ],
)
def test_what_must_not_be_signed_is_refused_with_its_place(
    credential: Credential, place: str
) -> None:
    with pytest.raises(LintError) as refused:
        prepare(credential)
    assert place in {finding.place for finding in refused.value.findings}
    assert all(finding.message for finding in refused.value.findings)


DOCUMENT = writing.credential(BADGE)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"proof": []}, id="a proof already"),
        pytest.param({"niveau": "2"}, id="a term that no context defines"),
        pytest.param({"issuanceDate": "2026-11-20T09:00:00Z"}, id="a date of VC 1.1"),
        pytest.param({"endorsementJwt": ["a.b.c"]}, id="endorsementJwt"),
        pytest.param({"validFrom": "2026-11-20T09:00:00"}, id="a time without zone"),
        pytest.param({"validFrom": "2026-02-31T09:00:00Z"}, id="a day that does not exist"),
        pytest.param({"@context": DOCUMENT["@context"][:2]}, id="1EdTech types without context"),
        pytest.param({"credentialSchema": []}, id="an empty list"),
        pytest.param({"description": None}, id="a null"),
        pytest.param({"issuer": SCHAKEL_DID}, id="an issuer as text"),
        pytest.param({"name": "\ud800"}, id="half a character"),
        pytest.param({"name": float("nan")}, id="no number"),
        pytest.param(
            {"credentialStatus": DOCUMENT["credentialStatus"] | {"id": STATUS_LIST}},
            id="a status id that is not its own",
        ),
    ],
)
def test_a_crooked_document_is_not_prepared(changes: dict[str, Any]) -> None:
    with pytest.raises(LintError):
        prepare_document(DOCUMENT | changes, Kind.BADGE)


def test_safe_mode_has_the_last_word() -> None:
    """A type that no context defines passes the schema, for more types than ours are allowed."""
    document = DOCUMENT | {"type": [*DOCUMENT["type"], "Zwemdiploma"]}
    with pytest.raises(LintError, match="Zwemdiploma"):
        prepare_document(document, Kind.BADGE)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(LintError, match="more") as refused:
        prepare(badge(id="x", name="", subject_id=None))
    assert len(refused.value.findings) >= 3


def test_findings_do_not_change_the_document() -> None:
    before = encode(DOCUMENT)
    linting.findings(DOCUMENT, Kind.BADGE, text=before)
    assert encode(DOCUMENT) == before


def test_a_name_with_backslashes_tabs_and_quotes_is_fine() -> None:
    name = 'C:\\badge\t"één"\n🧵'
    signed = json.loads(issue(prepare(badge(name=name)), SIGNER, created=NOW))
    assert signed["name"] == name
