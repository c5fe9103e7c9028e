"""Open Badges 2.0 as its text says, not stricter: what Moodle, Credly, Badgr and others write.

Sources: Open Badges 2.0 (tables Assertion, IdentityObject, VerificationObject, SignedBadge,
RevocationList; "Hosted Verification"); the shapes of Moodle's exporters.
"""

from itertools import pairwise
from typing import Any

import pytest

from badges.verifying import CheckId, Outcome
from tests.badges.foundry import (
    Json,
    Old,
    badge,
    changed,
    chunk,
    itxt,
    old_assertion,
    old_signed,
    old_world,
    png,
    signed,
    to_bytes,
)
from tests.badges.verifying.judging import judged, trouble

ISSUER = old_world()[Old.issuer]
CLASS = old_world()[Old.badge]
MOVED = "https://badges.example.nl/ob2/moved/1"
ELSEWHERE = "https://elders.example/ob2/1"


def hosted(**changes: Any) -> tuple[Json, Json]:
    """An assertion and the same at its address."""
    document = old_assertion(**changes)
    return document, {Old.assertion: document}


def moodle() -> Json:
    """With `verify`, the class and the issuer inside, and addresses of scripts."""
    address = "https://badges.example.nl/badges/assertion.php?b=0a1b&obversion=2.0"
    return old_assertion(
        id=address,
        verification=None,
        verify={"type": "hosted", "url": address},
        badge={**CLASS, "version": "1.0", "@language": "nl", "issuer": ISSUER},
        issuedOn="2026-11-20T10:00:00+01:00",
        evidence="https://badges.example.nl/badges/badge.php?hash=0a1b",
    )


@pytest.mark.parametrize(
    "wrap",
    [
        to_bytes,
        lambda document: png(itxt(to_bytes(document), "openbadges")),
        lambda document: png(chunk(b"tEXt", b"openbadges\0" + document["id"].encode())),
        lambda document: document["id"].encode(),
        lambda document: f"Mijn badge ({document['id']}).".encode(),
    ],
    ids=["JSON", "baked", "baked address", "address", "address in a sentence"],
)
def test_a_badge_of_moodle_is_valid(wrap: Any) -> None:
    document = moodle()
    report = judged(wrap(document), **{document["id"]: document})
    assert report.verdict == "valid", report.checks


def test_a_badge_of_moodle_that_was_changed_is_invalid() -> None:
    document = moodle()
    forged = changed(document, "badge", "name", to="Lassen")
    assert judged(forged, **{document["id"]: document}).verdict == "invalid"
    assert judged({**document, "issuedOn": "2020-01-01T00:00:00Z"}, **{document["id"]: document})


def test_the_context_has_two_addresses() -> None:
    document, at = hosted(**{"@context": "https://openbadgespec.org/v2/context.json"})
    assert judged(document, **at).verdict == "valid"
    assert judged({**document, "narrative": "Anders."}, **at).verdict == "invalid"


def test_verification_counts_above_its_alias() -> None:
    both, at = hosted(verify={"type": "SignedBadge"})
    assert judged(both, **at).verdict == "valid"
    neither, at = hosted(verification=None)
    assert judged(neither, **at).verdict == "invalid"


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-20T09:00Z", "2026-11-20T10:00+01:00", "2026-11-20T10:00:00+0100",
        "20261120T090000Z", "2026-11-20T09:00:00.000000Z", "2026-11-20T10:00:00,5+01",
        "2026-11-20t09:00:00z", "2026-11-20T09Z", "2026-11-20T10+01", "20261120T09Z",
    ],
)  # fmt: skip
def test_every_moment_of_iso_8601_with_a_zone_is_read(moment: str) -> None:
    document, at = hosted(issuedOn=moment)
    report = judged(document, **at)
    assert report.verdict == "valid", trouble(report)
    assert report.credential is not None
    assert report.credential["validFrom"] == "2026-11-20T09:00:00Z"


@pytest.mark.parametrize("moment", ["gisteren", "2026-W47-5", "2026-13-01", "2026-11-20T25:00"])
def test_what_is_no_moment_is_misbuilt(moment: str) -> None:
    document, at = hosted(issuedOn=moment)
    assert trouble(judged(document, **at)) == {"shape-wrong"}


ZONELESS = ["2026-11-20", "2026-11-20T09:00:00", "2026-11-20 09:00", "20261120T0900"]


@pytest.mark.parametrize("moment", ZONELESS)
def test_a_moment_without_a_zone_is_wrong_and_nothing_else_is(moment: str) -> None:
    """Open Badges 2.0, DateTime: with a time zone; who gave the badge was checked all the same."""
    document, at = hosted(issuedOn=moment)
    for report in (judged(document, **at), judged(old_signed(issuedOn=moment))):
        assert (report.verdict, trouble(report)) == ("invalid", {"zone-missing"})
        assert report.outcome(CheckId.PROOF) is Outcome.PASS
        assert report.credential is None


