"""Is it a badge at all, and what did it come in?"""

import json
import time
from typing import Any

import pytest

from badges.commands import main
from badges.proofs.vc_jwt import sign_jws
from badges.verifying import Report
from tests.badges.foundry import (
    REVOKED_INDEX,
    SCHAKEL,
    Json,
    Suite,
    achievement,
    badge,
    changed,
    chunk,
    collection,
    itxt,
    jwt,
    old_assertion,
    old_signed,
    old_world,
    p256_signer,
    png,
    signed,
    signer,
    status_list,
    to_bytes,
    without,
    world,
)
from tests.badges.verifying.judging import judged, trouble

VC = "https://www.w3.org/ns/credentials/v2"
SUBJECT = {"id": "urn:uuid:1", "degree": {"type": "BachelorDegree", "name": "Kunst"}}


def credential(*types: str, **changes: Any) -> Json:
    return {
        "@context": [VC], "type": ["VerifiableCredential", *types], "issuer": SCHAKEL,
        "validFrom": "2026-01-01T00:00:00Z", "credentialSubject": SUBJECT, **changes,
    }  # fmt: skip


def token_of(payload: Json) -> str:
    return sign_jws(payload, p256_signer(), kind="JWT")


DIPLOMA = credential("UniversityDegreeCredential")
SD_JWT = jwt(credential(issuer={"id": SCHAKEL}, id="urn:uuid:2")) + "~WyJhIiwiYiIsImMiXQ~"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        pytest.param(DIPLOMA, "other-credential", id="a diploma"),
        pytest.param({**DIPLOMA, "@context": [VC, "https://w3id.org/openbadges/v2"]},
                     "other-credential", id="a diploma in words of 2.0"),
        pytest.param(signed(DIPLOMA | {"id": "urn:uuid:2"}, suite=Suite.EDDSA_JCS_2022),
                     "other-credential", id="a signed diploma"),
        pytest.param({"vc": DIPLOMA, "iss": SCHAKEL}, "other-credential", id="a diploma as JWT"),
        pytest.param({"vc": DIPLOMA, "iss": "did:web:vervalser.example", "nbf": 1},
                     "other-credential", id="a diploma with other claims"),
        pytest.param(credential("EuropeanDigitalCredential"), "other-credential", id="ELM"),
        pytest.param(credential("PermanentResidentCard"), "other-credential", id="an identity"),
        pytest.param(SD_JWT, "other-credential", id="an SD-JWT"),
        pytest.param({"iss": SCHAKEL, "vct": "urn:eudi:pid:1"}, "other-credential", id="a PID"),
        pytest.param(signed(status_list(), signer(2)), "status-list", id="a status list"),
        pytest.param(old_world()["https://badges.example.nl/ob2/badges/1"], "badge-part",
                     id="a badge class"),
        pytest.param(old_world()["https://badges.example.nl/ob2/issuer"], "badge-part",
                     id="an issuer"),
        pytest.param({"@context": "https://w3id.org/openbadges/v1", "type": "BadgeClass"},
                     "badge-part", id="a badge class of 1.1"),
        pytest.param({"@context": badge()["@context"], **achievement()}, "badge-part",
                     id="an achievement"),
        pytest.param(world()[SCHAKEL], "not-a-badge", id="a DID document"),
        pytest.param({"@context": "https://schema.org", "@type": "Person"}, "not-a-badge",
                     id="schema.org"),
        pytest.param({"iss": "https://a.example", "email": "a@example.com"}, "not-a-badge",
                     id="a sign-in token"),
        pytest.param([1, 2], "not-a-badge", id="a list of numbers"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)), "nothing-found",
                     id="a holiday photo"),
        pytest.param(b"RIFF\x10\0\0\0WEBPVP8 " + bytes(200), "nothing-found", id="WebP"),
        pytest.param(b"PK\x03\x04" + bytes(range(200, 256)), "nothing-found", id="a ZIP file"),
        pytest.param(b"\x00\x00\x00\x1cftypheic" + b"\xff" * 50, "nothing-found", id="HEIC"),
        pytest.param(png(), "no-badge-in-image", id="a picture"),
        pytest.param(b"<!DOCTYPE html><html><body>openbadges <svg/></body></html>", "web-page",
                     id="a web page"),
        pytest.param(b"\n<!-- saved --><HTML lang=nl>purl.imsglobal.org", "web-page",
                     id="a saved web page"),
        pytest.param(b"<elmo xmlns='https://github.com/emrex-eu'><learner/></elmo>",
                     "nothing-found", id="an ELMO document"),
        pytest.param(b"<https://a.example/a> <https://purl.imsglobal.org/b> <d:e> .",
                     "nothing-found", id="N-Quads"),
    ],
)  # fmt: skip
def test_what_is_no_badge_is_called_no_badge(source: Any, code: str) -> None:
    for form in _forms(source):
        report = judged(form)
        assert (report.verdict, trouble(report)) == ("no-credential", {code})


