"""Forget what was written down of looking at somebody's work, and leave what a badge rests on."""

from typing import Any, cast

from sqlalchemy import ColumnElement, Table, select, update

from academy.assessments.models import Assessment, AssessmentReview, WorkerResponse
from academy.assessments.retention import delete_assessment
from academy.database import db
from academy.privacy.plan import what_goes
from academy.references import delete_with_what_hangs_on_it
from academy.security.identity import Actor


def forget_details(
    which: ColumnElement[bool], stays: ColumnElement[bool], *, by: Actor, now: Any
) -> None:
    """Of the assessments that `which` says: those that `stays` says lose their notes, remarks,
    reasons and photos, the others go altogether. The files went before."""
    own = select(Assessment.id).where(which)
    for number in db.session.scalars(own.where(~stays)).all():
        delete_assessment(number, by=by, now=now)
    delete_what_goes(Assessment, own)
    reasons = update(WorkerResponse).where(WorkerResponse.assessment_id.in_(own))
    execute(reasons.values(reason=""))
    reviews = update(AssessmentReview).where(AssessmentReview.assessment_id.in_(own))
    execute(reviews.values(explanation=""))
    execute(update(Assessment).where(which).values(note="", remarks=[]))


def delete_what_goes(root: Any, numbers: Any) -> None:
    """What `plan` says goes with rows of `root`, with all that hangs on it."""
    for column in what_goes(cast(Table, root.__table__)):
        which: ColumnElement[bool] = column.in_(numbers)
        delete_with_what_hangs_on_it(column.table, which)
    db.session.expire_all()


def execute(statement: Any) -> None:
    """Behind the session's back, which then reads anew."""
    db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.expire_all()
