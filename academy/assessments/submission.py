"""What an assessor sends: the same UUID with the same content is the same assessment."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import rfc8785

from academy.assessments.models import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One assessment as it was filled in; the UUID is made before it is sent."""

    uuid: UUID
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

    def content(self) -> dict[str, Any]:
        """All of it but the UUID, as JSON values."""
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

    def content_hash(self, assessor_uuid: UUID) -> bytes:
        """SHA-256 over the canonical content and who sent it."""
        content = {**self.content(), "assessor": str(assessor_uuid)}
        return hashlib.sha256(rfc8785.dumps(content)).digest()
