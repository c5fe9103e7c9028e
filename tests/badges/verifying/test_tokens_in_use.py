"""Badges as JWT in the older and in the newer form: what stands around them.

Sources: Open Badges 3.0, section 8.2; VC-JOSE-COSE, sections 3.2 and 4.1 (`exp` and `nbf` there
are about the signature, `iss`, `jti` and `sub` repeat the credential); RFC 7515, section 4.1.9.
"""

from typing import Any

import pytest

from badges.fetching import Fetched, OfflineMap
from badges.verifying import CheckId, Outcome, Report, verify
from badges.verifying.resolving import MAX_KEYS
from tests.badges.foundry import (
    NOW,
    REVOKED_INDEX,
    SCHAKEL,
    STATUS_LIST,
    Json,
    badge,
    claims,
    jws,
    p256_signer,
    seconds,
    signed,
    signer,
    status_list,
    to_bytes,
    without,
    world,
)
from tests.badges.verifying.judging import judged, trouble

LAST_YEAR, NEXT_YEAR = seconds("2025-11-21T12:00:00Z"), seconds("2027-11-21T12:00:00Z")


def token(kind: str = "vc+jwt", document: Json | None = None, **changes: Any) -> str:
    """A badge as JWT; claims that are None are left out."""
    document = document or badge()
    payload = claims(document) | document | changes
    header = {"alg": "ES256", "typ": kind, "kid": p256_signer().verification_method}
    told = {name: value for name, value in payload.items() if value is not None}
    return jws(header, told, p256_signer().sign)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        pytest.param({"exp": NEXT_YEAR}, "valid", id="signed for a year, valid for ten"),
        pytest.param({"exp": LAST_YEAR}, "expired", id="signature ended"),
        pytest.param({"nbf": seconds("2026-11-20T10:00:00Z")}, "valid", id="signed an hour later"),
        pytest.param({"nbf": NEXT_YEAR}, "not-yet-valid", id="signature to come"),
        pytest.param({"nbf": None, "exp": None, "iat": LAST_YEAR}, "valid", id="when it was made"),
        pytest.param({"exp": "morgen"}, "invalid", id="no moment"),
        pytest.param({"iss": "did:web:vervalser.example"}, "invalid", id="another issuer"),
        pytest.param({"jti": "urn:uuid:other"}, "invalid", id="another badge"),
        pytest.param({"sub": "urn:uuid:other"}, "invalid", id="another holder"),
    ],
)
def test_moments_of_a_newer_token_are_those_of_its_signature(changes: Json, verdict: str) -> None:
    report = judged(token(**changes))
    assert report.verdict == verdict, trouble(report)


def test_a_newer_token_may_end_where_the_badge_does_not() -> None:
    endless = without(badge(), "validUntil")
    assert judged(token(document=endless, exp=NEXT_YEAR)).verdict == "valid"
    report = judged(token(document=endless, exp=LAST_YEAR))
    assert (report.verdict, trouble(report)) == ("expired", {"signature-ended"})
    assert {check.place for check in report.checks if check.code == "signature-ended"} == {"/exp"}


@pytest.mark.parametrize("name", ["exp", "nbf"])
def test_moments_of_an_older_token_repeat_those_of_the_badge(name: str) -> None:
    assert judged(token("JWT", **{name: LAST_YEAR})).verdict == "invalid"
    assert judged(token("JWT", **{name: NEXT_YEAR})).verdict == "invalid"


@pytest.mark.parametrize("kind", ["application/vc+jwt", "application/JWT", "jwt", "VC+LD+JWT"])
def test_a_type_is_a_media_type(kind: str) -> None:
    report = judged(token(kind))
    assert report.verdict == "valid", trouble(report)


@pytest.mark.parametrize("kind", ["application/dpop+jwt", "at+jwt", "application/", ""])
def test_a_token_for_another_use_is_no_badge_of_the_issuer(kind: str) -> None:
    report = judged(token(kind))
    assert (report.verdict, trouble(report)) == ("invalid", {"envelope-wrong"})


@pytest.mark.parametrize("name", ["iss", "jti", "sub", "nbf", "exp"])
def test_a_claim_that_an_older_token_leaves_out_is_a_fault_of_form(name: str) -> None:
    """Everything that the badge says is signed, so it is no forgery (section 8.2.4.1)."""
    report = judged(token("JWT", **{name: None}))
    assert (report.verdict, trouble(report)) == ("invalid", {"envelope-wrong"})
    assert report.outcome(CheckId.PROOF) is Outcome.PASS
    revoked = judged(token("JWT", badge(REVOKED_INDEX), **{name: None}))
    assert revoked.verdict == "revoked"
    forged = token("JWT", **{name: None})[:-8] + "AAAAAAAA"
    assert trouble(judged(forged)) == {"signature-wrong"}


