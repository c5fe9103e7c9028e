"""How and when the skill behind a badge was seen, as anybody may know it.

Only the method and days leave the assessment: not who, whom, where, what was noted or
photographed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, union_all

from academy.assessments.models import Assessment, Method
from academy.credentials.models import Confirmation, Credential
from academy.database import db


@dataclass(frozen=True, slots=True)
class Observation:
    """How it was seen, on which day, and the last day on which it was seen again."""

    method: Method
    day: date
    again: date | None


def observation_of(credential: Credential) -> Observation:
    method, day = db.session.execute(
        select(Assessment.method, Assessment.observed_on).where(
            Assessment.id == credential.assessment_id
        )
    ).one()
    again = db.session.scalar(
        select(func.max(Assessment.observed_on))
        .join(Confirmation, Confirmation.assessment_id == Assessment.id)
        .where(Confirmation.credential_id == credential.id)
    )
    return Observation(Method(method), day, again)


def last_seen_of(credentials: Sequence[Credential]) -> Mapping[int, date]:
    """Number of a badge to the last day on which somebody saw that it holds."""
    numbers = [credential.id for credential in credentials]
    looks = union_all(
        select(Credential.id, Credential.assessment_id.label("look")).where(
            Credential.id.in_(numbers)
        ),
        select(Confirmation.credential_id, Confirmation.assessment_id).where(
            Confirmation.credential_id.in_(numbers)
        ),
    ).subquery()
    rows = db.session.execute(
        select(looks.c.id, func.max(Assessment.observed_on))
        .join(Assessment, Assessment.id == looks.c.look)
        .group_by(looks.c.id)
    )
    return {row[0]: row[1] for row in rows}
