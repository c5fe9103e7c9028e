"""Propose, say yes or no, choose another day, stop. Flushes; views open the transaction.

The log has these lines in no organisation's chain: it sees how many there are, never whose.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from academy.assessments.agreements import queries
from academy.assessments.agreements.models import AgreedSkill, Agreement
from academy.assessments.agreements.rules import (
    MOST_OPEN,
    MOST_SKILLS,
    End,
    Help,
    is_day_for_it,
)
from academy.audit import log
from academy.catalogue.models import Skill
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Identity


def propose(
    person: Person,
    skills: Sequence[Skill],
    *,
    key: UUID,
    organisation_id: int,
    due_on: date,
    helps: Sequence[Help],
    by: Identity,
    now: datetime,
) -> Agreement:
    """A form that is sent twice makes one. Raises AcademyError."""
    must_be_there(person.id)
    known = db.session.scalar(select(Agreement).where(Agreement.uuid == key))
    if known is not None:
        return known
    if not 1 <= len({skill.id for skill in skills}) <= MOST_SKILLS:
        raise InvalidInputError("one-to-three-skills", most=MOST_SKILLS).at("skill1")
    _refuse_day(due_on, by.today)
    if len(queries.open_of(person, by.today)) >= MOST_OPEN:
        raise AcademyError("enough-agreements", most=MOST_OPEN)
    row = Agreement(
        uuid=key, person_id=person.id, organisation_id=organisation_id, made_by_id=by.person_id,
        made_at=now, due_on=due_on, helps=list(helps),
        skills=[AgreedSkill(skill_id=number) for number in dict.fromkeys(s.id for s in skills)],
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _note("agreement.proposed", row, by, now)
    return row


def answer(row: Agreement, *, yes: bool, by: Identity, now: datetime) -> None:
    """By the one who did not propose it. Raises AcademyError when it was answered or ended."""
    must_be_locked(row.person)
    if not queries.one(row, by.today).asks(by.person_id):
        raise AcademyError("agreement-is-answered")
    if yes:
        row.agreed_at = now
        _note("agreement.agreed", row, by, now)
    else:
        _end(row, End.REFUSED, by, now)


def move(row: Agreement, due_on: date, *, by: Identity, now: datetime) -> None:
    """Another day; either of the two may choose it. Raises AcademyError."""
    must_be_locked(row.person)
    _refuse_ended(row)
    _refuse_day(due_on, by.today)
    if row.due_on != due_on:
        row.due_on, row.moved = due_on, row.moved + 1
        _note("agreement.moved", row, by, now)


def stop(row: Agreement, *, by: Identity, now: datetime) -> None:
    """Without a reason; a second time changes nothing."""
    must_be_locked(row.person)
    if row.ended_at is None:
        _end(row, End.STOPPED, by, now)


def say_helped(row: Agreement, *, helped: bool, by: Identity, now: datetime) -> None:
    """The worker says whether the employer did its part."""
    must_be_locked(row.person)
    if row.helped is not helped:
        row.helped = helped
        _note("agreement.help_said", row, by, now)


def _refuse_ended(row: Agreement) -> None:
    if row.ended_at is not None:
        raise AcademyError("agreement-has-ended")


def _refuse_day(day: date, today: date) -> None:
    if not is_day_for_it(day, today):
        raise InvalidInputError("no-day-for-an-agreement").at("due_on")


def _end(row: Agreement, how: End, by: Identity, now: datetime) -> None:
    row.ended_as, row.ended_at = how, now
    _note(f"agreement.{how}", row, by, now)


def _note(action: str, row: Agreement, by: Identity, now: datetime) -> None:
    log.record(action, row.uuid, organisation_id=None, by=by.actor, at=now)
