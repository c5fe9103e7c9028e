"""Badges as JWT in the older and in the newer form: what stands around them.

Sources: Open Badges 3.0, section 8.2; VC-JOSE-COSE, sections 3.2 and 4.1 (`exp` and `nbf` there
are about the signature, `iss`, `jti` and `sub` repeat the credential); RFC 7515, section 4.1.9.
"""

from typing import Any

import pytest

from badges.fetching import Fetched, OfflineMap
from badges.verifying import Report, verify
from tests.badges.foundry import (
    NOW,
    STATUS_LIST,
    Json,
    badge,
    claims,
    jws,
    p256_signer,
    seconds,
    signed,
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
    assert trouble(judged(token(kind))) == {"signature-wrong"}


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