def test_a_file_without_a_zone_is_wrong_where_the_website_has_one() -> None:
    report = judged(old_assertion(issuedOn="2026-11-20T09:00:00"))
    assert (report.verdict, trouble(report)) == ("invalid", {"zone-missing"})


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        pytest.param({"issuedOn": "2019-01-01", "expires": "2020-01-01"}, "expired", id="ended"),
        pytest.param({"issuedOn": "2036-01-01T00:00"}, "not-yet-valid", id="to come"),
        pytest.param({"issuedOn": "2026-11-20", "id": "urn:uuid:dead"}, "revoked", id="withdrawn"),
    ],
)
def test_without_a_zone_a_badge_still_tells_what_became_of_it(changes: Json, verdict: str) -> None:
    report = judged(old_signed(**changes))
    assert report.verdict == verdict
    assert "zone-missing" in trouble(report)


@pytest.mark.parametrize("moment", ZONELESS)
def test_a_forgery_without_a_zone_stays_a_forgery(moment: str) -> None:
    document, at = hosted(issuedOn=moment)
    for wrong in (
        judged({**document, "narrative": "Beter werk."}, **at),
        judged(document, **at, **{Old.badge: {**CLASS, "issuer": ELSEWHERE}}),
        judged(document, **{Old.assertion: {"status": 404}}),
        judged(f"{old_signed(issuedOn=moment)[:-8]}AAAAAAAA"),
    ):
        assert wrong.verdict != "valid"
        assert wrong.outcome(CheckId.PROOF) is not Outcome.PASS or wrong.verdict == "invalid"


def test_an_older_badge_needs_no_zone() -> None:
    """Open Badges 1.0 and 1.1, DateTime: a date of ISO 8601."""
    address = "https://badges.example.nl/ob1/1"
    document = {
        "uid": "1",
        "recipient": old_assertion()["recipient"],
        "badge": Old.badge,
        "issuedOn": "2016-11-20T09:00:00",
        "verify": {"type": "hosted", "url": address},
    }
    report = judged(document, **{address: document})
    assert "zone-missing" not in trouble(report)
    assert report.outcome(CheckId.VALID_FROM) is Outcome.PASS


