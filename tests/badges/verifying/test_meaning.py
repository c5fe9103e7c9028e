"""Words and forms: what nobody explains is unknown, and a wrong form does not hide the rest."""

from collections.abc import Callable
from typing import Any

import pytest

from badges.proofs.vc_jwt import sign_jws
from badges.verifying import CheckId, Outcome
from tests.badges.foundry import (
    CONTEXTS,
    REVOKED_INDEX,
    VERVALSER,
    Json,
    Suite,
    badge,
    changed,
    claims,
    collection,
    jwt,
    p256_signer,
    signed,
    signer,
    without,
)
from tests.badges.verifying.judging import judged, trouble
from tests.badges.verifying.test_older_versions import badge_1_1

EDUBADGES = (
    "https://raw.githubusercontent.com/educredentials/obv3-examples/refs/heads/main/contexts/"
    "educredential.json"
)
JCS = Suite.EDDSA_JCS_2022


def edubadge(**changes: Any) -> Json:
    document = {**badge(**changes), "@context": [*CONTEXTS[:2], EDUBADGES]}
    document = changed(
        document, "credentialSubject", "achievement", "type", to=["Achievement", "Educredential"]
    )
    document["credentialSubject"]["achievement"]["SBU"] = 240
    return document


def test_an_unknown_context_behind_the_first_is_told_by_name() -> None:
    for source in (jwt(edubadge()), signed(edubadge(), suite=JCS), unsignable()):
        report = judged(source)
        assert report.verdict == "could-not-check"
        check = next(c for c in report.checks if c.id is CheckId.SAFE_MODE)
        assert (check.code, check.values["context"]) == ("context-unknown", EDUBADGES)
        assert EDUBADGES in check.message


def unsignable() -> Json:
    """What an RDF proof of an edubadge looks like; nobody here can say what it covers."""
    return {**edubadge(), "proof": signed(badge())["proof"]}


def test_an_unknown_context_hides_neither_forgery_nor_withdrawal() -> None:
    token = jwt(edubadge())
    assert judged(token[:-6] + "AAAAAA").verdict == "invalid"
    assert judged({**signed(edubadge(), suite=JCS), "name": "x"}).verdict == "invalid"
    anothers = signed(badge(), signer(9, owner=VERVALSER))["proof"]
    assert judged({**edubadge(), "proof": anothers}).verdict == "invalid"
    assert judged(jwt(edubadge(index=REVOKED_INDEX))).verdict == "revoked"
    assert judged(jwt(edubadge(validUntil="2026-11-20T10:00:00Z"))).verdict == "expired"
    assert judged(jwt(edubadge(validFrom="2027-01-01T00:00:00Z"))).verdict == "not-yet-valid"


def test_the_first_contexts_stay_exact() -> None:
    for contexts in ([EDUBADGES, *CONTEXTS], [CONTEXTS[0], EDUBADGES, CONTEXTS[1]], [EDUBADGES]):
        assert judged(jwt(badge(**{"@context": contexts}))).verdict == "invalid"


def test_an_unknown_context_in_a_collection_leaves_it_open() -> None:
    record = collection([{**edubadge(), "proof": signed(badge())["proof"]}])
    report = judged({**record, "proof": signed(collection([signed(badge())]))["proof"]})
    assert report.verdict == "could-not-check"


def test_a_word_that_nothing_explains_is_unknown_in_a_text_and_wrong_in_rdf() -> None:
    for source in (jwt(badge(geheim="x")), signed(badge(geheim="x"), suite=JCS)):
        report = judged(source)
        assert (report.verdict, trouble(report)) == ("could-not-check", {"term-undefined"})
        assert report.outcome(CheckId.PROOF) is Outcome.PASS
    assert judged({**signed(badge()), "geheim": "x"}).verdict == "invalid"


def test_a_context_inside_the_badge_leaves_it_open_if_the_signature_holds() -> None:
    inside = [*CONTEXTS, {"naam": "https://schema.org/name"}]
    rdf = {**signed(badge()), "@context": inside}
    for source in (rdf, jwt(badge(**{"@context": inside}))):
        report = judged(source)
        assert report.verdict == "could-not-check"
        assert "context-inline" in trouble(report)
    assert judged({**rdf, "name": "Lassen"}).verdict == "invalid"


OWN_WORDS = {"naam": "https://schema.org/name"}


def with_words_in_the_achievement(member: Json) -> Json:
    where = ("credentialSubject", "achievement", "criteria", "@context")
    return changed(member, *where[:-1], to=lambda told: {**told, "@context": OWN_WORDS})


