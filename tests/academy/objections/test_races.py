"""Two who decide about one objection at the same moment: one decision, one answer."""

from flask import Flask
from sqlalchemy import select

from academy.assessments.models import (
    Assessment,
    AssessmentConflict,
    AssessmentReview,
    AssessmentWithdrawal,
    ResponseKind,
    ReviewOutcome,
    WorkerResponse,
)
from academy.audit.models import AuditEvent
from academy.database import db, transaction
from academy.objections import conflicts
from academy.objections.responding import Said
from academy.objections.responding import respond as respond_to
from tests.academy.assessments.conftest import Save, filled_in
from tests.academy.assessments.test_races import count, newest, review, undo, valid_badges_of
from tests.cast import AMINA, BEA, FATMA
from tests.clock import START
from tests.races import DONE, race


def test_review_beside_undo_decides_once(app: Flask, save: Save) -> None:
    save()

    outcomes = race(app, undo(newest()), review(newest(), ReviewOutcome.STANDS))

    reviews, withdrawals = (
        count(select(AssessmentReview.id)),
        count(select(AssessmentWithdrawal.id)),
    )
    assert (outcomes, reviews, withdrawals) in [
        (["AcademyError", DONE], 0, 1),  # undone first: nothing is left to decide
        ([DONE, DONE], 1, 1),
    ]
    assert valid_badges_of(newest()) == 0


def test_two_reviewers_decide_once(app: Flask, save: Save) -> None:
    save()
    stands = review(newest(), ReviewOutcome.STANDS)
    rejected = review(newest(), ReviewOutcome.REJECTED, by=BEA)

    assert race(app, stands, rejected) == ["AcademyError", DONE]
    assert count(select(AssessmentReview.id)) == 1


def test_a_double_tap_answers_once(app: Flask, save: Save) -> None:
    save()
    number = newest()

    def respond() -> None:
        row = db.session.get_one(Assessment, number)
        who = AMINA.actor
        with transaction(row.person):
            respond_to(row, Said(kind=ResponseKind.OBJECTS), by=who, now=START)

    assert race(app, respond, respond) == [DONE, DONE]
    assert count(select(WorkerResponse.id)) == 1


def test_a_conflict_is_dismissed_once(app: Flask, save: Save) -> None:
    values = filled_in()
    save(values)
    save(filled_in(level=3, uuid=values["uuid"]))
    number = db.session.scalars(select(AssessmentConflict.id)).one()

    def dismiss() -> None:
        row = db.session.get_one(AssessmentConflict, number)
        who = FATMA.identity()
        with transaction(row.assessment.person):
            conflicts.dismiss(row, by=who, now=START)

    assert race(app, dismiss, dismiss) == [DONE, DONE]
    said = select(AuditEvent.id).where(AuditEvent.action == "assessment.conflict_dismissed")
    assert count(said) == 1
