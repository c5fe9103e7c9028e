"""Open Badges 3.0, CLR 2.0 and endorsement credentials: the checks in order, and the report.

Order (Open Badges 3.0, section 8.1): shape, meaning, key, signature; only when all of these hold
does it matter what the credential says about its issuer, dates, status, holder and endorsements.
"""

from dataclasses import replace
from typing import Any, Final

from badges.contexts.dates import Dates, dates_of
from badges.errors import BadgesError
from badges.proofs.vc_jwt import Token, credential_of, read_jwt, written_in
from badges.reading import JsonObject, shown, without_nulls
from badges.times import instant
from badges.verifying.asking import Asked
from badges.verifying.authenticity import Authenticity, authenticate, issuer_of
from badges.verifying.dates import check_end, check_start
from badges.verifying.issuers import check_issuer
from badges.verifying.open_badges_3 import shapes
from badges.verifying.open_badges_3.endorsements import Examine, check_endorsements
from badges.verifying.open_badges_3.statuses import check_status
from badges.verifying.recipients import check_recipient
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
from badges.verifying.summary import Summary, summarize
from badges.verifying.wrappers import is_envelope, token_in

MAX_DEPTH: Final = 4
"""How deep credentials may sit in each other: a badge in a collection, its endorsement, and that
one's endorsement."""

_KINDS: Final = (
    ("ClrCredential", "clr", "clr-2.0"),
    ("EndorsementCredential", "endorsement", "3.0"),
    ("OpenBadgeCredential", "achievement", "3.0"),
    ("AchievementCredential", "achievement", "3.0"),
)
_REFRESH: Final = "1EdTechCredentialRefresh"
_ENVELOPE_CLAIMS: Final = ("iss", "jti", "nbf")


def verify_credential(
    document: JsonObject, token: Token | None, asked: Asked, *, depth: int = 0
) -> Report:
    """Return the report on one credential, from JSON with proofs or from a JWT."""
    written, document, asked = _written(document, token, asked)
    kind, version = _kind(document)
    report = Report(Verdict.INVALID, (), version, "vc-jwt" if token else "data-integrity")
    readable = Check(CheckId.PARSE, Outcome.PASS, "readable")
    if asked.sandbox.spent:
        left = Check(CheckId.PROOF, Outcome.UNKNOWN, "too-much")
        return _finished(report, [readable, left], None)
    shape = _shape(document, kind, depth)
    misshapen = shape.outcome is not Outcome.PASS
    if misshapen and not _has_core(document):
        return _finished(report, [readable, shape], None)
    authenticity = authenticate(document, token, asked, written=written)
    checks = [readable, shape, *authenticity.checks]
    if not authenticity.signed:
        return _finished(report, [readable, shape] if misshapen else checks, None)
    named = not authenticity.by_trying
    envelope = None if token is None else _envelope(document, token, named=named)
    if envelope is not None and envelope.id is CheckId.PROOF:
        return _finished(report, [*checks[:-1], envelope], None)
    if envelope is not None and not misshapen:
        misshapen, checks[1] = True, envelope
    if misshapen:
        counts = _counting(document, authenticity, asked)
        return _finished(report, [*checks, *counts], None)
    told = _believed(document, written, report, checks, authenticity, asked, depth)
    return _with_members(told, written["credentialSubject"], asked, depth)


def _written(
    document: JsonObject, token: Token | None, asked: Asked
) -> tuple[JsonObject, JsonObject, Asked]:
    """Return a credential as it was written, and without its nulls.

    A token was read without them, and the text around it does not show whether it had any.
    """
    if token is not None and token.written is not token.payload:
        return written_in(token), document, replace(asked, nulls=True)
    return document, without_nulls(document) if asked.nulls else document, asked


def _has_core(document: JsonObject) -> bool:
    """Say whether a badge of a wrong form still tells clearly by whom it is and when it counts."""
    dates = dates_of(document)
    legacy = dates.start == "issuanceDate"
    wrong = shapes.problem(document, "core 1.1" if legacy else "core")
    return wrong is None and _contradiction(document, dates) is None


