"""Who may see a photo: whoever may see the assessment that it belongs to."""

import uuid
from dataclasses import dataclass

from academy.assessments.models import Evidence
from academy.assessments.queries import find_assessment
from academy.security.identity import Identity
from academy.security.policy import Scope


@dataclass(frozen=True, slots=True)
class PhotoOfAssessment:
    """A photo, seen by who may see its assessment."""

    evidence: Evidence
    scope: Scope


def find_photo(
    identity: Identity, assessment_uuid: uuid.UUID, photo_uuid: uuid.UUID
) -> PhotoOfAssessment | None:
    assessment = find_assessment(identity, assessment_uuid)
    photos = assessment.evidence if assessment else []
    found = next((photo for photo in photos if photo.uuid == photo_uuid), None)
    return PhotoOfAssessment(found, assessment.scope) if assessment and found else None
