"""Who may hear a voice message: the worker who spoke it, and whoever decides about the objection.

Not whoever may see the assessment, as with a photo: the own leaders do not know of an objection.
"""

import uuid
from dataclasses import dataclass

from academy.assessments.models import Assessment, VoiceMessage
from academy.assessments.queries import find_assessment
from academy.objections.deciding import find_case
from academy.security.identity import Identity
from academy.security.policy import Scope


@dataclass(frozen=True, slots=True)
class MessageOfObjection:
    """A voice message, heard by who may read the objection."""

    message: VoiceMessage
    scope: Scope


def find_message(
    identity: Identity, assessment_uuid: uuid.UUID, message_uuid: uuid.UUID
) -> MessageOfObjection | None:
    """One of the asker's own, or one of an objection that the asker decides about."""
    source = _own(identity, assessment_uuid) or find_case(identity, assessment_uuid)
    if source is None:
        return None
    assessment = source if isinstance(source, Assessment) else source.assessment
    found = next((each for each in assessment.voices if each.uuid == message_uuid), None)
    return MessageOfObjection(found, source.scope) if found else None


def _own(identity: Identity, assessment_uuid: uuid.UUID) -> Assessment | None:
    found = find_assessment(identity, assessment_uuid)
    return found if found and found.person_id == identity.person_id else None
