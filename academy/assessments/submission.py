"""What an assessor sends: the same UUID with the same content is the same assessment."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import rfc8785

from academy.assessments.models import Method
from academy.security.identity import Identity, TabletGrant


@dataclass(frozen=True, slots=True)
class Assessor:
    """Who looked, whoever sends it in."""

    person_id: int
    person_uuid: UUID

    @classmethod
    def who_is(cls, identity: Identity) -> "Assessor":
        return cls(identity.person_id, identity.person_uuid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One assessment as it was filled in; the UUID is made before it is sent."""

    uuid: UUID
    assessor: Assessor
    person_uuid: UUID
    team_uuid: UUID
    skill_version_uuid: UUID
    level: int
    answers: Mapping[str, str]
    remarks: tuple[str, ...] = ()
    note: str = ""
    method: Method = Method.PRACTICE
    observed_on: date
    corrects: UUID | None = None
    photo_hash: str | None = None
    made_at: datetime
    """When it was saved on the screen. Whoever receives it puts a wrong clock right."""
    sent_at: datetime
    """When it left the device. No rule believes it: the day of sending is the server's."""
    device: UUID | None = None
    """The tablet that it was filled in on; None in a browser."""
    grant: TabletGrant | None = None
    """What lets that tablet send in the assessor's name; None in a browser."""
    based_on: UUID | None = None
    """The newest assessment of this person and skill that the assessor saw."""
    signed: bytes | None = None
    """SHA-256 of what a tablet signed, which is the same by whatever road it comes."""
    time_is_sure: bool = True
    """Whether `made_at` can be told in spite of a clock that was changed."""
    sheet_number: int | None = None
    """Of the observation sheet from which it was entered later; None: it never stood on paper."""

    def content(self) -> dict[str, Any]:
        """What was seen, as JSON values: not the UUID, and not how or when it was sent.

        The same work by two roads (sent twice, carried by another tablet) is one assessment.
        """
        return {
            "person": str(self.person_uuid),
            "team": str(self.team_uuid),
            "skill_version": str(self.skill_version_uuid),
            "level": self.level,
            "answers": dict(self.answers),
            "remarks": sorted(self.remarks),
            "note": self.note,
            "method": self.method.value,
            "observed_on": self.observed_on.isoformat(),
            "corrects": str(self.corrects) if self.corrects else None,
            "photo": self.photo_hash,
        }

    def content_hash(self) -> bytes:
        """SHA-256 over the canonical content and who looked; on a tablet that is what was signed.

        There the day is computed here from the times of each sending, and may not decide.
        """
        if self.signed is not None:
            return self.signed
        content = {**self.content(), "assessor": str(self.assessor.person_uuid)}
        return hashlib.sha256(rfc8785.dumps(content)).digest()
