"""An objection whose last decider left, moved or became a leader of the own team goes on to the
academy. Roles also end by a day that passes, so this is looked after, and not hung on a page."""

from datetime import date, datetime

from sqlalchemy import select

from academy.assessments.models import Assessment, WorkerResponse
from academy.database import db
from academy.objections.deciding import nobody_can_decide
from academy.objections.referring import refer_for_the_worker
from academy.security.identity import Actor


def open_here() -> list[tuple[int, int]]:
    """Numbers of the assessments, and of their persons, with an objection that waits for somebody
    of the organisation."""
    found = (
        select(Assessment.id, Assessment.person_id)
        .where(
            Assessment.id.in_(select(WorkerResponse.assessment_id).where(WorkerResponse.is_open)),
            ~Assessment.referral.has(),
        )
        .order_by(Assessment.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(found)]


def refer_if_stuck(assessment_id: int, *, today: date, by: Actor, now: datetime) -> bool:
    """Under the lock of the person; gives whether it went to the academy."""
    assessment = db.session.get(Assessment, assessment_id)
    if assessment is None or not any(each.is_open for each in assessment.responses):
        return False
    if assessment.referral is not None or not nobody_can_decide(assessment, today):
        return False
    refer_for_the_worker(assessment, by=by, now=now)
    return True
