"""Is it a badge at all, or another kind of document?

A badge that is wrong must be called wrong, and a diploma must not: so whatever gives itself out as
an Open Badge (by its context or by the type of its subject) is examined as one, and other
credentials are told apart before that.
"""

import re
from typing import Any, Final

from badges.reading import JsonObject
from badges.verifying.open_badges_2.generations import ONE_ONE, TWO, Generation
from badges.verifying.open_badges_3.shapes import CLR_CONTEXT, OPEN_BADGES_CONTEXT
from badges.verifying.report import Check, CheckId, Outcome
from badges.verifying.stopping import StoppedError
from badges.verifying.wrappers import types_of

_CREDENTIALS: Final = frozenset(
    {"OpenBadgeCredential", "AchievementCredential", "EndorsementCredential", "ClrCredential"}
)
_SUBJECTS: Final = frozenset({"AchievementSubject", "ClrSubject", "EndorsementSubject"})
_LISTS: Final = frozenset({"BitstringStatusListCredential", "StatusList2021Credential"})
_PARTS_2: Final = frozenset(
    {"BadgeClass", "Issuer", "Profile", "CryptographicKey", "RevocationList", "Endorsement"}
)
_PARTS_3: Final = frozenset({"Achievement", "Profile", "AchievementSubject"})
_LATER: Final = re.compile(
    r"https://www\.w3\.org/ns/credentials/v(?:[3-9]|[1-9][0-9])(?![0-9])"
    r"|https://purl\.imsglobal\.org/spec/ob/v(?:[4-9]|[1-9][0-9])p[0-9]"
    r"|https://(?:w3id\.org/openbadges|purl\.imsglobal\.org/ob)/v2p1(?:/|$)"
)
"""Contexts of versions that are not known here."""
_WORDS: Final = re.compile(r"https://(?:purl\.imsglobal\.org/spec|w3id\.org/openbadges)/")
"""Contexts of badges, whatever their version."""
_CREDENTIAL_MARKS: Final = ("credentialSubject", "vct", "_sd", "issuerSigned")


def nothing(code: str) -> StoppedError:
    """Return the stop for what is no badge, with the code of the reason."""
    return StoppedError(Check(CheckId.PARSE, Outcome.FAIL, code), no_credential=True)


def check_is_badge(document: JsonObject, generation: Generation | None) -> None:
    """Stop with "no credential" unless a document means to be a badge that somebody earned."""
    if any(map(_LATER.match, _contexts(document))) or _is_draft(document, generation):
        raise StoppedError(Check(CheckId.PARSE, Outcome.UNKNOWN, "version-unknown"))
    if "@graph" in document:
        _stop_at_graph(document)
    types = {kind for kind in types_of(document) if isinstance(kind, str)}
    if generation is not None:
        is_part = "Assertion" not in types and not types.isdisjoint(_PARTS_2)
        if is_part and generation in (TWO, ONE_ONE):
            raise nothing("badge-part")
        return
    if not types.isdisjoint(_CREDENTIALS) or _has_badge_subject(document):
        return
    if "VerifiableCredential" in types or any(name in document for name in _CREDENTIAL_MARKS):
        raise nothing("status-list" if types & _LISTS else "other-credential")
    if not types.isdisjoint(_PARTS_3):
        raise nothing("badge-part")
    if not _names_badges(document):
        raise nothing("not-a-badge")


def _stop_at_graph(document: JsonObject) -> None:
    """Stop at loose parts that are put together by their ids, if one of them may be a badge."""
    told: Any = document["@graph"]
    parts = [
        part for part in (told if isinstance(told, list) else [told]) if isinstance(part, dict)
    ]
    types = {kind for part in parts for kind in types_of(part) if isinstance(kind, str)}
    if (
        any(map(_WORDS.match, _contexts(document)))
        or not types.isdisjoint(_CREDENTIALS | {"VerifiablePresentation"})
        or any(map(_has_badge_subject, parts))
    ):
        raise StoppedError(Check(CheckId.PARSE, Outcome.UNKNOWN, "graph", {}, "/@graph"))
    if "VerifiableCredential" in types:
        raise nothing("other-credential")


def _is_draft(document: JsonObject, generation: Generation | None) -> bool:
    """Say whether this is an assertion in words of before 1.1, or of somebody's own."""
    is_credential = "credentialSubject" in document
    return generation is None and not is_credential and {"recipient", "badge"} <= document.keys()


def _has_badge_subject(document: JsonObject) -> bool:
    subjects: Any = document.get("credentialSubject")
    for subject in subjects if isinstance(subjects, list) else [subjects]:
        if isinstance(subject, dict):
            types = {kind for kind in types_of(subject) if isinstance(kind, str)}
            if not types.isdisjoint(_SUBJECTS) or "achievement" in subject:
                return True
    return False


def _names_badges(document: JsonObject) -> bool:
    """Say whether a document uses the words of Open Badges 3.0 or CLR 2.0."""
    patterns = (OPEN_BADGES_CONTEXT, CLR_CONTEXT)
    return any(re.match(each, url) for url in _contexts(document) for each in patterns)


def _contexts(document: JsonObject) -> list[str]:
    named: Any = document.get("@context")
    listed = named if isinstance(named, list) else [named]
    return [url for url in listed if isinstance(url, str)]
