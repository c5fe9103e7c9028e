"""Endorsements: one organisation vouches for another, for an achievement or for a badge.

An EndorsementCredential (Open Badges 3.0) is signed like a badge and then embedded, as it
is, in ``Issuer.endorsements``, ``Achievement.endorsements`` or ``Credential.endorsements``.
``endorsementJwt`` is not used: contexts in the field disagree about that term.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from badges.documents import status, writing
from badges.documents.model import Issuer, StatusEntry
from badges.reading import JsonObject
from badges.times import stamp


@dataclass(frozen=True, slots=True)
class Endorsement:
    """Who endorses what, and in which words."""

    id: str
    issuer: Issuer
    subject_id: str
    """The id of the profile, achievement or credential that is endorsed."""
    comment: str
    """Plain text or Markdown."""
    name: str
    valid_from: datetime
    valid_until: datetime | None = None
    status: StatusEntry | None = None


def document(value: Endorsement) -> JsonObject:
    """Return the unsigned EndorsementCredential."""
    written: JsonObject = {
        "@context": list(writing.CONTEXT),
        "id": value.id,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": value.name,
        "issuer": writing.issuer(value.issuer),
        "validFrom": stamp(value.valid_from),
        "credentialSubject": {
            "id": value.subject_id,
            "type": ["EndorsementSubject"],
            "endorsementComment": value.comment,
        },
    }
    if value.valid_until is not None:
        written["validUntil"] = stamp(value.valid_until)
    if value.status is not None:
        written["credentialStatus"] = status.entry(value.status.list_url, value.status.index)
    return written