def with_words_at_the_top(member: Json) -> Json:
    return {**member, "@context": [*CONTEXTS, OWN_WORDS]}


@pytest.mark.parametrize("bring", [with_words_in_the_achievement, with_words_at_the_top])
def test_a_context_deep_inside_a_member_leaves_a_collection_open(
    bring: Callable[[Json], Json],
) -> None:
    """Words that are not used change nothing in RDF, so the signature of before still fits."""
    member = bring(signed(badge()))
    rdf = {**collection([member]), "proof": signed(collection([signed(badge())]))["proof"]}
    by_text = collection([signed(bring(badge()), suite=JCS)])
    for source in (member, rdf, jwt(by_text), signed(by_text, suite=JCS)):
        report = judged(source)
        assert report.verdict == "could-not-check"
        assert "context-inline" in trouble(report)
        assert next(c for c in report.checks if c.id is CheckId.SAFE_MODE).place
    for broken in (member, rdf, signed(by_text, suite=JCS)):
        assert judged({**broken, "name": "Lassen"}).verdict == "invalid"
    assert judged(jwt(by_text)[:-6] + "AAAAAA").verdict == "invalid"
    forged = changed(by_text, "credentialSubject", "verifiableCredential", 0, "name", to="Lassen")
    assert judged(jwt(forged)).verdict == "invalid"


@pytest.mark.parametrize("told", [[OWN_WORDS], EDUBADGES, [EDUBADGES], [OWN_WORDS, EDUBADGES]])
def test_words_of_its_own_in_every_form_leave_a_badge_open(told: Any) -> None:
    where = ("credentialSubject", "achievement", "criteria")
    bring = lambda to: changed(to, *where, to=lambda old: {**old, "@context": told})  # noqa: E731
    for source in (bring(signed(badge())), jwt(bring(badge())), signed(bring(badge()), suite=JCS)):
        assert judged(source).verdict == "could-not-check"
    assert judged({**signed(bring(badge()), suite=JCS), "name": "Lassen"}).verdict == "invalid"
    assert judged(jwt(bring(badge(index=REVOKED_INDEX)))).verdict == "revoked"


def test_an_unknown_context_beside_one_of_its_own_leaves_it_open() -> None:
    both = [*CONTEXTS, OWN_WORDS, EDUBADGES]
    assert judged({**signed(badge()), "@context": both}).verdict == "could-not-check"
    member = {**signed(badge()), "@context": [*CONTEXTS, EDUBADGES]}
    record = {**signed(collection([signed(badge())])), **collection([member])}
    record["@context"] = [*record["@context"], OWN_WORDS]
    assert judged(record).verdict == "could-not-check"


def test_a_known_context_in_the_wrong_place_and_a_bare_name_stay_wrong() -> None:
    criteria = ("credentialSubject", "achievement", "criteria")
    for told in ({"@context": CONTEXTS[0]}, {"@context": OWN_WORDS, "a:b": "c"}):
        source = changed(badge(), *criteria, to=lambda old, told=told: {**old, **told})
        assert judged(jwt(source)).verdict == "invalid"


@pytest.mark.parametrize("name", ["iat", "aud", "cnf"])
def test_claims_about_the_token_itself_are_no_words_of_the_badge(name: str) -> None:
    assert judged(jwt(badge(), **{name: 1763715600})).verdict == "valid"


# Claims that stand instead of properties (VC Data Model 1.1, section 6.3.1)


def as_claims(*left_out: str, **changes: Any) -> str:
    document = {k: v for k, v in badge_1_1().items() if k != "proof"}
    document["@context"] = document["@context"][:2]
    newer = {**document, "validFrom": document["issuanceDate"]}
    told = {**claims(newer), "exp": claims({**newer, "validUntil": newer["expirationDate"]})["exp"]}
    for steps in left_out:
        document = without(document, *steps.split("/"))
    return sign_jws(told | {"vc": document} | changes, p256_signer(), kind="JWT")


@pytest.mark.parametrize(
    "left_out",
    [
        ("id",), ("issuanceDate",), ("expirationDate",), ("credentialSubject/id",), ("issuer/id",),
        ("issuer",), ("id", "issuanceDate", "expirationDate", "credentialSubject/id"), (),
    ],
)  # fmt: skip
def test_a_claim_may_stand_instead_of_the_property(left_out: tuple[str, ...]) -> None:
    report = judged(as_claims(*left_out))
    assert report.verdict == "valid", report.checks
    assert report.credential is not None
    assert report.credential["id"] == badge()["id"]


