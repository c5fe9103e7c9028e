"""Drafts of courses: keep what is not ready yet, and publish it as the next version.

A draft may lack anything. Of two who save one draft at once, the second is told what the first
wrote, at each field, and decides; nothing of either is overwritten unseen.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.learning import service
from academy.learning.models import Course, CourseDraft, CourseVersion
from academy.learning.values import CourseContent
from academy.security.identity import Actor


class StaleDraftError(AcademyError):
    """Somebody else saved the draft while the form was open."""


def begin(
    course: Course | None, content: Mapping[str, Any], *, by: Actor, now: datetime
) -> CourseDraft:
    """A draft of a new course, or of the next version of one.

    Raises AcademyError when the course has a draft already.
    """
    if course is not None:
        must_be_locked(course)
        if course.draft is not None:
            raise AcademyError("course-has-a-draft")
    draft = CourseDraft(
        course=course,
        based_on=course.current.number if course else "",
        content=dict(content),
        changed_at=now,
    )
    db.session.add(draft)
    db.session.flush()
    _log("course-draft.saved", draft, by=by, now=now)
    return draft


def save(
    draft: CourseDraft, content: Mapping[str, Any], *, seen: str, by: Actor, now: datetime
) -> None:
    """`seen` is the revision that was on the screen; raises StaleDraftError for an older one."""
    must_be_locked(draft)
    _refuse_stale(draft, seen)
    if draft.content == content:
        return
    draft.content, draft.changed_at = dict(content), now
    draft.revision += 1
    _log("course-draft.saved", draft, by=by, now=now)


def publish(
    draft: CourseDraft, content: CourseContent, *, seen: str, by: Actor, now: datetime
) -> Course:
    """Make it version 1.0 of a course, or the next version of its course; the draft is gone.

    Raises StaleDraftError, StaleCourseError when a version came in between, and InvalidInputError
    when another course has the title.
    """
    course = draft.course
    must_be_locked(draft)
    if course is not None:
        must_be_locked(course)
    _refuse_stale(draft, seen)
    if course is None:
        course = service.add_course(content, by=by, now=now)
    else:
        service.change_course(course, content, based_on=draft.based_on, by=by, now=now)
    db.session.delete(draft)
    db.session.flush()
    return course


def rebase(draft: CourseDraft, current: CourseVersion) -> None:
    """From now on it follows the version that came in between, which was told."""
    must_be_locked(draft)
    draft.based_on = current.number


def discard(draft: CourseDraft, *, by: Actor, now: datetime) -> None:
    must_be_locked(draft)
    _log("course-draft.discarded", draft, by=by, now=now)
    db.session.delete(draft)
    db.session.flush()


def _refuse_stale(draft: CourseDraft, seen: str) -> None:
    if seen != str(draft.revision):
        raise StaleDraftError("course-draft-was-changed")


def _log(action: str, draft: CourseDraft, *, by: Actor, now: datetime) -> None:
    code = draft.course.code if draft.course else ""
    log.record(action, draft.uuid, organisation_id=None, by=by, at=now, course=code)
