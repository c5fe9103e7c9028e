"""Which assessments may have a badge to come: noted with what can earn one, read by the sweep.

Most badges are kept together with their assessment and leave nothing here. What waits for a second
look is taken away by the sweep, and comes back with the next thing that happens to its subject.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, insert, select

from academy.assessments.models import Assessment, AwardDue
from academy.assessments.standing import Subject
from academy.catalogue.models import SkillVersion
from academy.database import db

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Due:
    """One row; the sweep takes away what it has seen, never what came since."""

    id: int
    assessment_id: int


def note(assessment_id: int) -> None:
    """It was kept without a badge. What is not complete earns none, whatever follows."""
    _note(Assessment.id == assessment_id)


def note_all(subject: Subject) -> None:
    """Something was decided about a subject: each of its assessments may earn something now."""
    versions = select(SkillVersion.id).where(SkillVersion.skill_id == subject.skill_id)
    _note(
        Assessment.person_id == subject.person_id,
        Assessment.organisation_id == subject.organisation_id,
        Assessment.skill_version_id.in_(versions),
    )


def _note(*which: ColumnElement[bool]) -> None:
    found = select(Assessment.id).where(Assessment.complete, *which)
    db.session.execute(insert(AwardDue).from_select(["assessment_id"], found))


def forget(assessment_id: int) -> None:
    """Its badge is there."""
    db.session.execute(delete(AwardDue).where(AwardDue.assessment_id == assessment_id))


def forget_seen(rows: Collection[Due]) -> None:
    db.session.execute(delete(AwardDue).where(AwardDue.id.in_([each.id for each in rows])))


def in_portions() -> Iterator[list[Due]]:
    """Everything that is due, oldest first; each portion is read when it is asked for."""
    last = 0
    while portion := _after(last):
        yield portion
        last = portion[-1].id


def _after(last: int) -> list[Due]:
    found = select(AwardDue.id, AwardDue.assessment_id).where(AwardDue.id > last)
    rows = db.session.execute(found.order_by(AwardDue.id).limit(AT_ONCE))
    return [Due(*row) for row in rows]
