"""Load the starter courses; loading them again changes nothing.

What the academy changed afterwards stays: the file only adds courses and version numbers that
are not there yet, and is refused when it tells another story about a version that is.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from academy.audit import log
from academy.catalogue.codes import parts_of_number
from academy.catalogue.loading import PublishedVersionError
from academy.catalogue.palette_file import CONTENT, Entry
from academy.database import db
from academy.folding import folded
from academy.languages import CONTENT_LANGUAGES
from academy.learning.models import Course, CourseVersion
from academy.security.identity import Actor

COURSES_FILE = CONTENT / "courses.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursesLoad:
    """What loading did, in numbers."""

    courses_added: int = 0
    versions_added: int = 0
    versions_unchanged: int = 0


def load_courses(now: datetime, by: Actor, source: Path = COURSES_FILE) -> CoursesLoad:
    """Add what `source` has and the database has not; flushes, the caller commits.

    Raises PublishedVersionError when a version that is there already differs.
    """
    stored = select(Course).options(selectinload(Course.versions))
    known = {course.code: course for course in db.session.scalars(stored)}
    load = CoursesLoad()
    for entry in json.loads(source.read_text(encoding="utf-8"))["courses"]:
        course = known.get(entry["id"])
        if course is None:
            course = Course(code=entry["id"], versions=[])
            db.session.add(course)
            load = replace(load, courses_added=load.courses_added + 1)
        if _add_version(course, entry, now=now, by=by):
            load = replace(load, versions_added=load.versions_added + 1)
        else:
            load = replace(load, versions_unchanged=load.versions_unchanged + 1)
    db.session.flush()
    return load


def _add_version(course: Course, entry: Entry, *, now: datetime, by: Actor) -> bool:
    values = _version_values(entry)
    stored = next((v for v in course.versions if v.number == entry["version"]), None)
    if stored is not None:
        if any(getattr(stored, name) != value for name, value in values.items()):
            raise PublishedVersionError(
                "course-version-differs", number=stored.number, course=course.code
            )
        return False
    if course.versions and _is_passed(course, entry["version"]):
        return False
    publish_version(course, entry["version"], values, by=by, now=now)
    return True


def _is_passed(course: Course, number: str) -> bool:
    """Whether the academy went on since: what the file adds would come in place of that."""
    return parts_of_number(number) < parts_of_number(course.current.number)


def publish_version(
    course: Course, number: str, values: Mapping[str, Any], *, by: Actor, now: datetime
) -> CourseVersion:
    """The course as it is from now on; `values` are the columns of the version."""
    version = CourseVersion(number=number, created_at=now, **values)
    course.versions.append(version)
    course.search_text = search_text(version)
    db.session.flush()
    log.record(
        "course-version.added",
        version.uuid,
        organisation_id=None,
        by=by,
        at=now,
        course=course.code,
        number=number,
    )
    return version


def search_text(version: CourseVersion) -> str:
    """What a search looks through: title and description in every language, and the code."""
    texts = [*version.title.values(), *version.description.values()]
    return folded(*texts)[:2000]


def _version_values(entry: Entry) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if "outcomes_nl" in entry:
        lines = {code: entry[f"outcomes_{code}"] for code in CONTENT_LANGUAGES}
        said["outcomes"] = {code: "\n".join(each) for code, each in lines.items()}
    if "quality_nl" in entry:
        said["quality"] = {code: entry[f"quality_{code}"] for code in CONTENT_LANGUAGES}
    return said | {
        "title": entry["title"],
        "description": entry["description"],
        "assessment": {"nl": entry["assessment_nl"], "en": entry["assessment_en"]},
        "hours": entry["hours"],
        "form": entry["form"],
        "audience": entry["audience"],
        "skill_codes": entry["skills"],
    }
