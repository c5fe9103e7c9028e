"""Runs of a course: what is coming, what was, plan, change, cancel."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.database import transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.jobs import prints
from academy.jobs.rights import Started
from academy.learning import presence, queries, rules, seats, service, trainers
from academy.learning.models import CompletionKind, Course, CourseRun
from academy.learning.run_form import NewRunForm, RunForm
from academy.learning.views.blueprint import blueprint
from academy.learning.words import FUNDINGS
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of


@blueprint.get("/course-runs")
@requires(Permission.MANAGE_COURSE_RUNS)
def runs() -> ResponseReturnValue:
    """Runs that are going on or coming."""
    today = local_day(dependencies().clock())
    lines = queries.runs_ahead(today)
    return render_template("learning/runs.html", lines=lines, today=today)


@blueprint.get("/course-runs/past")
@requires(Permission.MANAGE_COURSE_RUNS)
def past_runs() -> ResponseReturnValue:
    today = local_day(dependencies().clock())
    lines = queries.runs_past(today)
    return render_template("learning/past_runs.html", lines=lines, today=today)


@blueprint.get("/courses/<uuid:course_uuid>/runs/new")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_course)
def new_run(course: Course) -> ResponseReturnValue:
    if course.retired_at is not None:
        raise AcademyError("course-has-ended")
    return render_template("learning/new_run.html", course=course, form=_new_form())


@blueprint.post("/courses/<uuid:course_uuid>/runs/new")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_course)
def plan_run(course: Course) -> ResponseReturnValue:
    form, now = _new_form(), dependencies().clock()
    if not form.validate_on_submit():
        return render_template("learning/new_run.html", course=course, form=form), 422
    with transaction(course):
        plan = form.to_plan(queries.providers(local_day(now)))
        run = service.plan_run(
            course, plan, key=form.new_uuid, by=current_identity().actor, now=now
        )
        address = url_for("learning.show_run", run_uuid=run.uuid)
    flash(_("De cursus is gepland. Teamleiders en beheerders melden hun mensen aan."), "success")
    return redirect(address, 303)


@blueprint.get("/course-runs/<uuid:run_uuid>")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def show_run(run: CourseRun) -> ResponseReturnValue:
    today = local_day(dependencies().clock())
    people, teachers = queries.enrolments(run), trainers.of_run(run)
    shows_people_of((each.organisation_id for each in people), Seen.COURSE)
    shows_people_of((each.organisation_id for each in teachers), Seen.COURSE)
    return render_template(
        "learning/show_run.html",
        run=run,
        teachers=teachers,
        course=run.course_version.course,
        version=run.course_version,
        people=people,
        completed=[each for each in people if each.completion == CompletionKind.COMPLETED],
        going_on=[each for each in people if rules.takes_part(each)],
        positions=seats.positions(run),
        free=seats.free(run),
        followed=presence.hours_followed(run),
        fundings=FUNDINGS,
        begun=run.has_begun_on(today),
        today=today,
    )


@blueprint.get("/course-runs/<uuid:run_uuid>/edit")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def edit_run(run: CourseRun) -> ResponseReturnValue:
    service.refuse_cancelled(run)
    return render_template("learning/edit_run.html", run=run, form=_form(run))


@blueprint.post("/course-runs/<uuid:run_uuid>/edit")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def change_run(run: CourseRun) -> ResponseReturnValue:
    form, now = _form(run), dependencies().clock()
    if not form.validate_on_submit():
        return render_template("learning/edit_run.html", run=run, form=form), 422
    try:
        with transaction(run):
            plan = form.to_plan(queries.providers(local_day(now)))
            service.change_run(
                run, plan, seen=form.seen.data or "", by=current_identity().actor, now=now
            )
    except service.StaleRunError as error:
        form.show_beside(_form(run, is_sent=False))
        form.form_errors.append(sentence_of(error))
        return render_template("learning/edit_run.html", run=run, form=form), error.status
    except InvalidInputError as error:
        form[error.field or "seats"].errors = [sentence_of(error)]
        return render_template("learning/edit_run.html", run=run, form=form), error.status
    flash(_("Opgeslagen."), "success")
    return redirect(url_for("learning.show_run", run_uuid=run.uuid), 303)


@blueprint.post("/course-runs/<uuid:run_uuid>/cancel")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def cancel_run(run: CourseRun) -> ResponseReturnValue:
    with transaction(run):
        service.cancel_run(run, by=current_identity().actor, now=dependencies().clock())
    flash(_("De cursus gaat niet door. Vertel het de mensen die zich aanmeldden."), "success")
    return redirect(url_for("learning.show_run", run_uuid=run.uuid), 303)


@blueprint.post("/course-runs/<uuid:run_uuid>/proofs")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def print_proofs(run: CourseRun) -> ResponseReturnValue:
    """All proofs of the run in one ZIP: too slow for a request, so a job makes it."""
    identity = current_identity()
    people = queries.enrolments(run)
    shows_people_of((each.organisation_id for each in people if each.record), Seen.PROOF)
    with transaction():
        job_uuid = prints.ask(
            "course-proofs",
            {"run": str(run.uuid)},
            key=str(run.uuid),
            started=Started(
                by_id=identity.person_id, permission=Permission.MANAGE_COURSE_RUNS, about=run.uuid
            ),
            now=dependencies().clock(),
        )
    return redirect(url_for("jobs.show", job_uuid=job_uuid), 303)


def _new_form() -> NewRunForm:
    today = local_day(dependencies().clock())
    return NewRunForm.about(None, queries.providers(today), today=today)


def _form(run: CourseRun, *, is_sent: bool = True) -> RunForm:
    today = local_day(dependencies().clock())
    providers = list(queries.providers(today))
    if run.provider not in providers:
        providers.append(run.provider)
    return RunForm.about(run, providers, today=today, is_sent=is_sent)
