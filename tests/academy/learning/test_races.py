"""The academy's people at the same moment: the last seat, one version after another."""

from dataclasses import replace

from flask import Flask
from sqlalchemy import func, select

from academy.database import db, transaction
from academy.learning import attendance, drafts, enrolling, presence, service
from academy.learning.models import (
    Course,
    CourseDraft,
    CourseRun,
    CourseVersion,
    Enrolment,
    LearningRecord,
    Presence,
)
from academy.learning.participants import Candidate
from academy.learning.values import Attendance
from tests.academy.learning.conftest import CONTENT
from tests.cast import AMINA, ANNA, BRAM, GORAN, JAN, Member
from tests.clock import START
from tests.races import DONE, race


def enrol(number: int, member: Member) -> None:
    run, organisation_id = db.session.get_one(CourseRun, number), 1
    with transaction(run):
        candidate = Candidate(member.row, organisation_id)
        enrolling.enrol(run, [candidate], by=ANNA.actor, now=START)


Counted = type[Enrolment | LearningRecord | CourseVersion | CourseDraft | Presence]


def how_many(model: Counted) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_last_seat_is_given_once(app: Flask, run: CourseRun) -> None:
    run.seats, number = 1, run.id

    outcomes = race(app, lambda: enrol(number, AMINA), lambda: enrol(number, GORAN))

    assert outcomes == [DONE, DONE]
    people = db.session.scalars(select(Enrolment).order_by(Enrolment.id))
    assert [each.has_seat for each in people] == [True, False]


def test_a_seat_that_comes_free_twice_at_once_goes_to_two(app: Flask, run: CourseRun) -> None:
    run.seats, number = 2, run.id
    db.session.commit()
    for member in (AMINA, GORAN, BRAM, JAN):
        enrol(number, member)
    leaving = db.session.scalars(select(Enrolment.id).order_by(Enrolment.id)).all()[:2]

    def leave(enrolment_id: int) -> None:
        row = db.session.get_one(Enrolment, enrolment_id)
        with transaction(row.run):
            enrolling.remove(row, by=ANNA.actor, now=START)

    outcomes = race(app, lambda: leave(leaving[0]), lambda: leave(leaving[1]))

    assert outcomes == [DONE, DONE]
    people = db.session.scalars(select(Enrolment).order_by(Enrolment.id))
    assert [each.has_seat for each in people] == [True, True]


def test_the_same_person_is_on_the_list_once(app: Flask, run: CourseRun) -> None:
    number = run.id

    assert race(app, lambda: enrol(number, AMINA), lambda: enrol(number, AMINA)) == [DONE, DONE]
    assert how_many(Enrolment) == 1


def test_a_run_is_completed_once(app: Flask, run: CourseRun) -> None:
    run.starts_on, number = START.date(), run.id
    db.session.commit()
    enrol(number, AMINA)
    key = str(db.session.scalars(select(Enrolment.uuid)).one())

    def complete() -> None:
        row = db.session.get_one(CourseRun, number)
        with transaction(row):
            attendance.complete(
                row, [Attendance(key, 3)], on=START.date(), by=ANNA.actor, now=START
            )

    assert race(app, complete, complete) == [DONE, DONE]
    assert how_many(LearningRecord) == 1


def test_nobody_is_enrolled_in_a_run_that_is_cancelled(app: Flask, run: CourseRun) -> None:
    number = run.id

    def cancel() -> None:
        row = db.session.get_one(CourseRun, number)
        with transaction(row):
            service.cancel_run(row, by=ANNA.actor, now=START)

    outcomes = race(app, cancel, lambda: enrol(number, AMINA))

    assert (outcomes, how_many(Enrolment)) in [(["AcademyError", DONE], 0), ([DONE, DONE], 1)]


def test_the_second_change_of_a_course_is_told_of_the_first(app: Flask, course: Course) -> None:
    number, version = course.id, course.current
    based_on, before = version.number, how_many(CourseVersion)

    def change(hours: float) -> None:
        row = db.session.get_one(Course, number)
        with transaction(row):
            service.change_course(
                row, replace(CONTENT, hours=hours), based_on=based_on, by=ANNA.actor, now=START
            )

    assert race(app, lambda: change(11), lambda: change(12)) == ["StaleCourseError", DONE]
    assert how_many(CourseVersion) == before + 1


def test_two_courses_of_one_title(app: Flask, course: Course) -> None:
    """No row decides, so the unique index does, and the second is told at the field."""
    content = replace(CONTENT, title={"nl": "Heel nieuw"})

    def add() -> None:
        with transaction():
            service.add_course(content, by=ANNA.actor, now=START)

    assert race(app, add, add) == ["InvalidInputError", DONE]


def test_two_who_look_at_once_who_is_there_write_it_once(app: Flask, run: CourseRun) -> None:
    number = run.id
    db.session.commit()
    enrol(number, AMINA)
    key = str(db.session.scalars(select(Enrolment.uuid)).one())

    def look(hours: float) -> None:
        row = db.session.get_one(CourseRun, number)
        with transaction(row):
            presence.take(row, START.date(), {key: hours}, among=[key], by=ANNA.actor, now=START)

    assert race(app, lambda: look(4), lambda: look(5)) == [DONE, DONE]
    assert how_many(Presence) == 1


def test_a_course_gets_one_draft(app: Flask, course: Course) -> None:
    number = course.id

    def begin() -> None:
        row = db.session.get_one(Course, number)
        with transaction(row):
            drafts.begin(row, {"title_nl": "Nieuw"}, by=ANNA.actor, now=START)

    assert race(app, begin, begin) == ["AcademyError", DONE]
    assert how_many(CourseDraft) == 1


def test_of_two_who_save_a_draft_at_once_the_second_is_told(app: Flask, course: Course) -> None:
    draft = drafts.begin(course, {"title_nl": "Begin"}, by=ANNA.actor, now=START)
    number = draft.id

    def save(title: str) -> None:
        row = db.session.get_one(CourseDraft, number)
        with transaction(row):
            drafts.save(row, {"title_nl": title}, seen="1", by=ANNA.actor, now=START)

    assert race(app, lambda: save("Een"), lambda: save("Twee")) == ["StaleDraftError", DONE]
    assert db.session.get_one(CourseDraft, number).revision == 2
