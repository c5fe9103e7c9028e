"""Open Badges 2.0, 2.1 and older: hosted assertions and signed ones (JWS), class and issuer.

Source: Open Badges 2.0, "Verification"; see `hosted` and `signed` for the two ways to believe one.
The issuer's profile is always fetched from the issuer's id; a copy inside a badge proves nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from badges.errors import SchemaError
from badges.proofs.vc_jwt import Token
from badges.reading import JsonObject, shown, without_nulls
from badges.verifying.asking import Asked
from badges.verifying.dates import check_end, check_start
from badges.verifying.issuers import check_issuer
from badges.verifying.open_badges_2.elsewhere import fetched
from badges.verifying.open_badges_2.examination import (
    Examination,
    check_shape,
    failed,
    in_utc,
    misbuilt,
    moment,
    name_of,
    zoneless,
)
from badges.verifying.open_badges_2.generations import Generation
from badges.verifying.open_badges_2.hosted import check_host, hosted_copy, stop_revoked
from badges.verifying.open_badges_2.hosting import same_place
from badges.verifying.open_badges_2.signed import check_revocations, check_signature
from badges.verifying.recipients import matches
from badges.verifying.report import (
    Check,
    CheckId,
    Outcome,
    Report,
    Verdict,
    not_reached,
    verdict_of,
)
from badges.verifying.stopping import StoppedError
from badges.verifying.summary import summarize_2

_CLASS: Final = ("name", "description", "criteria", "issuer")


@dataclass(frozen=True, slots=True)
class _Settled:
    """An assertion whose bytes are settled: from its address, or from a JWS."""

    assertion: JsonObject
    stands: str = ""
    """Where it was found in the end."""
    token: Token | None = None
    given: Any = None
    """The badge class as it was handed in, which may not contradict the true one."""
    zoneless: str = ""
    """The first moment without a zone of what was handed in."""


def verify_hosted(
    given: JsonObject, generation: Generation, asked: Asked, *, address: str | None
) -> Report:
    """Return the report on an assertion as JSON; `address` is where it was fetched, if it was."""
    report = Report(Verdict.INVALID, (), generation.version, "hosted")
    examination = _started(asked, generation)
    try:
        if address is not None and given.get("revoked") is True:
            stop_revoked(given, address, examination)  # with or without the rest of the badge
        assertion = _upgraded(address or "", given, generation)
        settled = _Settled(
            assertion, address or "", given=assertion.get("badge"), zoneless=zoneless(assertion)
        )
        if assertion.get("id") != address or address is None:
            copy, stands = hosted_copy(assertion, examination)
            settled = replace(settled, assertion=copy, stands=stands)
        return _examine(settled, report, examination)
    except StoppedError as stopped:
        examination.note(stopped.check)
        return _finished(report, examination, None)


def verify_signed(token: Token, generation: Generation, asked: Asked) -> Report:
    """Return the report on a signed assertion."""
    report = Report(Verdict.INVALID, (), generation.version, "jws")
    examination = _started(asked, generation)
    try:
        assertion = _upgraded("", token.payload, generation)
        return _examine(_Settled(assertion, token=token), report, examination)
    except StoppedError as stopped:
        examination.note(stopped.check)
        return _finished(report, examination, None)


def _upgraded(address: str, document: JsonObject, generation: Generation) -> JsonObject:
    try:
        return generation.upgrade("assertion", address, without_nulls(document))
    except SchemaError as error:
        raise misbuilt(error.place, error.message) from error


def _started(asked: Asked, generation: Generation) -> Examination:
    examination = Examination(asked, generation)
    examination.note(Check(CheckId.PARSE, Outcome.PASS, "readable"))
    examination.note(Check(CheckId.SAFE_MODE, Outcome.SKIP, "meaning-not-needed"))
    return examination


def _examine(settled: _Settled, report: Report, examination: Examination) -> Report:
    asked, assertion = examination.asked, in_utc(settled.assertion)
    check_shape(assertion, "assertion", "")
    badge = _badge_class(assertion["badge"], examination)
    _check_class(settled, badge)
    issuer = name_of(badge["issuer"])
    profile = examination.generation.profile(issuer) or fetched(issuer, "profile", examination)
    _check_moments(assertion)
    without = settled.zoneless or zoneless(settled.assertion)
    if without:
        examination.note(Check(CheckId.SCHEMA, Outcome.FAIL, "zone-missing", {}, f"/{without}"))
    if CheckId.SCHEMA not in examination.checks:
        examination.note(Check(CheckId.SCHEMA, Outcome.PASS, "shape-right"))
    if settled.token is None:
        check_host(assertion, settled.stands, profile, examination)
        status = Check(CheckId.STATUS, Outcome.PASS, "not-revoked")
    else:
        check_signature(assertion, profile, settled.token, examination)
        status = check_revocations(assertion, profile, examination)
    known = check_issuer(issuer, assertion, asked)
    for check in (
        known,
        check_start(assertion, now=asked.now, name="issuedOn"),
        check_end(assertion, now=asked.now, name="expires"),
        status,
        check_recipient(assertion["recipient"], asked.recipient),
        Check(CheckId.ENDORSEMENTS, Outcome.SKIP, "no-endorsements"),
    ):
        examination.note(check)
    if examination.checks[CheckId.SCHEMA].outcome is not Outcome.PASS:
        return _finished(report, examination, None)
    summary = summarize_2(
        assertion, badge, profile, issuer=issuer, issuer_name=known.values.get("name")
    )
    return _finished(report, examination, summary)


def _badge_class(badge: Any, examination: Examination) -> JsonObject:
    if isinstance(badge, dict):
        check_shape(badge, "badge", "/badge")
        return badge
    return fetched(badge, "badge", examination)


def _check_class(settled: _Settled, badge: JsonObject) -> None:
    """Compare the badge class that was handed in with the true one, under either of its names."""
    given = settled.given
    if given is None:
        return
    names = (name_of(settled.assertion["badge"]), badge["id"])
    if not any(same_place(name_of(given), name) for name in names):
        raise failed(CheckId.PROOF, "hosted-differs", "/badge")
    told = given if isinstance(given, dict) else {}
    different = [n for n in _CLASS if n in told and not same_place(_told(told, n), _told(badge, n))]
    if different:
        raise failed(CheckId.PROOF, "hosted-differs", f"/badge/{shown(different[0])}")


def _told(badge: JsonObject, name: str) -> Any:
    return name_of(badge.get(name)) if name == "issuer" else badge.get(name)


def check_recipient(recipient: Mapping[str, Any], expected: str | None) -> Check:
    """Compare an IdentityObject with an expected e-mail address, URL or telephone number."""
    if expected is None:
        return Check(CheckId.RECIPIENT, Outcome.SKIP, "recipient-not-asked")
    same = matches(
        recipient["identity"], recipient.get("salt", ""), expected, hashed=recipient["hashed"]
    )
    outcome, code = {
        True: (Outcome.PASS, "recipient-right"),
        False: (Outcome.FAIL, "recipient-wrong"),
        None: (Outcome.UNKNOWN, "recipient-unknown"),
    }[same]
    return Check(CheckId.RECIPIENT, outcome, code, {}, "/recipient")


def _check_moments(assertion: JsonObject) -> None:
    moments = [moment(assertion[name]) for name in ("issuedOn", "expires") if name in assertion]
    if moments != sorted(moments):
        raise misbuilt("/expires", "expires lies before issuedOn.")


def _finished(
    report: Report, examination: Examination, summary: Mapping[str, Any] | None
) -> Report:
    checks = tuple(examination.checks.get(name, not_reached(name)) for name in CheckId)
    return replace(report, verdict=verdict_of(checks), checks=checks, credential=summary)