def _counting(document: JsonObject, authenticity: Authenticity, asked: Asked) -> list[Check]:
    """Does a badge that is the issuer's own count now?"""
    dates = dates_of(document)
    return [
        check_start(document, now=asked.now, signature=authenticity.lasts, name=dates.start),
        check_end(document, now=asked.now, signature=authenticity.lasts, name=dates.end),
        check_status(document, asked),
    ]


def _believed(
    document: JsonObject,
    written: JsonObject,
    report: Report,
    checks: list[Check],
    authenticity: Authenticity,
    asked: Asked,
    depth: int,
) -> Report:
    """Go on with a credential that is the issuer's own: what does it say?"""
    issuer, subject = issuer_of(document), document["credentialSubject"]
    known = check_issuer(issuer, document, asked)
    endorsed, endorsements = check_endorsements(document, written, _examiner(asked, depth))
    checks = [
        *checks,
        known,
        *_counting(document, authenticity, asked),
        check_recipient(subject, asked.recipient),
        endorsed,
    ]
    summary = summarize(document, issuer=issuer, issuer_name=known.values.get("name"))
    if endorsements:
        summary["endorsements"] = [report.credential for report in endorsements]
    if "refreshService" in document:
        report = replace(report, refresh=_refresh(document))
    return _finished(report, checks, summary)


def _examiner(asked: Asked, depth: int) -> Examine:
    """Return what examines a credential inside this one, whose holder nobody asked about."""

    def examine(found: JsonObject, token: Token | None) -> Report:
        return verify_credential(found, token, replace(asked, recipient=None), depth=depth + 1)

    return examine


def _with_members(report: Report, subject: JsonObject, asked: Asked, depth: int) -> Report:
    """Go on with the badges of a collection, as they were written: each has its own signature."""
    if "verifiableCredential" not in subject:
        return report
    members = _members(subject, _examiner(asked, depth))
    summary = dict(report.credential or {}) | {"members": [each.credential for each in members]}
    told = replace(report, members=members)
    return _finished(told, [_worst(check, members) for check in report.checks], summary)


def _refresh(document: JsonObject) -> str | None:
    """Return where the issuer says that a newer version of the badge may be had."""
    services: Any = document.get("refreshService", [])
    for service in services if isinstance(services, list) else [services]:
        kinds = service["type"] if isinstance(service["type"], list) else [service["type"]]
        if _REFRESH in kinds and "id" in service:
            return str(service["id"])
    return None


def _kind(document: JsonObject) -> tuple[str | None, str | None]:
    types: Any = document.get("type")
    for name, kind, version in _KINDS:
        if isinstance(types, list) and name in types:
            return kind, version
    return None, None


def _shape(document: JsonObject, kind: str | None, depth: int) -> Check:
    if kind is None or depth > MAX_DEPTH:
        return Check(CheckId.SCHEMA, Outcome.FAIL, "version-unknown", {}, "/type")
    dates = dates_of(document)
    legacy = dates.start == "issuanceDate"
    wrong = shapes.problem(document, f"{kind} 1.1" if legacy else kind)
    if wrong is not None:
        place, reason = wrong
        return Check(
            CheckId.SCHEMA, Outcome.FAIL, "shape-wrong", {}, shown(place, limit=200), reason
        )
    contradiction = _contradiction(document, dates)
    if contradiction is not None:
        name, reason = contradiction
        return Check(CheckId.SCHEMA, Outcome.FAIL, "shape-wrong", {}, f"/{name}", reason)
    return Check(CheckId.SCHEMA, Outcome.PASS, "shape-right")


def _contradiction(document: JsonObject, dates: Dates) -> tuple[str, str] | None:
    """Return what no JSON Schema can say: moments that do not exist or stand the wrong way."""
    moments = {}
    for name in (dates.start, dates.end, "awardedDate"):
        try:
            if name in document:
                moments[name] = instant(document[name])
        except ValueError as error:
            return name, str(error)
    if dates.end in moments and moments[dates.end] < moments[dates.start]:
        return dates.end, f"{dates.end} lies before {dates.start}."
    return None