@pytest.mark.parametrize(
    "changes",
    [
        {"type": ["Assertion"]},
        {"type": ["Assertion", "Extension"]},
        {"verification": {"type": ["HostedBadge"]}},
        {"verification": {"type": ["hosted", "VerificationObject"]}},
        {"recipient": {**old_assertion()["recipient"], "type": ["email"]}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_type_may_be_a_list(changes: Json) -> None:
    document, at = hosted(**changes)
    assert judged(document, **at).verdict == "valid"


@pytest.mark.parametrize("kind", ["MerkleProofVerification2017", "DcdsSignature"])
def test_another_way_to_verify_is_left_open_by_its_name(kind: str) -> None:
    """Blockcerts 2.0 are Open Badges 2.0 that anchor their proof in a block chain."""
    document, at = hosted(verification={"type": [kind, "Extension"], "publicKey": "ecdsa:1AwdUW"})
    report = judged(document, **at)
    assert report.verdict == "could-not-check"
    [check] = [check for check in report.checks if check.outcome is Outcome.UNKNOWN and check.place]
    assert (check.code, check.values) == ("signature-kind-unknown", {"kind": kind})


@pytest.mark.parametrize("kind", ["SignedBadge", ["signed", "VerificationObject"]])
def test_a_signed_badge_without_its_signature_is_invalid(kind: Any) -> None:
    document, at = hosted(verification={"type": kind})
    assert trouble(judged(document, **at)) == {"signature-missing"}


# Where documents stand


@pytest.mark.parametrize("kind", [Old.badge, Old.issuer])
def test_a_document_without_a_name_goes_by_its_address(kind: str) -> None:
    document, at = hosted()
    nameless = {name: told for name, told in old_world()[kind].items() if name != "id"}
    report = judged(document, **at, **{kind: nameless})
    assert report.verdict == "valid", trouble(report)


def test_a_class_that_names_another_address_is_a_difference_to_tell() -> None:
    named = {**CLASS, "id": f"{Old.badge}?v=2_0"}
    report = judged(old_assertion(), **{Old.badge: named})
    assert report.verdict == "valid"
    told = next(check for check in report.checks if check.id is CheckId.SCHEMA)
    assert (told.outcome, told.code) == (Outcome.PASS, "class-elsewhere")
    inside = old_assertion(badge=named)
    assert judged(inside, **{Old.assertion: old_assertion(), Old.badge: named}).verdict == "valid"


@pytest.mark.parametrize(
    "there",
    [
        {"id": f"{Old.assertion}?v=2_0"},
        {"badge": f"{Old.badge}?v=2_0"},
        {"evidence": [{"id": "https://a.example/e"}]},
        {"revoked": False},
        {"recipient": {**old_assertion()["recipient"], "type": ["email"]}},
    ],
    ids=lambda there: next(iter(there)),
)
def test_the_same_in_other_words_is_the_same(there: Json) -> None:
    """Badgr asks for a version in the query; others write a reference as an object."""
    given = old_assertion(evidence="https://a.example/e" if "evidence" in there else None)
    hosted_copy = {**given, **there}
    at = {Old.assertion: hosted_copy, f"{Old.badge}?v=2_0": CLASS}
    report = judged(given, **at)
    assert report.verdict == "valid", report.checks


PLAIN = {"type": "email", "hashed": False, "identity": "a@example.com"}


def test_of_one_recipient_one_side_may_tell_only_the_hash() -> None:
    """Badgr answers with the plain address to whoever names it, and puts that into pictures."""
    plain, hashed = old_assertion(recipient=PLAIN), old_assertion()
    assert judged(plain, **{Old.assertion: hashed}).verdict == "valid"
    assert judged(hashed, **{Old.assertion: plain}).verdict == "valid"
    for other in ({"identity": "b@example.com"}, {"type": "url"}, {"identity": ""}):
        changed_one = old_assertion(recipient={**PLAIN, **other})
        assert judged(changed_one, **{Old.assertion: hashed}).verdict == "invalid"


def test_a_plain_identity_needs_no_salt() -> None:
    plain = {"type": "email", "hashed": False, "identity": "a@example.com"}
    given = old_assertion(recipient={**plain, "salt": ""})
    report = judged(given, **{Old.assertion: old_assertion(recipient=plain)})
    assert report.verdict == "valid"


def test_another_class_is_a_forgery_all_the_same() -> None:
    other = {**CLASS, "id": f"{Old.badge}2", "name": "Lassen"}
    assert judged(old_assertion(badge=other)).verdict == "invalid"


def test_a_profile_that_names_somebody_elses_address_is_refused() -> None:
    forged = {**ISSUER, "id": "https://goed.example/issuer"}
    assert judged(old_assertion(), **{Old.issuer: forged}).verdict == "invalid"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_of_a_hosted_document_is_followed(status: int) -> None:
    sent_on = {"status": status, "location": MOVED}
    at = {Old.assertion: sent_on, MOVED: old_assertion()}
    for source in (to_bytes(old_assertion()), Old.assertion.encode()):
        assert judged(source, **at).verdict == "valid"


@pytest.mark.parametrize("address", [Old.badge, Old.issuer, Old.key, Old.revocations])
def test_a_redirect_on_the_same_website_is_followed_for_each_document(address: str) -> None:
    moved = "https://badges.example.nl/nieuw"
    at = {address: {"status": 301, "location": "/nieuw"}, moved: old_world()[address]}
    assert judged(old_signed(), **at).verdict == "valid"
    renamed = {**old_world()[address], "id": moved}
    assert judged(old_signed(), **at | {moved: renamed}).verdict == "valid"


def test_three_redirects_are_followed_and_a_fourth_is_not() -> None:
    steps = [Old.assertion, *(f"https://badges.example.nl/{number}" for number in range(4))]
    at: Json = {here: {"status": 302, "location": there} for here, there in pairwise(steps)}
    at[steps[-1]] = old_assertion()
    assert judged(old_assertion(), **at).verdict == "could-not-check"
    at[steps[-2]] = old_assertion()
    assert judged(old_assertion(), **at).verdict == "valid"


def test_redirects_in_a_circle_end() -> None:
    at = {Old.assertion: {"status": 302, "location": Old.assertion}}
    assert judged(old_assertion(), **at).verdict == "could-not-check"


def test_a_redirect_to_another_website_does_not_speak_for_the_issuer() -> None:
    """An open redirect on the issuer's website would let anybody answer in its name."""
    forged = old_assertion(narrative="Geweldig werk.")
    at = {Old.assertion: {"status": 302, "location": ELSEWHERE}, ELSEWHERE: forged}
    assert trouble(judged(forged, **at)) == {"moved-elsewhere"}
    for address in (Old.issuer, Old.key):
        there = {address: {"status": 302, "location": ELSEWHERE}}
        report = judged(old_signed(), **there | {ELSEWHERE: old_world()[address]})
        assert report.verdict == "could-not-check", address


def test_a_redirect_to_a_host_that_the_issuer_allows_is_followed() -> None:
    allowed = {"allowedOrigins": ["badges.example.nl", "elders.example"]}
    at = {
        Old.assertion: {"status": 302, "location": ELSEWHERE},
        ELSEWHERE: old_assertion(),
        Old.issuer: {**ISSUER, "verification": allowed},
    }
    assert judged(old_assertion(), **at).verdict == "valid"


def test_only_documents_of_2_0_are_reached_over_a_redirect() -> None:
    address = "https://badges.example.nl/credentials/1"
    at = {address: {"status": 302, "location": MOVED}, MOVED: signed(badge())}
    assert trouble(judged(address, **at)) == {"address-unavailable"}
