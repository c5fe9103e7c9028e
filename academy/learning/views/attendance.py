"""Who takes part in a run: put on the list, take off, complete, stop, take back."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.database import transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.learning import attendance, participants, queries, rules, service
from academy.learning.forms import CompletionForm, EnrolForm, StaffNumberForm, completion_form
from academy.learning.models import CourseRun, Enrolment
from academy.learning.participants import Candidate
from academy.learning.views.blueprint import blueprint
from academy.organisations.models import Organisation, Team
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission


@blueprint.get("/course-runs/<uuid:run_uuid>/enrol")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def choose_people(run: CourseRun) -> ResponseReturnValue:
    """First an organisation, then a team, then people; or a staff number."""
    service.refuse_cancelled(run)
    return _choice_page(run)


@blueprint.post("/course-runs/<uuid:run_uuid>/enrol")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def enrol(run: CourseRun) -> ResponseReturnValue:
    """Those who were ticked in the team that the address names."""
    _organisation, team = _place()
    if team is None:
        raise InvalidInputError(_("Kies eerst een team."))
    members = participants.members(team, local_day(dependencies().clock()))
    form = EnrolForm.about(members)
    if not form.validate_on_submit():
        return _choice_page(run, team_form=form), 422
    return _enrol(run, participants.chosen(members, form.person.data), form, "person")


@blueprint.post("/course-runs/<uuid:run_uuid>/enrol-by-number")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def enrol_by_number(run: CourseRun) -> ResponseReturnValue:
    organisation, _team = _place()
    if organisation is None:
        raise InvalidInputError(_("Kies eerst een organisatie."))
    form = StaffNumberForm()
    if not form.validate_on_submit():
        return _choice_page(run, number_form=form), 422
    today = local_day(dependencies().clock())
    found = participants.with_staff_number(organisation, form.staff_number.data, today)
    if found is None:
        form.staff_number.errors = [_("Kijk het nummer na. Niemand heeft dit nummer.")]
        return _choice_page(run, number_form=form), 422
    return _enrol(run, [found], form, "staff_number")


def _enrol(
    run: CourseRun, people: list[Candidate], form: EnrolForm | StaffNumberForm, field: str
) -> ResponseReturnValue:
    try:
        with transaction(run):
            added = attendance.enrol(
                run, people, by=current_identity().actor, now=dependencies().clock()
            )
    except InvalidInputError as error:
        form[field].errors = [str(error)]
        forms: dict[str, Any] = {"team_form" if field == "person" else "number_form": form}
        return _choice_page(run, **forms), error.status
    flash(_enrolled_words(len(added)), "success")
    return redirect(url_for("learning.show_run", run_uuid=run.uuid), 303)


def _enrolled_words(number: int) -> str:
    if not number:
        return str(_("Iedereen die je koos, stond al op de lijst."))
    return str(ngettext("%(num)s persoon aangemeld.", "%(num)s mensen aangemeld.", number))


def _place() -> tuple[Organisation | None, Team | None]:
    """The organisation and team in the address; None for what is not, or no longer, there."""
    today = local_day(dependencies().clock())
    organisation = participants.find_organisation(request.args.get("organisation"), today)
    if organisation is None:
        return None, None
    return organisation, participants.find_team(organisation, request.args.get("team"), today)


def _choice_page(
    run: CourseRun,
    *,
    team_form: EnrolForm | None = None,
    number_form: StaffNumberForm | None = None,
) -> str:
    today = local_day(dependencies().clock())
    organisation, team = _place()
    listed = queries.enrolments(run)
    if team is not None and team_form is None:
        team_form = EnrolForm.about(participants.members(team, today), blank=True)
    number_form = number_form or StaffNumberForm(formdata=None)
    return render_template(
        "learning/choose_people.html",
        run=run,
        version=run.course_version,
        organisation=organisation,
        team=team,
        organisations=participants.organisations(today) if organisation is None else [],
        teams=participants.teams(organisation, today) if organisation else [],
        form=team_form if team_form and not number_form.errors else number_form,
        team_form=team_form,
        number_form=number_form,
        listed={str(each.person.uuid) for each in listed},
        free=rules.free_seats(run, len(listed)),
    )


@blueprint.post("/enrolments/<uuid:enrolment_uuid>/remove")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_enrolment)
def remove_enrolment(enrolment: Enrolment) -> ResponseReturnValue:
    address = url_for("learning.show_run", run_uuid=enrolment.run.uuid)
    with transaction(enrolment.run):
        attendance.remove(enrolment, by=current_identity().actor, now=dependencies().clock())
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
    if not rules.has_begun(run, local_day(dependencies().clock())):
        raise AcademyError(_("Deze cursus is nog niet begonnen."))
    return _completion_page(run, _completion_form(run, everyone="everyone" in request.args))


@blueprint.post("/course-runs/<uuid:run_uuid>/complete")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def complete_run(run: CourseRun) -> ResponseReturnValue:
    form = _completion_form(run, everyone=False)
    if not form.validate_on_submit():
        return _completion_page(run, form), 422
    with transaction(run):
        number = attendance.complete(
            run,
            form.to_attendance(),
            on=form.completed_on.data,
            by=current_identity().actor,
            now=dependencies().clock(),
        )
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
    """About everybody in the run: sending the same form twice is no mistake."""
    today = local_day(dependencies().clock())
    return completion_form(run, queries.enrolments(run), today=today, everyone=everyone)


def _completion_page(run: CourseRun, form: CompletionForm) -> str:
    return render_template(
        "learning/choose_attended.html",
        run=run,
        version=run.course_version,
        form=form,
        boxes={option.data: option for option in form.done},
        waiting=[each for each in queries.enrolments(run) if rules.is_open(each)],
    )