def _forms(source: Any) -> list[Any]:
    """As it is; claims come as a token."""
    claims_only = isinstance(source, dict) and "@context" not in source
    return [sign_jws(source, p256_signer(), kind="JWT")] if claims_only else [source]


@pytest.mark.parametrize(
    "changes",
    [
        {"type": ["VerifiableCredential"]}, {"type": ["VerifiableCredential", "Diploma"]},
        {"type": "OpenBadgeCredential"}, {"@context": [VC]}, {"@context": VC},
    ],
)  # fmt: skip
def test_a_badge_that_gives_itself_out_wrongly_is_not_called_another_kind(changes: Json) -> None:
    assert judged({**signed(badge()), **changes}).verdict == "invalid"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        pytest.param(to_bytes(signed(badge())) + b" " * 1_100_000, "too-large", id="JSON of 1 MB"),
        pytest.param(png(itxt(jwt()), chunk(b"tEXt", b"a\0" + b"x" * 5_300_000)), "too-large",
                     id="a picture of 5 MB"),
        pytest.param(b"%PDF-1.7" + b"x" * 5_300_000, "too-large", id="PDF of 5 MB"),
        pytest.param(png(chunk(b"tEXt", b"openbadges\0http://a.example/assertion/1")),
                     "address-not-https", id="an address without a lock"),
        pytest.param(old_assertion(id="http://a.example/1"), "hosted-unavailable",
                     id="an assertion without a lock"),
    ],
)  # fmt: skip
def test_what_is_beyond_our_limits_is_left_open(source: Any, code: str) -> None:
    report = judged(source)
    assert (report.verdict, trouble(report)) == ("could-not-check", {code})


DRAFT = without(old_assertion(), "verification") | {
    "uid": "x", "verify": {"type": "hosted", "url": "https://badges.example.nl/ob2/assertions/1"},
    "@context": "http://openbadges.org/standard/1.1/context", "@type": "assertion",
}  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [DRAFT, token_of({"iss": SCHAKEL, "vc": {**old_assertion(), "@context": "https://a.example"}})]
)  # fmt: skip
def test_an_assertion_in_words_that_are_not_known_is_left_open(source: Any) -> None:
    report = judged(source)
    assert (report.verdict, trouble(report)) == ("could-not-check", {"version-unknown"})


def test_comments_without_end_before_a_page_cost_nothing() -> None:
    """A pattern that tries every way to cut them would need longer than the world exists."""
    started = time.process_time()
    assert judged(b"<!---->" * 280 + b"<x").verdict == "no-credential"
    assert time.process_time() - started < 0.5


# Wrappers


GOOD = signed(badge())
ENVELOPE = {
    "@context": VC, "type": "EnvelopedVerifiableCredential",
    "id": f"data:application/vc+jwt,{jwt()}",
}  # fmt: skip


def presentation(*inside: Any, **changes: Any) -> Json:
    members = {"verifiableCredential": list(inside)} if inside else {}
    return {"@context": [VC], "type": ["VerifiablePresentation"], **members, **changes}