# What names no key


def unnamed(kind: str = "vc+jwt", *, key: Any = None, **header: Any) -> str:
    """A badge as JWT whose header names no key, or only the issuer."""
    told = {"alg": "ES256", "typ": kind, **header}
    return jws(told, claims(badge()) | badge(), (key or p256_signer()).sign)


@pytest.mark.parametrize("kind", ["JWT", "vc+jwt"])
@pytest.mark.parametrize("header", [{}, {"kid": SCHAKEL}], ids=["nothing", "the issuer"])
def test_a_key_that_is_not_named_is_found_among_the_issuers(kind: str, header: Json) -> None:
    report = judged(unnamed(kind, **header))
    assert (report.verdict, trouble(report)) == ("invalid", {"envelope-wrong"})
    assert report.outcome(CheckId.PROOF) is Outcome.PASS


@pytest.mark.parametrize("number", [3, 4, 5, 9])
def test_only_keys_that_make_claims_for_the_issuer_now_are_tried(number: int) -> None:
    """Not those for signing in, stolen, ended or somebody else's."""
    report = judged(unnamed(key=signer(number), alg="EdDSA"))
    assert (report.verdict, trouble(report)) == ("invalid", {"signature-wrong"})


def test_an_issuer_without_keys_for_claims_signed_nothing() -> None:
    gone = {**world()[SCHAKEL], "assertionMethod": []}
    report = judged(unnamed(), **{SCHAKEL: gone})
    assert (report.verdict, trouble(report)) == ("invalid", {"key-not-issuers"})


def test_keys_without_number_are_not_tried() -> None:
    many = [f"{SCHAKEL}#{number}" for number in range(MAX_KEYS + 1)]
    report = judged(unnamed(), **{SCHAKEL: {**world()[SCHAKEL], "assertionMethod": many}})
    assert (report.verdict, trouble(report)) == ("could-not-check", {"key-name-unknown"})


# What is damaged, or something else


@pytest.mark.parametrize(
    ("source", "verdict", "code"),
    [
        pytest.param(token().rpartition(".")[0] + ".", "invalid", "signature-missing", id="empty"),
        pytest.param(token().rpartition(".")[0], "invalid", "shape-wrong", id="two parts"),
        pytest.param(token() + "=", "invalid", "shape-wrong", id="padded"),
        pytest.param(jws({"alg": "RS256"}, {"iss": "https://a.example"}, lambda _: b"x") + "=",
                     "no-credential", "not-a-badge", id="a damaged sign-in token"),
        pytest.param(jws({"alg": "none"}, {"software_id": "x"}, lambda _: b""),
                     "no-credential", "not-a-badge", id="a statement about software"),
        pytest.param(jws({"alg": "ES256"}, {"vct": "urn:x"}, lambda _: b"x") + "=",
                     "no-credential", "other-credential", id="a damaged credential"),
        pytest.param(token("dc+sd-jwt"), "no-credential", "other-credential", id="SD-JWT"),
    ],
)  # fmt: skip
def test_what_is_left_of_a_token_tells_what_it_was(source: str, verdict: str, code: str) -> None:
    report = judged(source)
    assert (report.verdict, trouble(report)) == (verdict, {code})


class ListAsToken(OfflineMap):
    """The list of withdrawn badges as a JWT."""

    def __init__(self, listed: str) -> None:
        super().__init__(world())
        self._listed = listed

    def get(self, identifier: str) -> Fetched:
        if identifier == STATUS_LIST:
            return Fetched(200, self._listed.encode(), "application/vc+jwt")
        return super().get(identifier)


def with_list(kind: str = "vc+jwt", **more: Any) -> Report:
    header = {"alg": "ES256", "typ": kind, "kid": p256_signer().verification_method}
    listed = jws(header, status_list() | more, p256_signer().sign)
    return verify(to_bytes(signed(badge())), documents=ListAsToken(listed), now=NOW)


def test_a_list_of_withdrawn_badges_may_be_signed_for_a_short_time() -> None:
    later = "2030-01-01T00:00:00Z"
    assert with_list(exp=NEXT_YEAR, validUntil=later, iat=LAST_YEAR).verdict == "valid"


@pytest.mark.parametrize("kind", ["vc+jwt", "JWT"])
@pytest.mark.parametrize("moment", [{"exp": LAST_YEAR}, {"nbf": NEXT_YEAR, "validFrom": None}])
def test_a_list_that_is_not_signed_for_now_says_nothing(kind: str, moment: Json) -> None:
    report = with_list(kind, **moment)
    assert (report.verdict, trouble(report)) == ("could-not-check", {"status-not-believed"})