def _envelope(document: JsonObject, token: Token, *, named: bool) -> Check | None:
    """Check that the envelope repeats the credential (Open Badges 3.0, section 8.2.4.1), and that
    it named its key (8.2.2).

    With `typ` JWT, or none, the claims iss, jti and nbf are required, sub and exp when the
    credential has a subject id and an end: one that is left out is a fault of form, as all that the
    badge says is signed. A claim about something on which the credential is silent is refused.
    `vc+jwt` (VC-JOSE-COSE) asks for none of this. That claims which repeat something agree was
    checked when the token was opened.
    """
    if not token.repeats_moments:
        return None if named else _envelope_wrong("JWT header", "kid")
    repeated = set(_ENVELOPE_CLAIMS)
    if "id" in document["credentialSubject"]:
        repeated.add("sub")
    if dates_of(document).end in document:
        repeated.add("exp")
    told = token.payload.keys() & {"iss", "jti", "sub", "nbf", "exp"}
    if unfounded := sorted(told - repeated):
        detail = f"Unfounded in the payload: {', '.join(unfounded)}."
        return Check(CheckId.PROOF, Outcome.FAIL, "claims-differ", {}, "", detail)
    if missing := sorted(repeated - told):
        return _envelope_wrong("JWT payload", ", ".join(missing))
    return None if named else _envelope_wrong("JWT header", "kid")


def _envelope_wrong(place: str, missing: str) -> Check:
    detail = f"Missing in the {place}: {missing}."
    return Check(CheckId.SCHEMA, Outcome.FAIL, "envelope-wrong", {}, place, detail)


def _members(subject: JsonObject, examine: Examine) -> tuple[Report, ...]:
    members: Any = subject.get("verifiableCredential", [])
    listed = members if isinstance(members, list) else [members]
    return tuple(_member(member, examine) for member in listed if member is not None)


def _member(member: JsonObject, examine: Examine) -> Report:
    """Return the report on one member, which may come in an envelope of its own."""
    if not is_envelope(member):
        return examine(member, None)
    try:
        token = read_jwt(token_in(member))
        return examine(credential_of(token), token)
    except StoppedError as stopped:
        check = stopped.check
    except BadgesError as error:
        check = Check(CheckId.PARSE, Outcome.FAIL, "shape-wrong", {}, error.place, error.message)
    return _finished(Report(Verdict.INVALID, ()), [check], None)


_SEVERITY: Final = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS, Outcome.SKIP)


def _worst(own: Check, members: tuple[Report, ...]) -> Check:
    """Let a check of a collection show the worst that any member says about it."""
    worst = own
    for index, report in enumerate(members):
        for check in report.checks:
            if check.id is own.id and _SEVERITY.index(check.outcome) < min(
                _SEVERITY.index(worst.outcome), _SEVERITY.index(Outcome.PASS)
            ):
                text = f"Badge {index + 1} in this collection: {check.message}"
                inner = check.place if check.place.startswith("/") else ""
                place = f"/credentialSubject/verifiableCredential/{index}{inner}"
                worst = replace(check, text=text, place=place)
    return worst


def _finished(report: Report, checks: list[Check], summary: Summary | None) -> Report:
    reached = {check.id for check in checks}
    complete = [*checks, *(not_reached(name) for name in CheckId if name not in reached)]
    verdict = verdict_of(complete)
    if any(_disproves(check) for check in complete):
        summary = None
    return replace(report, verdict=verdict, checks=tuple(complete), credential=summary)


def _disproves(check: Check) -> bool:
    """Say whether nothing that the badge says may be shown as true after this check."""
    unproven = check.id is CheckId.PROOF and check.outcome is not Outcome.PASS
    return unproven or check.code == "not-issued-by-us"