ONE = [
    pytest.param(presentation(GOOD), id="presentation"),
    pytest.param(presentation(verifiableCredential=GOOD), id="presentation, no list"),
    pytest.param(presentation(GOOD, type="VerifiablePresentation", holder="x:y"), id="holder"),
    pytest.param(presentation(GOOD, proof={"type": "Anything"}), id="presentation with a proof"),
    pytest.param(presentation(jwt()), id="JWT in a presentation"),
    pytest.param(presentation(ENVELOPE), id="envelope in a presentation"),
    pytest.param(presentation(presentation(GOOD)), id="presentation in a presentation"),
    pytest.param(ENVELOPE, id="envelope"),
    pytest.param({**ENVELOPE, "type": ["EnvelopedVerifiableCredential"]}, id="envelope, list"),
    pytest.param(
        {"@context": VC, "type": "EnvelopedVerifiablePresentation",
         "id": f"data:application/vp+jwt,{token_of(presentation(ENVELOPE))}"},
        id="enveloped presentation"),
    pytest.param(token_of({"iss": "did:key:z6Mk", "vp": presentation(jwt())}), id="vp in a JWT"),
    pytest.param(token_of({"vp": presentation(GOOD), "nonce": "1"}), id="vp in a JWT, JSON inside"),
    pytest.param(token_of(presentation(ENVELOPE)), id="presentation as JWT"),
    pytest.param([GOOD], id="list"),
    pytest.param([jwt()], id="list of a JWT"),
    pytest.param({"credential": [GOOD]}, id="answer of an API"),
    pytest.param({"credential": [], "compactJwsString": [jwt()]}, id="answer with a JWT"),
    pytest.param({"verifiableCredential": GOOD}, id="VC API"),
    pytest.param({"verifiablePresentation": presentation(GOOD)}, id="VC API, presentation"),
    pytest.param({"vp_token": jwt(), "state": "x"}, id="OpenID4VP, one token"),
    pytest.param({"vp_token": [presentation(GOOD)]}, id="OpenID4VP, a list"),
    pytest.param({"vp_token": presentation(jwt())}, id="OpenID4VP, a presentation"),
    pytest.param({"vp_token": {"badge": [jwt()]}}, id="OpenID4VP, by query"),
    pytest.param({"vp_token": {"a": [], "b": [presentation(GOOD)]}}, id="OpenID4VP, two queries"),
    pytest.param({"status": {}, "assertions": [old_assertion()]}, id="2.1 API"),
    pytest.param({"assertions": [], "signedAssertions": [old_signed()]}, id="2.1 API, signed"),
]  # fmt: skip


@pytest.mark.parametrize("source", ONE)
def test_one_badge_in_a_wrapper_is_judged_as_if_alone(source: Any) -> None:
    report = judged(source)
    assert report.verdict == "valid", report.checks
    assert report.reports == ()


@pytest.mark.parametrize("source", ONE)
def test_a_forgery_in_a_wrapper_is_a_forgery(source: Any) -> None:
    """In the same wrapper, with one letter of the signature changed."""
    text = source if isinstance(source, str) else json.dumps(source)
    proof = GOOD["proof"][0]["proofValue"]
    if proof in text:
        text = text.replace(proof, signed(badge(name="x"))["proof"][0]["proofValue"])
        assert judged(text).verdict == "invalid"


def test_a_revoked_badge_in_a_wrapper_is_revoked() -> None:
    assert judged(presentation(signed(badge(REVOKED_INDEX)))).verdict == "revoked"
    assert judged(presentation(jwt(badge(REVOKED_INDEX)))).verdict == "revoked"


