"""Several badges in one: a Comprehensive Learner Record (CLR Standard 2.0).

The members are signed credentials, of ours or of others, and keep their own proofs; the record adds
the word of whoever put it together. A proof is over the bytes of meaning, so members are embedded
unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from badges import contexts
from badges.documents import status, writing
from badges.documents.model import Achievement, Issuer, StatusEntry
from badges.errors import LintError, SchemaError
from badges.reading import JsonObject
from badges.times import stamp

CONTEXT: Final = (
    contexts.CREDENTIALS_V2,
    contexts.CLR_V2,
    contexts.OPEN_BADGES_V3,
    contexts.EXTENSIONS,
)
SCHEMA_URL: Final = (
    "https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json"
)


@dataclass(frozen=True, slots=True)
class Association:
    """How two achievements in a record relate."""

    type: str
    """``isPartOf``, ``isChildOf``, ``precedes``, ``replacedBy``…"""
    source_id: str
    target_id: str


@dataclass(frozen=True, slots=True)
class LearnerRecord:
    """What one learner has, put together by one organisation."""

    id: str
    issuer: Issuer
    name: str
    subject_id: str
    valid_from: datetime
    members: tuple[JsonObject, ...]
    """Signed credentials, parsed."""
    achievements: tuple[Achievement, ...] = ()
    associations: tuple[Association, ...] = ()
    partial: bool | None = None
    """Whether the learner has more than this."""
    description: str | None = None
    awarded: datetime | None = None
    valid_until: datetime | None = None
    status: StatusEntry | None = None


def document(value: LearnerRecord) -> JsonObject:
    """Return the unsigned ClrCredential."""
    written: JsonObject = {
        "@context": list(CONTEXT),
        "id": value.id,
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": value.name,
        "issuer": writing.issuer(value.issuer),
        "validFrom": stamp(value.valid_from),
        "credentialSubject": _subject(value),
        "credentialSchema": [{"id": SCHEMA_URL, "type": writing.SCHEMA_TYPE}],
    }
    if value.description is not None:
        written["description"] = value.description
    if value.partial is not None:
        written["partial"] = value.partial
    if value.awarded is not None:
        written["awardedDate"] = stamp(value.awarded)
    if value.valid_until is not None:
        written["validUntil"] = stamp(value.valid_until)
    if value.status is not None:
        written["credentialStatus"] = status.entry(value.status.list_url, value.status.index)
    return written


def _subject(value: LearnerRecord) -> JsonObject:
    subject: JsonObject = {
        "id": value.subject_id,
        "type": ["ClrSubject"],
        "verifiableCredential": list(value.members),
    }
    if value.achievements:
        subject["achievement"] = [writing.achievement(item) for item in value.achievements]
    if value.associations:
        subject["association"] = [
            {
                "type": "Association",
                "associationType": item.type,
                "sourceId": item.source_id,
                "targetId": item.target_id,
            }
            for item in value.associations
        ]
    return subject


def check_members(value: LearnerRecord) -> None:
    """Raise LintError when a member is about another person or stands there twice.

    An endorsement is about another member.
    """
    found: list[SchemaError] = []
    seen: set[str] = set()
    about = {value.subject_id, *(member.get("id") for member in value.members)}
    for index, member in enumerate(value.members):
        place = f"/credentialSubject/verifiableCredential/{index}"
        subject = member.get("credentialSubject", {})
        if isinstance(subject, dict) and subject.get("id", value.subject_id) not in about:
            message = "This credential is about somebody else."
            found.append(SchemaError(message, place=f"{place}/credentialSubject/id", check="lint"))
        if member.get("id") in seen:
            message = "This credential stands here twice."
            found.append(SchemaError(message, place=f"{place}/id", check="lint"))
        seen.add(member.get("id", place))
    if found:
        raise LintError(tuple(found))
