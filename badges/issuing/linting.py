"""What must be right about a credential before any key is touched.

Three layers: the schema, JSON-LD safe mode (by making the canonical form), and rules of our own
that a schema cannot say; each names its source, often badges that other verifiers refused.
``findings`` reports everything at once, so that a person can mend it in one go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from badges.documents import bitstring
from badges.errors import BadgesError, LintError
from badges.issuing.schemas import Kind
from badges.issuing.schemas import findings as schema_findings
from badges.proofs.canonical import canonical_nquads
from badges.proofs.data_integrity import Canonicalizer
from badges.reading import JsonObject, pointer
from badges.times import instant

Step = str | int

_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that some verifiers write differently in canonical form."""

_SUSPECTS: Final = (b"\\", b"\x7f", b"\xef")
"""Bytes that stand in the JSON of such a text: a control character is written with a backslash."""


def check(
    document: JsonObject,
    kind: Kind,
    *,
    text: bytes,
    canonicalize: Canonicalizer = canonical_nquads,
) -> str:
    """Return the canonical N-Quads of a document that may be signed; else raise LintError.

    ``text`` is the document as JSON, with all characters as they are. The error holds all findings.
    """
    found = findings(document, kind, text=text)
    if not found:
        try:
            return canonicalize(document)
        except BadgesError as error:
            found = [error]
    raise LintError(tuple(found))


def findings(document: JsonObject, kind: Kind, *, text: bytes) -> list[BadgesError]:
    """Return what is wrong with an unsigned document, safe mode left aside.

    Rules that read members run only when the schema holds.
    """
    found: list[BadgesError] = [*_unfit(document, text), *schema_findings(document, kind)]
    if found:
        return found
    found += _times(document)
    found += _keys(document)
    found += _status(document)
    if kind is Kind.BADGE:
        found += _results(document["credentialSubject"])
        found += _identifiers(document)
    return found


def _unfit(document: JsonObject, text: bytes) -> Iterator[BadgesError]:
    """Only texts that every verifier reads alike (RFC 7493; a fault of PyLD)."""
    if any(suspect in text for suspect in _SUSPECTS):
        yield from _unfit_texts(document, ())


def _unfit_texts(value: Any, place: tuple[Step, ...]) -> Iterator[BadgesError]:
    if isinstance(value, str):
        if _UNFIT.search(value):
            yield _finding("Remove the control character from this text.", place)
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _unfit_texts(member, (*place, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _unfit_texts(member, (*place, index))


def _times(document: JsonObject) -> Iterator[BadgesError]:
    """A badge ends after it begins and is awarded before it ends (VC Data Model 2.0, 4.9)."""
    moments: dict[str, datetime] = {}
    for name in ("validFrom", "validUntil", "awardedDate"):
        if name in document:
            try:
                moments[name] = instant(document[name])
            except ValueError as error:
                yield _finding(str(error), (name,))
    end = moments.get("validUntil")
    if end is None:
        return
    if "validFrom" in moments and end <= moments["validFrom"]:
        yield _finding("validUntil must come after validFrom.", ("validUntil",))
    if "awardedDate" in moments and end <= moments["awardedDate"]:
        yield _finding("validUntil must come after awardedDate.", ("validUntil",))


def _keys(document: JsonObject) -> Iterator[BadgesError]:
    """The issuer controls the key, so its id is a DID (vp-toolkit GHSA-p94w-42g3-f7h4)."""
    issuer = document["issuer"]
    identifier = issuer["id"] if isinstance(issuer, dict) else issuer
    if not identifier.startswith(("did:web:", "did:key:")):
        yield _finding("The issuer's id must be a did:web or did:key.", ("issuer", "id"))


def _status(document: JsonObject) -> Iterator[BadgesError]:
    """The entry is one of its list; the index is text (Bitstring Status List 1.0, 2.1)."""
    status = document.get("credentialStatus")
    if status is None:
        return
    expected = f"{status['statusListCredential']}#{status['statusListIndex']}"
    if status["id"] != expected:
        yield _finding("The id must be the list, # and the index.", ("credentialStatus", "id"))
    if int(status["statusListIndex"]) >= bitstring.MAX_BYTES * 8:
        yield _finding("The index is too large.", ("credentialStatus", "statusListIndex"))


def _results(subject: JsonObject) -> Iterator[BadgesError]:
    """A result points to what its achievement defines (Open Badges 3.0, Result)."""
    descriptions = {d["id"]: d for d in subject["achievement"].get("resultDescription", [])}
    place = ("credentialSubject", "achievement", "resultDescription")
    for index, description in enumerate(descriptions.values()):
        if description.get("requiredLevel", None) not in {None, *_levels(description)}:
            yield _finding("The required level is not a level here.", (*place, index))
        values = description.get("allowedValue", [])
        if description.get("requiredValue", None) not in {None, *values} and values:
            yield _finding("The required value is not an allowed value.", (*place, index))
    for index, result in enumerate(subject.get("result", [])):
        yield from _result(result, descriptions, ("credentialSubject", "result", index))


def _result(
    result: JsonObject, descriptions: dict[str, JsonObject], place: tuple[Step, ...]
) -> Iterator[BadgesError]:
    name = result.get("resultDescription")
    if name is None:
        if "achievedLevel" in result:
            yield _finding("A level needs the resultDescription that defines it.", place)
        return
    description = descriptions.get(name)
    if description is None:
        yield _finding("The achievement has no such resultDescription.", place)
        return
    if result.get("achievedLevel") not in {None, *_levels(description)}:
        yield _finding("The achieved level is not one of its rubric.", place)
    values = description.get("allowedValue")
    if values and result.get("value") not in {None, *values}:
        yield _finding("The value is not one of the allowed values.", place)
    if not result.keys() & {"achievedLevel", "value", "status"}:
        yield _finding("A result needs a level, a value or a status.", place)


def _levels(description: JsonObject) -> list[str]:
    return [level["id"] for level in description.get("rubricCriterionLevel", [])]


def _identifiers(document: JsonObject) -> Iterator[BadgesError]:
    """Each thing has an id of its own: JSON-LD takes things with one id for one thing."""
    subject = document["credentialSubject"]
    achievement = subject["achievement"]
    things: list[tuple[str, tuple[Step, ...]]] = [
        (document["id"], ("id",)),
        (document["issuer"]["id"], ("issuer", "id")),
        (achievement["id"], ("credentialSubject", "achievement", "id")),
    ]
    if "id" in subject:
        things.append((subject["id"], ("credentialSubject", "id")))
    for index, description in enumerate(achievement.get("resultDescription", [])):
        where = ("credentialSubject", "achievement", "resultDescription", index)
        things.append((description["id"], (*where, "id")))
        things += [
            (level, (*where, "rubricCriterionLevel", at, "id"))
            for at, level in enumerate(_levels(description))
        ]
    seen: set[str] = set()
    for identifier, place in things:
        if identifier in seen:
            yield _finding("Two different things have this id.", place)
        seen.add(identifier)


def _finding(message: str, place: tuple[Step, ...]) -> BadgesError:
    return BadgesError(message, place=pointer(*place), check="lint")
