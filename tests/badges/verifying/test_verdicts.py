"""From checks to one verdict: which of several troubles is told first."""

from itertools import combinations

import pytest

from badges.verifying.messages import MESSAGES
from badges.verifying.report import Check, CheckId, Outcome, Report, Verdict, verdict_of

PASS, FAIL, UNKNOWN, SKIP = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.SKIP


def checks(**outcomes: Outcome) -> list[Check]:
    told = {CheckId(name.replace("_", "-")): outcome for name, outcome in outcomes.items()}
    return [Check(name, told.get(name, PASS), "readable") for name in CheckId]


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        ({}, "valid"),
        ({"issuer": SKIP, "status": SKIP, "recipient": SKIP, "endorsements": SKIP}, "valid"),
        ({"endorsements": UNKNOWN}, "valid"),
        ({"issuer": FAIL}, "unknown-issuer"),
        ({"issuer": UNKNOWN}, "could-not-check"),
        ({"status": UNKNOWN}, "could-not-check"),
        ({"status": UNKNOWN, "issuer": FAIL}, "could-not-check"),
        ({"recipient": UNKNOWN}, "could-not-check"),
        ({"valid_until": FAIL}, "expired"),
        ({"valid_until": FAIL, "status": UNKNOWN}, "expired"),
        ({"valid_until": FAIL, "issuer": FAIL}, "expired"),
        ({"valid_from": FAIL}, "not-yet-valid"),
        ({"status": FAIL}, "revoked"),
        ({"status": FAIL, "valid_until": FAIL, "issuer": FAIL}, "revoked"),
        ({"proof": UNKNOWN}, "could-not-check"),
        ({"key_controller": UNKNOWN, "proof": SKIP}, "could-not-check"),
        ({"proof": UNKNOWN, "status": FAIL, "valid_until": FAIL}, "could-not-check"),
        ({"safe_mode": UNKNOWN, "proof": SKIP}, "could-not-check"),
        ({"parse": FAIL}, "invalid"),
        ({"schema": FAIL, "proof": SKIP}, "invalid"),
        ({"schema": FAIL}, "invalid"),
        ({"schema": FAIL, "status": FAIL}, "revoked"),
        ({"schema": FAIL, "valid_until": FAIL}, "expired"),
        ({"schema": FAIL, "valid_from": FAIL}, "not-yet-valid"),
        ({"schema": FAIL, "proof": SKIP, "status": FAIL}, "invalid"),
        ({"schema": FAIL, "proof": FAIL, "status": FAIL}, "invalid"),
        ({"safe_mode": UNKNOWN}, "could-not-check"),
        ({"safe_mode": UNKNOWN, "status": FAIL}, "revoked"),
        ({"safe_mode": UNKNOWN, "proof": FAIL}, "invalid"),
        ({"safe_mode": UNKNOWN, "issuer": FAIL}, "could-not-check"),
        ({"parse": UNKNOWN}, "could-not-check"),
        ({"safe_mode": FAIL}, "invalid"),
        ({"key_controller": FAIL}, "invalid"),
        ({"proof": FAIL}, "invalid"),
        ({"recipient": FAIL}, "invalid"),
        ({"endorsements": FAIL}, "invalid"),
        ({"proof": FAIL, "status": FAIL, "valid_until": FAIL, "issuer": FAIL}, "invalid"),
        ({"recipient": FAIL, "status": FAIL}, "invalid"),
    ],
)
def test_the_most_serious_trouble_decides(outcomes: dict[str, Outcome], verdict: str) -> None:
    assert verdict_of(checks(**outcomes)) == verdict


def test_no_two_troubles_together_are_valid() -> None:
    names = [name.value.replace("-", "_") for name in CheckId]
    for first, second in combinations(names, 2):
        for one in (FAIL, UNKNOWN):
            verdict = verdict_of(checks(**{first: one, second: FAIL}))
            assert verdict is not Verdict.VALID


def test_a_badge_that_our_own_register_does_not_know_is_invalid() -> None:
    unknown = Check(CheckId.ISSUER, FAIL, "not-issued-by-us")
    assert verdict_of([unknown]) is Verdict.INVALID


def test_the_json_report_has_the_promised_members() -> None:
    check = Check(CheckId.STATUS, FAIL, "revoked-reason", {"reason": "Fout"}, "/credentialStatus")
    told = Report(Verdict.REVOKED, (check,), "3.0", "vc-jwt", {"id": "urn:x:y"}).to_json()
    assert told == {
        "verdict": "revoked",
        "valid": False,
        "version": "3.0",
        "format": "vc-jwt",
        "checks": [
            {
                "id": "status",
                "outcome": "fail",
                "code": "revoked-reason",
                "message": "The issuer has withdrawn the badge. Ask the holder whether there is a "
                "new one. Reason given: Fout",
                "place": "/credentialStatus",
                "values": {"reason": "Fout"},
            }
        ],
        "credential": {"id": "urn:x:y"},
    }


def test_every_sentence_is_a_sentence() -> None:
    for code, sentence in MESSAGES.items():
        assert sentence[0].isupper() or sentence.startswith("{"), code
        assert sentence.endswith((".", "}")), code


CURES = (" Ask ", " Send ", " Save ", " Use ", " Try ", " Choose ", " Check ", " Give ", " Write ")
CURES += (" Keep ", " Remove ", " Bake ", " check ", " tell us", " ask ")
NO_TROUBLE = {
    "readable", "shape-right", "class-elsewhere", "meaning-clear", "meaning-not-needed",
    "key-bound", "key-itself", "host-bound",
    "signature-right", "hosted-same", "hosted-answered", "issuer-known", "issuer-not-asked",
    "started", "no-end", "not-ended", "not-revoked", "no-status", "recipient-not-asked",
    "recipient-right", "no-endorsements", "endorsements-right", "endorsement-unknown", "member",
    "not-reached",
}  # fmt: skip


def test_every_sentence_about_trouble_says_what_would_help() -> None:
    helpless = [
        code
        for code, sentence in MESSAGES.items()
        if code not in NO_TROUBLE and not any(cure in sentence for cure in CURES)
    ]
    assert not helpless
    assert MESSAGES.keys() >= NO_TROUBLE