@pytest.mark.parametrize(
    ("source", "verdict", "code"),
    [
        pytest.param(presentation(), "no-credential", "wrapper-empty", id="empty"),
        pytest.param(presentation(DIPLOMA), "no-credential", "other-credential", id="a diploma"),
        pytest.param({**ENVELOPE, "id": "data:application/vc+cose;base64,AAAA"}, "could-not-check",
                     "envelope-unknown", id="COSE"),
        pytest.param({**ENVELOPE, "id": f"data:application/vc+sd-jwt,{SD_JWT}"}, "no-credential",
                     "other-credential", id="SD-JWT"),
        pytest.param({"vp_token": {"pid": ["o2d2ZXJzaW9u"]}}, "no-credential", "not-a-badge",
                     id="an mdoc"),
        pytest.param({"vp_token": {"pid": [SD_JWT]}}, "no-credential", "other-credential",
                     id="an SD-JWT by query"),
        pytest.param([SD_JWT], "no-credential", "other-credential", id="a list of an SD-JWT"),
        pytest.param(
            {"@context": GOOD["@context"], "@graph": [without(GOOD, "@context")]},
            "could-not-check", "graph", id="a graph",
        ),
        pytest.param({"@context": [VC], "@graph": [presentation(GOOD)]}, "could-not-check",
                     "graph", id="a presentation in a graph"),
        pytest.param({"@context": [VC], "@graph": without(GOOD, "@context")}, "could-not-check",
                     "graph", id="a graph of one"),
        pytest.param({"@context": [VC], "@graph": [{"type": "Person"}, DIPLOMA]}, "no-credential",
                     "other-credential", id="a diploma in a graph"),
        pytest.param({"@context": "https://schema.org", "@graph": [{"type": "Person"}, 5]},
                     "no-credential", "not-a-badge", id="a graph of a web page"),
        pytest.param({**ENVELOPE, "id": "https://a.example/1"}, "could-not-check",
                     "envelope-unknown", id="an address"),
    ],
)  # fmt: skip
def test_wrappers_without_a_badge(source: Any, verdict: str, code: str) -> None:
    report = judged(source)
    assert (report.verdict, trouble(report)) == (verdict, {code})


def test_wrappers_too_deep_or_too_many_are_left_open() -> None:
    deep = GOOD
    for _ in range(6):
        deep = presentation(deep)
    assert judged(deep).verdict == "could-not-check"
    assert judged([GOOD] * 51).verdict == "could-not-check"


def test_several_badges_each_have_a_report() -> None:
    report = judged(presentation(GOOD, signed(badge(REVOKED_INDEX)), DIPLOMA, "eyJonzin"))
    verdicts = [one.verdict.value for one in report.reports]
    assert verdicts == ["valid", "revoked", "no-credential", "no-credential"]
    assert report.verdict == "valid"
    assert [one["verdict"] for one in report.to_json()["reports"]] == verdicts


def test_several_badges_in_one_picture_are_refused() -> None:
    text = json.dumps(presentation(GOOD, signed(badge(7))))
    assert trouble(judged(png(itxt(text)))) == {"several-badges"}
    assert judged(png(itxt(json.dumps(presentation(GOOD))))).verdict == "valid"


@pytest.mark.parametrize(
    ("inside", "status"),
    [
        ((GOOD, GOOD), 0),
        ((GOOD, signed(badge(REVOKED_INDEX))), 1),
        ((GOOD, DIPLOMA), 2),
        ((DIPLOMA, GOOD, signed(badge(REVOKED_INDEX))), 1),
    ],
)
def test_the_exit_status_is_that_of_the_worst(inside: Any, status: int, tmp_path: Any) -> None:
    (tmp_path / "vp.json").write_text(json.dumps(presentation(*inside)))
    (tmp_path / "map.json").write_text(json.dumps({"documents": world()}))
    command = ["verify", str(tmp_path / "vp.json"), "--map", str(tmp_path / "map.json")]
    assert main([*command, "--now", "2026-11-21T12:00:00Z"]) == status


def test_a_member_of_a_collection_may_come_in_an_envelope() -> None:
    report = judged(signed(collection([ENVELOPE, GOOD])))
    assert report.verdict == "valid", trouble(report)
    assert _verdicts(report) == ["valid", "valid"]
    revoked = {**ENVELOPE, "id": f"data:application/vc+jwt,{jwt(badge(REVOKED_INDEX))}"}
    assert judged(signed(collection([revoked]))).verdict == "revoked"
    cose = {**ENVELOPE, "id": "data:application/vc+cose,AAAA"}
    assert judged(signed(collection([cose]))).verdict == "could-not-check"


def _verdicts(report: Report) -> list[str]:
    return [member.verdict.value for member in report.members]


def test_a_record_of_clr_2_0_0_is_read() -> None:
    first = "https://purl.imsglobal.org/spec/clr/v2p0/context.json"
    record = changed(collection([GOOD]), "@context", 1, to=first)
    report = judged(signed(record))
    assert (report.verdict, report.version) == ("valid", "clr-2.0")
    assert judged({**signed(record), "name": "x"}).verdict == "invalid"
