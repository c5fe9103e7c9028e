"""What came of an assessment.

Two questions look alike. Whether it *earned something*, a badge of its own or a confirmation of
one that was there, says whether anything is still to come of it. Whether it *gave a badge* says
whether signed bytes rest on the row. Neither asks what became of the badge since: a badge that
was withdrawn was earned, and whether it counts is asked of the badge.
"""

from sqlalchemy import ColumnElement, and_, exists, not_, or_
from sqlalchemy.orm import InstrumentedAttribute

from academy.assessments.models import (
    Assessment,
    AssessmentReview,
    AssessmentWithdrawal,
    ReviewOutcome,
)
from academy.credentials.models import Confirmation, Credential

EARNED = (Credential.assessment_id, Confirmation.assessment_id)
"""Where it is written down."""


def earned_something() -> ColumnElement[bool]:
    """Whether the assessment of the statement gave a badge or confirmed one.

    Asked by the wallet and the team (what
    earned nothing is practice) and by retention (nothing that earned something is deleted).
    """
    return or_(*(_refers_to_it(column) for column in EARNED))


def is_practice() -> ColumnElement[bool]:
    """Whether the assessment of the statement was seen and gave no badge so far, as the leaders
    of the team know it."""
    rejected = exists().where(
        AssessmentReview.assessment_id == Assessment.id,
        AssessmentReview.outcome == ReviewOutcome.REJECTED,
        Assessment.flag.is_not(None),  # what became of an objection is not told here
    )
    undone = exists().where(AssessmentWithdrawal.assessment_id == Assessment.id)
    return and_(
        not_(earned_something()),
        not_(undone.correlate(Assessment)),
        not_(rejected.correlate(Assessment)),
    )


def gave_a_badge() -> ColumnElement[bool]:
    """Whether a badge of its own rests on the assessment of the statement.

    Asked by erasing: such a row stays, without its texts, under the signed badge. What only
    confirmed a badge goes, and the confirmation with it.
    """
    return _refers_to_it(Credential.assessment_id)


def _refers_to_it(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    # Asked row by row: an index answers, however many badges there are.
    return exists().where(column == Assessment.id).correlate(Assessment)
