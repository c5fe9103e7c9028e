"""The academy's courses: look, add, change, stop."""

from collections.abc import Mapping
from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from academy.database import transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import InvalidInputError
from academy.learning import queries, service
from academy.learning.models import Course, CourseVersion
from academy.learning.views.blueprint import blueprint
from academy.learning.views.course_page import course_form, form_page, skill_names
from academy.learning.words import AUDIENCES, FORMS, LEVELS
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.filter_links import asked, filter_links
from academy.web.refusals import sentence_of


@blueprint.get("/courses")
@requires(Permission.MANAGE_CATALOGUE)
def index() -> ResponseReturnValue:
    query = asked("q")
    wishes = {name: asked(name) for name in ("form", "audience", "show")}
    found = queries.courses(
        search=query or "",
        retired=wishes["show"] == "retired",
        today=local_day(dependencies().clock()),
    )
    narrow = partial(filter_links, "learning.index", wishes={**wishes, "q": query})
    return render_template(
        "learning/index.html",
        drafts=queries.drafts(),
        lines=[line for line in found if _fits(line.version, wishes)],
        query=query or "",
        wishes=wishes,
        forms=FORMS,
        audiences=AUDIENCES,
        form_choices=narrow("form", pgettext("ways to give a course", "Alle"), FORMS),
        audience_choices=narrow("audience", pgettext("groups of people", "Alle"), AUDIENCES),
    )


def _fits(version: CourseVersion, wishes: Mapping[str, str | None]) -> bool:
    return wishes["form"] in (None, version.form) and wishes["audience"] in (None, version.audience)


@blueprint.get("/courses/new")
@requires(Permission.MANAGE_CATALOGUE)
def new_course() -> ResponseReturnValue:
    return form_page("learning/new_course.html", course_form(None))


@blueprint.post("/courses/new")
@requires(Permission.MANAGE_CATALOGUE)
def add_course() -> ResponseReturnValue:
    form = course_form(None)
    if not form.validate_on_submit():
        return form_page("learning/new_course.html", form), 422
    try:
        with transaction():
            course = service.add_course(
                form.to_content(), by=current_identity().actor, now=dependencies().clock()
            )
            address = url_for("learning.show", course_uuid=course.uuid)
    except InvalidInputError as error:
        form.title_nl.errors = [sentence_of(error)]
        return form_page("learning/new_course.html", form), error.status
    flash(_("De cursus staat erbij."), "success")
    return redirect(address, 303)


@blueprint.get("/courses/<uuid:course_uuid>")
@requires(Permission.MANAGE_CATALOGUE, queries.find_course)
def show(course: Course) -> ResponseReturnValue:
    today = local_day(dependencies().clock())
    return render_template(
        "learning/show.html",
        course=course,
        version=course.current,
        lines=queries.runs_of_course(course),
        today=today,
        forms=FORMS,
        audiences=AUDIENCES,
        levels=LEVELS,
        skills=_skills_of(course.current),
    )


@blueprint.get("/courses/<uuid:course_uuid>/edit")
@requires(Permission.MANAGE_CATALOGUE, queries.find_course)
def edit_course(course: Course) -> ResponseReturnValue:
    """Goes on with the draft, when there is one."""
    if course.draft is not None:
        return redirect(url_for("learning.draft", draft_uuid=course.draft.uuid), 303)
    return form_page("learning/edit_course.html", course_form(course.current), course=course)


@blueprint.post("/courses/<uuid:course_uuid>/edit")
@requires(Permission.MANAGE_CATALOGUE, queries.find_course)
def change_course(course: Course) -> ResponseReturnValue:
    form = course_form(course.current)
    if not form.validate_on_submit():
        return form_page("learning/edit_course.html", form, course=course), 422
    try:
        with transaction(course):
            service.change_course(
                course,
                form.to_content(),
                based_on=form.based_on.data or "",
                by=current_identity().actor,
                now=dependencies().clock(),
            )
    except service.StaleCourseError as error:
        form.form_errors.append(sentence_of(error))
        form.based_on.data = course.current.number
        return form_page("learning/edit_course.html", form, course=course), error.status
    flash(_("Opgeslagen. Wat al gepland is, blijft zoals het was."), "success")
    return redirect(url_for("learning.show", course_uuid=course.uuid), 303)


@blueprint.post("/courses/<uuid:course_uuid>/retire")
@requires(Permission.MANAGE_CATALOGUE, queries.find_course)
def retire_course(course: Course) -> ResponseReturnValue:
    with transaction(course):
        service.retire_course(course, by=current_identity().actor, now=dependencies().clock())
    flash(_("De cursus is gestopt. Wat gepland is, gaat door."), "success")
    return redirect(url_for("learning.show", course_uuid=course.uuid), 303)


@blueprint.post("/courses/<uuid:course_uuid>/reopen")
@requires(Permission.MANAGE_CATALOGUE, queries.find_course)
def reopen_course(course: Course) -> ResponseReturnValue:
    with transaction(course):
        service.reopen_course(course, by=current_identity().actor, now=dependencies().clock())
    flash(_("De cursus staat weer aan."), "success")
    return redirect(url_for("learning.show", course_uuid=course.uuid), 303)


def _skills_of(version: CourseVersion) -> list[tuple[str, str]]:
    """Codes and names; a skill that is no longer in the palette goes by its code."""
    names = skill_names()
    return [(code, names.get(code, code)) for code in version.skill_codes]
