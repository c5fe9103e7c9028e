"""Loading the courses: once is enough, and what the academy changed stays."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.audit.models import AuditEvent
from academy.catalogue.loading import PublishedVersionError
from academy.database import db, transaction
from academy.learning import service
from academy.learning.loading import COURSES_FILE, CoursesLoad, load_courses
from academy.learning.models import Course, CourseVersion
from academy.security.identity import Actor
from tests.academy.learning.conftest import CONTENT
from tests.clock import START

OPERATOR = Actor(None, "command")


@pytest.fixture
def in_app(db_session):
    return db_session


@pytest.fixture
def one_course(tmp_path: Path) -> Path:
    content = json.loads(COURSES_FILE.read_text(encoding="utf-8"))
    return saved(tmp_path / "courses.json", content["courses"][0])


def saved(path: Path, course: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"courses": [course]}), encoding="utf-8")
    return path


def changed(path: Path, **changes: object) -> Path:
    return saved(path, json.loads(path.read_text(encoding="utf-8"))["courses"][0] | changes)


def the_course() -> Course:
    return db.session.scalars(select(Course)).one()


def test_all_courses_of_the_file_are_added(in_app) -> None:
    assert load_courses(START, OPERATOR) == CoursesLoad(
        courses_added=14, versions_added=14, versions_unchanged=0
    )


def test_a_course_of_the_file_lacks_nothing_that_a_proof_says(in_app) -> None:
    load_courses(START, OPERATOR)

    for version in db.session.scalars(select(CourseVersion)):
        for text in (version.title, version.assessment, version.outcomes, version.quality):
            assert text["nl"]
            assert text["en"]


def test_loading_them_again_changes_nothing(in_app) -> None:
    load_courses(START, OPERATOR)
    db.session.commit()

    assert load_courses(START, OPERATOR) == CoursesLoad(versions_unchanged=14)
    assert db.session.scalar(select(func.count()).select_from(CourseVersion)) == 14


def test_a_version_keeps_what_the_file_says(in_app, one_course) -> None:
    load_courses(START, OPERATOR, one_course)

    version = the_course().current
    assert (version.number, version.hours, version.form) == ("1.1", 8, "praktijk")
    assert version.title["en"] == "Getting started in a thrift organisation"
    assert "kringloop-uitleggen" in version.skill_codes
    assert "getting started" in the_course().search_text


def test_another_story_about_the_same_version_is_refused(in_app, one_course) -> None:
    load_courses(START, OPERATOR, one_course)

    with pytest.raises(PublishedVersionError, match="starten-in-de-kringloop"):
        load_courses(START, OPERATOR, changed(one_course, hours=9))


def test_a_new_number_adds_a_version(in_app, one_course) -> None:
    load_courses(START, OPERATOR, one_course)

    load = load_courses(START, OPERATOR, changed(one_course, hours=9, version="2.0"))

    assert (load.courses_added, load.versions_added) == (0, 1)
    assert (the_course().current.number, the_course().current.hours) == ("2.0", 9)


def test_what_the_academy_changed_stays(in_app, one_course) -> None:
    load_courses(START, OPERATOR, one_course)
    ours = replace(CONTENT, title={"nl": "Beginnen"})
    service.change_course(the_course(), ours, based_on="1.1", by=OPERATOR, now=START)

    load_courses(START, OPERATOR, one_course)

    assert the_course().current.title == {"nl": "Beginnen"}


def test_an_older_file_takes_nothing_back(in_app, one_course) -> None:
    load_courses(START, OPERATOR, one_course)
    service.change_course(the_course(), CONTENT, based_on="1.1", by=OPERATOR, now=START)

    load = load_courses(START, OPERATOR, changed(one_course, hours=9, version="1.0"))

    assert load.versions_added == 0
    assert the_course().current.number == "1.2"


def test_each_version_is_in_the_audit_log(in_app, one_course) -> None:
    with transaction():
        load_courses(START, OPERATOR, one_course)

    event = db.session.scalars(select(AuditEvent)).one()
    assert event.action == "course-version.added"
    assert event.details == {"course": "starten-in-de-kringloop", "number": "1.1"}


def test_the_command_is_a_dry_run_without_commit(app: Flask, in_app) -> None:
    dry = app.test_cli_runner().invoke(args=["courses", "load"])
    assert "courses added: 14" in dry.output
    assert db.session.scalars(select(Course)).all() == []

    app.test_cli_runner().invoke(args=["courses", "load", "--commit"])
    assert len(db.session.scalars(select(Course)).all()) == 14
