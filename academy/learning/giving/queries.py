"""Who completed a run, and who has the badge of its course. Administrators find the own people."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import contains_eager, joinedload

from academy.credentials.models import ParticipationProof
from academy.database import db
from academy.learning.models import CourseRun, Enrolment, LearningRecord
from academy.learning.open_badge import can_be_badge
from academy.learning.queries import is_of_the_academy
from academy.people.models import Person
from academy.searching import in_name_order
from academy.security.identity import Identity, Role
from academy.security.policy import Scope
from academy.web.locale import localised


@dataclass(frozen=True, slots=True)
class Giving:
    """A run, and the people to whom somebody may give its badge."""

    run: CourseRun
    places: frozenset[int] | None
    """Numbers of the organisations through which they took part; None: everybody."""

    @property
    def name(self) -> str:
        """For the list of long work."""
        return localised(self.run.course_version.title)

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=self.places or frozenset())

    @property
    def is_of_the_academy(self) -> bool:
        return self.places is None


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who completed the run."""

    record: LearningRecord
    proof: ParticipationProof | None

    @property
    def waits(self) -> bool:
        there = not self.record.person.is_gone
        return there and self.proof is None and can_be_badge(self.record)


def find_giving(identity: Identity, run_uuid: uuid.UUID) -> Giving | None:
    """For the academy; for an administrator when somebody of the own organisations took part."""
    run = db.session.scalar(
        select(CourseRun)
        .where(CourseRun.uuid == run_uuid)
        .options(joinedload(CourseRun.course_version), joinedload(CourseRun.provider))
    )
    if run is None or is_of_the_academy(identity):
        return Giving(run, None) if run else None
    own = identity.organisations(Role.ORGANISATION_ADMIN)
    took_part = select(Enrolment.id).where(
        Enrolment.run_id == run.id, Enrolment.organisation_id.in_(own)
    )
    return Giving(run, own) if db.session.scalar(took_part.limit(1)) else None


def lines_of(giving: Giving) -> Sequence[Line]:
    """By name; the person whose record it was may have been erased, and then it is gone."""
    found = (
        select(LearningRecord, ParticipationProof)
        .join(LearningRecord.enrolment)
        .join(LearningRecord.person)
        .outerjoin(ParticipationProof, ParticipationProof.record_id == LearningRecord.id)
        .where(Enrolment.run_id == giving.run.id, _within(giving))
        .options(
            contains_eager(LearningRecord.person),
            contains_eager(LearningRecord.enrolment).joinedload(Enrolment.organisation),
        )
        .order_by(in_name_order(Person.sort_text), LearningRecord.id)
    )
    return [Line(*row) for row in db.session.execute(found)]


def _within(giving: Giving) -> ColumnElement[bool]:
    places = giving.places
    return true() if places is None else Enrolment.organisation_id.in_(places)
