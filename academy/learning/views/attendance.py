"""The academy says how people took part: take off the list, complete, stop, take back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.database import transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.learning import attendance, enrolling, presence, queries, rules, service
from academy.learning.forms import CompletionForm, completion_form
from academy.learning.models import CourseRun, Enrolment
from academy.learning.views.blueprint import blueprint
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of


@blueprint.post("/enrolments/<uuid:enrolment_uuid>/remove")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_enrolment)
def remove_enrolment(enrolment: Enrolment) -> ResponseReturnValue:
    address = url_for("learning.show_run", run_uuid=enrolment.run.uuid)
    with transaction(enrolment.run):
        enrolling.remove(enrolment, by=current_identity().actor, now=dependencies().clock())
    flash(_("Van de lijst gehaald."), "success")
    return redirect(address, 303)


@blueprint.post("/enrolments/<uuid:enrolment_uuid>/stop")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_enrolment)
def stop_enrolment(enrolment: Enrolment) -> ResponseReturnValue:
    with transaction(enrolment.run):
        attendance.stop(enrolment, by=current_identity().actor, now=dependencies().clock())
    flash(_("Opgeslagen."), "success")
    return redirect(url_for("learning.show_run", run_uuid=enrolment.run.uuid), 303)


@blueprint.post("/enrolments/<uuid:enrolment_uuid>/reopen")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_enrolment)
def reopen_enrolment(enrolment: Enrolment) -> ResponseReturnValue:
    """Take back that somebody completed or stopped."""
    with transaction(enrolment.run):
        attendance.reopen(enrolment, by=current_identity().actor, now=dependencies().clock())
    flash(_("Ongedaan gemaakt. Deze persoon staat weer open."), "success")
    return redirect(url_for("learning.show_run", run_uuid=enrolment.run.uuid), 303)


@blueprint.get("/course-runs/<uuid:run_uuid>/complete")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def choose_attended(run: CourseRun) -> ResponseReturnValue:
    """Tick who took part; nobody is ticked beforehand unless `?everyone` asks for it."""
    service.refuse_cancelled(run)
    if not run.has_begun_on(local_day(dependencies().clock())):
        raise AcademyError("run-has-not-begun")
    return _completion_page(run, _completion_form(run, everyone="everyone" in request.args))


@blueprint.post("/course-runs/<uuid:run_uuid>/complete")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def complete_run(run: CourseRun) -> ResponseReturnValue:
    form = _completion_form(run, everyone=False)
    if not form.validate_on_submit():
        return _completion_page(run, form), 422
    try:
        with transaction(run):
            number = attendance.complete(
                run,
                form.to_attendance(),
                on=form.completed_on.data,
                by=current_identity().actor,
                now=dependencies().clock(),
            )
    except InvalidInputError as error:
        form.refuse(error.field or "", sentence_of(error))
        return _completion_page(run, form), error.status
    flash(_completed_words(number), "success")
    return redirect(url_for("learning.show_run", run_uuid=run.uuid), 303)


def _completed_words(number: int) -> str:
    if not number:
        return str(_("Iedereen die je koos, was al klaar."))
    return str(
        ngettext(
            "%(num)s persoon is klaar en heeft een bewijs van deelname.",
            "%(num)s mensen zijn klaar en hebben een bewijs van deelname.",
            number,
        )
    )


def _completion_form(run: CourseRun, *, everyone: bool) -> CompletionForm:
    """About everybody with a seat: sending the same form twice is no mistake."""
    today = local_day(dependencies().clock())
    seated = [each for each in queries.enrolments(run) if each.has_seat]
    hours = presence.hours_followed(run)
    followed = {str(each.uuid): hours[each.id] for each in seated if each.id in hours}
    return completion_form(run, seated, followed, today=today, everyone=everyone)


def _completion_page(run: CourseRun, form: CompletionForm) -> str:
    waiting = [each for each in queries.enrolments(run) if rules.takes_part(each)]
    shows_people_of((each.organisation_id for each in waiting), Seen.COURSE)
    return render_template(
        "learning/choose_attended.html",
        run=run,
        version=run.course_version,
        form=form,
        boxes={option.data: option for option in form.done},
        waiting=waiting,
        least=rules.least_hours(run.course_version),
    )
