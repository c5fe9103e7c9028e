"""Whoever was asked to look again left, is away, or may not look any more: somebody else is asked.

That the worker was right stays decided, as long as another team has a leader who may look. Else
the objection waits for a decision anew, with a new day for the answer: to ask a leader of the own
team, who then learns of it, is for a person to decide. `referring_on` passes it on if need be.
Roles also end by a day that passes, so this is looked after.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from academy.assessments.models import Assessment, AssessmentReview, ResponseKind
from academy.audit import log
from academy.database import db, must_be_locked
from academy.locking import row
from academy.objections.deciding import case_of, chain_of
from academy.objections.looking_again import outsiders_who_can_look, who_can_look
from academy.objections.responding import ANSWER_WITHIN_DAYS
from academy.people.models import Person
from academy.people.queries import is_away, replacing_today
from academy.security.identity import Actor


def open_everywhere() -> list[tuple[int, int]]:
    """Numbers of the reviews, and of the persons that they are about, of which somebody still has
    to look again."""
    found = (
        select(AssessmentReview.id, Assessment.person_id)
        .join(AssessmentReview.assessment)
        .where(AssessmentReview.is_to_look_at, ~Assessment.withdrawal.has())
        .order_by(AssessmentReview.asked_id)
    )
    return [(row[0], row[1]) for row in db.session.execute(found)]


def move_if_stuck(review_id: int, *, today: date, by: Actor, now: datetime) -> bool:
    """Under the lock of the person; gives whether it moved."""
    review = db.session.get(AssessmentReview, review_id)
    if review is None or review.looked_at is not None or review.assessment.withdrawal is not None:
        return False
    must_be_locked(row(Person, review.assessment.person_id))
    case = case_of(review.assessment, today)
    able = {each.id for each in who_can_look(case, today)}
    if review.asked_id in able and not _is_away(review, today):
        return False
    others = [each for each in outsiders_who_can_look(case, today) if each.id != review.asked_id]
    if others:
        review.asked_id = _substitute_first(others, review, today)
        _log("assessment.look_moved", review.assessment, by=by, now=now)
    elif review.asked_id in able:
        return False  # away, and nobody else may: it waits until they are back
    else:
        _ask_for_a_decision(review, today)
        _log("assessment.look_ended", review.assessment, by=by, now=now)
    return True


def _is_away(review: AssessmentReview, today: date) -> bool:
    organisation_id = review.assessment.organisation_id
    return review.asked_id is not None and is_away(review.asked_id, organisation_id, today)


def _substitute_first(others: list[Person], review: AssessmentReview, today: date) -> int:
    """Whoever replaces the one who is away, if they may look."""
    organisation_id = review.assessment.organisation_id
    replacing = replacing_today(review.asked_id, organisation_id, today)
    here = [each.id for each in others if not is_away(each.id, organisation_id, today)]
    return next((each for each in here if each in replacing), (here or [others[0].id])[0])


def _ask_for_a_decision(review: AssessmentReview, today: date) -> None:
    for response in review.assessment.responses:
        if response.kind == ResponseKind.OBJECTS:
            response.is_open = True
            response.answer_by = today + timedelta(days=ANSWER_WITHIN_DAYS)
    db.session.delete(review)


def _log(action: str, assessment: Assessment, *, by: Actor, now: datetime) -> None:
    log.record(action, assessment.uuid, organisation_id=chain_of(assessment), by=by, at=now)
