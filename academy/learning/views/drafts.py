"""Drafts of courses: keep, look at what changes, publish, throw away; and earlier versions."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import InvalidInputError
from academy.learning import drafts, queries
from academy.learning.course_form import CourseForm, course_fields
from academy.learning.differences import Change, differences
from academy.learning.models import Course, CourseDraft
from academy.learning.service import StaleCourseError
from academy.learning.views.blueprint import blueprint
from academy.learning.views.course_page import course_form, form_page
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of


@blueprint.post("/courses/new/draft")
@requires(Permission.MANAGE_CATALOGUE)
def begin_course() -> ResponseReturnValue:
    form = course_form(None)
    if not form.validate_draft():
        return form_page("learning/new_course.html", form), 422
    return _begin(None, form)


@blueprint.post("/courses/<uuid:course_uuid>/draft")
@requires(Permission.MANAGE_CATALOGUE, queries.find_course)
def begin_version(course: Course) -> ResponseReturnValue:
    form = course_form(course.current)
    if not form.validate_draft():
        return form_page("learning/edit_course.html", form, course=course), 422
    return _begin(course, form)


def _begin(course: Course | None, form: CourseForm) -> ResponseReturnValue:
    with transaction(*([course] if course else [])):
        draft = drafts.begin(
            course, form.to_draft(), by=current_identity().actor, now=dependencies().clock()
        )
        address = url_for("learning.draft", draft_uuid=draft.uuid)
    flash(_("Bewaard als concept. Niemand buiten de academie ziet het."), "success")
    return redirect(address, 303)


@blueprint.get("/course-drafts/<uuid:draft_uuid>")
@requires(Permission.MANAGE_CATALOGUE, queries.find_draft)
def draft(found: CourseDraft) -> ResponseReturnValue:
    return _page(found, _form(found))


@blueprint.post("/course-drafts/<uuid:draft_uuid>")
@requires(Permission.MANAGE_CATALOGUE, queries.find_draft)
def save_draft(found: CourseDraft) -> ResponseReturnValue:
    form = _form(found)
    if not form.validate_draft():
        return _page(found, form), 422
    try:
        with transaction(found):
            drafts.save(
                found,
                form.to_draft(),
                seen=form.revision.data or "",
                by=current_identity().actor,
                now=dependencies().clock(),
            )
    except drafts.StaleDraftError as error:
        return _conflict(found, form, sentence_of(error)), error.status
    flash(_("Bewaard als concept. Niemand buiten de academie ziet het."), "success")
    return redirect(url_for("learning.draft", draft_uuid=found.uuid), 303)


@blueprint.post("/course-drafts/<uuid:draft_uuid>/publish")
@requires(Permission.MANAGE_CATALOGUE, queries.find_draft)
def publish_draft(found: CourseDraft) -> ResponseReturnValue:
    form = _form(found)
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        with transaction(*filter(None, [found.course, found])):
            course = drafts.publish(
                found,
                form.to_content(),
                seen=form.revision.data or "",
                by=current_identity().actor,
                now=dependencies().clock(),
            )
            address = url_for("learning.show", course_uuid=course.uuid)
    except drafts.StaleDraftError as error:
        return _conflict(found, form, sentence_of(error)), error.status
    except StaleCourseError as error:
        _follow_current(found)
        form.form_errors.append(sentence_of(error))
        return _page(found, form), error.status
    except InvalidInputError as error:
        form.title_nl.errors = [sentence_of(error)]
        return _page(found, form), error.status
    flash(_("Opgeslagen. Wat al gepland is, blijft zoals het was."), "success")
    return redirect(address, 303)


@blueprint.post("/course-drafts/<uuid:draft_uuid>/discard")
@requires(Permission.MANAGE_CATALOGUE, queries.find_draft)
def discard_draft(found: CourseDraft) -> ResponseReturnValue:
    course = found.course
    with transaction(found):
        drafts.discard(found, by=current_identity().actor, now=dependencies().clock())
    flash(_("Het concept is weg."), "success")
    if course is None:
        return redirect(url_for("learning.index"), 303)
    return redirect(url_for("learning.show", course_uuid=course.uuid), 303)


@blueprint.get("/courses/<uuid:course_uuid>/versions")
@requires(Permission.MANAGE_CATALOGUE, queries.find_course)
def versions(course: Course) -> ResponseReturnValue:
    """Every version, the newest first, with what it changed."""
    form = course_form(course.current)
    pairs = zip([None, *course.versions], course.versions, strict=False)
    told = [
        (version, differences(form, course_fields(old) if old else {}, course_fields(version)))
        for old, version in pairs
    ]
    wish = request.args.get("version", "")
    return render_template(
        "learning/versions.html", course=course, told=list(reversed(told)), wish=wish
    )


def _form(found: CourseDraft) -> CourseForm:
    form = course_form(found.course.current if found.course else None, found.content)
    if not form.is_submitted():
        form.revision.data = str(found.revision)
    return form


def _conflict(found: CourseDraft, form: CourseForm, sentence: str) -> str:
    """What you typed stays; what somebody else saved stands at each field that differs."""
    for change in differences(form, form.to_draft(), found.content):
        said = change.new or _("(niets)")
        form[change.name].errors = [_("Iemand anders schreef hier: %(text)s", text=said)]
    form.form_errors.append(sentence)
    form.revision.data = str(found.revision)
    return _page(found, form)


def _follow_current(found: CourseDraft) -> None:
    with transaction(found):
        if found.course is not None:
            drafts.rebase(found, found.course.current)


def _page(found: CourseDraft, form: CourseForm) -> str:
    return form_page(
        "learning/draft.html", form, draft=found, course=found.course, changes=_changes(found, form)
    )


def _changes(found: CourseDraft, form: CourseForm) -> list[Change]:
    """Since the version that is published now; of a new course everything is new."""
    if found.course is None:
        return []
    return differences(form, course_fields(found.course.current), found.content)
