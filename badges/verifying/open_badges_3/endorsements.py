"""Recommendations by others inside a badge (Open Badges 3.0, section 4.4 and 8.1).

An endorsement is a credential of its own, about the badge, its achievement or its issuer. It must
be about one of these, or anyone's praise of anything could be pasted in.
"""

from collections.abc import Callable, Iterator
from typing import Any

from badges.errors import BadgesError
from badges.proofs import vc_jwt
from badges.reading import JsonObject, pointer
from badges.verifying.report import Check, CheckId, Outcome, Report, Verdict

Examine = Callable[[JsonObject, vc_jwt.Token | None], Report]
"""Examines one credential as if it came alone."""

MAX_ENDORSEMENTS = 20
"""More are neither checked nor shown."""


def check_endorsements(
    document: JsonObject, written: JsonObject, examine: Examine
) -> tuple[Check, list[Report]]:
    """Examine all endorsements of a proven badge; return the check and the ones to show.

    They are taken from the badge as it was `written`: a text is signed with its nulls.
    """
    good, unknown, count = [], None, 0
    for place, found in _found(written):
        count += 1
        if count > MAX_ENDORSEMENTS:
            unknown = place
            break
        report = _examined(found, _subjects(document), examine)
        if isinstance(report, str):
            return _wrong(place, report), []
        if report.verdict is Verdict.INVALID and not _only_misbuilt(report):
            return _wrong(place, next(iter(_failures(report)), "")), []
        if report.verdict in (Verdict.VALID, Verdict.UNKNOWN_ISSUER):
            good.append(report)
        else:
            unknown = place
    if unknown is not None:
        return Check(
            CheckId.ENDORSEMENTS, Outcome.UNKNOWN, "endorsement-unknown", {}, unknown
        ), good
    if not count:
        return Check(CheckId.ENDORSEMENTS, Outcome.SKIP, "no-endorsements"), []
    values = {"count": str(count)}
    return Check(CheckId.ENDORSEMENTS, Outcome.PASS, "endorsements-right", values), good


def _examined(found: Any, subjects: frozenset[str], examine: Examine) -> Report | str:
    """Return the report on one endorsement, or why it cannot be one."""
    token = None
    try:
        if isinstance(found, str):
            token = vc_jwt.read_jwt(found)
            found = vc_jwt.credential_of(token)
    except BadgesError as error:
        return error.message
    subject = found.get("credentialSubject")
    about = subject.get("id") if isinstance(subject, dict) else None
    if not isinstance(about, str) or about not in subjects:
        return "The endorsement is about something else than this badge."
    types: Any = found.get("type")
    if not isinstance(types, list) or "EndorsementCredential" not in types:
        return "This is not an EndorsementCredential."
    return examine(found, token)


def _subjects(document: JsonObject) -> frozenset[str]:
    """Return what an endorsement in this badge may be about, by id."""
    subject = document["credentialSubject"]
    parts = [document, document["issuer"], subject, *_achievements(subject)]
    ids = (part.get("id") for part in parts if isinstance(part, dict))
    return frozenset(identifier for identifier in ids if isinstance(identifier, str))


def _found(document: JsonObject) -> Iterator[tuple[str, Any]]:
    """Yield place and endorsement (an object, or a JWT as text)."""
    for steps, holder in _holders(document):
        for name in ("endorsement", "endorsementJwt"):
            listed: Any = holder.get(name, [])
            for index, found in enumerate(listed if isinstance(listed, list) else [listed]):
                if found is not None:
                    yield pointer(*steps, name, index), found


def _holders(document: JsonObject) -> Iterator[tuple[tuple[str | int, ...], JsonObject]]:
    yield (), document
    if isinstance(document["issuer"], dict):
        yield ("issuer",), document["issuer"]
    for index, achievement in enumerate(_achievements(document["credentialSubject"])):
        yield ("credentialSubject", "achievement", index), achievement


def _achievements(subject: JsonObject) -> list[JsonObject]:
    """Return the achievement of a badge, or the several that a collection may describe."""
    told: Any = subject.get("achievement", [])
    return [each for each in (told if isinstance(told, list) else [told]) if each is not None]


def _only_misbuilt(report: Report) -> bool:
    """Say whether an endorsement is its issuer's own, and nothing but its form is wrong."""
    failed = {check.id for check in report.checks if check.outcome is Outcome.FAIL}
    return failed == {CheckId.SCHEMA} and report.outcome(CheckId.PROOF) is Outcome.PASS


def _failures(report: Report) -> Iterator[str]:
    return (check.message for check in report.checks if check.outcome is Outcome.FAIL)


def _wrong(place: str, detail: str) -> Check:
    return Check(CheckId.ENDORSEMENTS, Outcome.FAIL, "endorsement-wrong", {}, place, detail)
