"""How much is kept about somebody, for a page that says it in words."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from academy.assessments.models import Assessment, Evidence, VoiceMessage
from academy.credentials.models import Credential
from academy.database import db
from academy.learning.models import LearningRecord
from academy.security.identity import Identity
from academy.wallet.brought.models import Brought
from academy.wallet.claims.models import Claim
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.sharing.models import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Of each kind."""

    badges: int
    observations: int
    photos: int
    voices: int
    courses: int
    elsewhere: int
    own_words: int
    said: int
    shares: int
    """Also those that ended."""


def counts_of(identity: Identity) -> Counts:
    return Counts(
        badges=_count(Credential, identity),
        observations=_count(Assessment, identity),
        photos=_count_of_assessments(Evidence, identity),
        voices=_count_of_assessments(VoiceMessage, identity),
        courses=_count(LearningRecord, identity),
        elsewhere=_count(ForeignBadge, identity),
        own_words=_count(Brought, identity),
        said=_count(Claim, identity),
        shares=_count(Share, identity),
    )


def _count(table: Any, identity: Identity) -> int:
    found = select(func.count(table.id)).where(table.person_id == identity.person_id)
    return db.session.scalar(found) or 0


def _count_of_assessments(table: Any, identity: Identity) -> int:
    found = select(func.count(table.id)).join(Assessment, Assessment.id == table.assessment_id)
    return db.session.scalar(found.where(Assessment.person_id == identity.person_id)) or 0