@pytest.mark.parametrize("name", ["nbf", "exp", "iss", "jti", "sub"])
def test_a_claim_beside_a_property_may_not_differ(name: str) -> None:
    value = 1 if name in ("nbf", "exp") else "urn:uuid:other"
    assert judged(as_claims(**{name: value})).verdict == "invalid"


@pytest.mark.parametrize("value", ["gisteren", [], {}, 1e300, -1e300, True])
def test_a_claim_that_is_no_moment_is_wrong(value: Any) -> None:
    assert judged(as_claims("issuanceDate", nbf=value)).verdict in ("invalid", "valid")
    assert judged(as_claims("issuanceDate", nbf=[])).verdict == "invalid"


def test_an_end_in_the_claims_counts() -> None:
    ended = judged(as_claims("expirationDate", exp=1763715600))
    assert ended.verdict == "invalid", "it ends before it begins"
    early = judged(as_claims("issuanceDate", nbf=1900000000))
    assert early.verdict == "not-yet-valid"


# A wrong form alone


def misshapen(index: int = 100, **changes: Any) -> Json:
    """Signed by the issuer, with a word for a level that the rules do not have."""
    document = badge(index, **changes)
    return changed(
        document, "credentialSubject", "achievement", "achievementType", to="Vaardigheid"
    )


def test_a_badge_whose_form_alone_is_wrong_says_whether_it_was_withdrawn_or_ended() -> None:
    ended = {"validUntil": "2026-11-20T10:00:00Z"}
    for seal in (signed, jwt):
        assert judged(seal(misshapen())).verdict == "invalid"
        assert judged(seal(misshapen(REVOKED_INDEX))).verdict == "revoked"
        assert judged(seal(misshapen(**ended))).verdict == "expired"
        assert judged(seal(misshapen(validFrom="2027-01-01T00:00:00Z"))).verdict == "not-yet-valid"


def test_a_wrong_form_with_a_broken_signature_is_invalid_whatever_it_says() -> None:
    forged = {**signed(misshapen()), "validUntil": "2026-11-20T10:00:00Z"}
    assert judged(forged).verdict == "invalid"
    assert judged(signed(misshapen(REVOKED_INDEX), signer(9))).verdict == "invalid"


@pytest.mark.parametrize(
    ("name", "told"),
    [("criteria", {}), ("description", ""), ("name", ""), ("tag", []), ("alignment", [])],
)
def test_what_the_official_schema_lets_be_empty_may_be_empty(name: str, told: Any) -> None:
    document = changed(badge(), "credentialSubject", "achievement", name, to=told)
    assert judged(signed(document)).verdict == "valid"


def test_nothing_is_shown_of_a_badge_of_a_wrong_form() -> None:
    assert judged(signed(misshapen(REVOKED_INDEX))).credential is None


# The list of withdrawn badges


def test_an_index_that_is_a_number_is_never_green() -> None:
    number = changed(badge(), "credentialStatus", "statusListIndex", to=100)
    assert trouble(judged(signed(number))) == {"status-index-number"}
    revoked = changed(badge(), "credentialStatus", "statusListIndex", to=REVOKED_INDEX)
    assert judged(signed(revoked)).verdict == "revoked"


# A newer version


def refreshing(**changes: Any) -> Json:
    service = {"id": "https://badges.example.nl/refresh/1", "type": "1EdTechCredentialRefresh"}
    return badge(refreshService={**service, **changes})


def test_a_newer_version_is_offered_and_not_fetched() -> None:
    report = judged(signed(refreshing()))
    assert report.verdict == "valid"
    assert report.refresh == "https://badges.example.nl/refresh/1"
    assert report.to_json()["refresh"] == report.refresh


def test_a_newer_version_may_stand_at_the_badges_own_address() -> None:
    own = badge()["id"]
    report = judged(signed(refreshing(id=own)))
    assert (report.verdict, report.refresh) == ("valid", own)


def test_a_refresh_service_may_not_speak_for_the_badge() -> None:
    merged = refreshing(id=badge()["id"])
    merged["refreshService"]["validUntil"] = merged.pop("validUntil")
    assert judged({**merged, "proof": signed(badge())["proof"]}).verdict == "invalid"


def test_a_refresh_service_of_another_kind_is_not_offered() -> None:
    report = judged(jwt(refreshing(type="ManualRefreshService2018")))
    assert report.refresh is None
