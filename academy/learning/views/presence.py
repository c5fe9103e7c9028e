"""Who is there: by who brought people; for everybody by who teaches, or the academy; as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.database import transaction
from academy.dates import local_day, read_day
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.learning import (
    participants,
    presence,
    presence_table,
    queries,
    rules,
    service,
    trainers,
)
from academy.learning.models import CourseRun, Enrolment
from academy.learning.participants import Offer
from academy.learning.presence_form import PresenceForm, presence_form
from academy.learning.table_form import PastedForm, TableForm
from academy.learning.trainers import TaughtRun
from academy.learning.views.blueprint import blueprint
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.security.policy import permits
from academy.web.spreadsheet import spreadsheet_response


@dataclass(frozen=True, slots=True)
class Round:
    """Looking who of these people is there on a day of the run."""

    run: CourseRun
    people: Sequence[Enrolment]
    day: date
    template: str
    form: PresenceForm


@blueprint.get("/course-offers/<uuid:run_uuid>/attendance")
@requires(Permission.ENROL, participants.find_offer)
def own_attendance(found: Offer) -> ResponseReturnValue:
    return _page(_own_round(found))


@blueprint.post("/course-offers/<uuid:run_uuid>/attendance")
@requires(Permission.ENROL, participants.find_offer)
def take_own_attendance(found: Offer) -> ResponseReturnValue:
    address = url_for("learning.offer", run_uuid=found.run.uuid)
    return _take(_own_round(found), address)


@blueprint.get("/course-runs/<uuid:run_uuid>/attendance")
@requires(Permission.TAKE_ATTENDANCE, trainers.find_taught)
def run_attendance(found: TaughtRun) -> ResponseReturnValue:
    return _page(_whole_round(found.run))


@blueprint.post("/course-runs/<uuid:run_uuid>/attendance")
@requires(Permission.TAKE_ATTENDANCE, trainers.find_taught)
def take_attendance(found: TaughtRun) -> ResponseReturnValue:
    whole = (
        "learning.show_run"
        if permits(current_identity(), Permission.MANAGE_COURSE_RUNS)
        else "learning.training"
    )
    return _take(_whole_round(found.run), url_for(whole, run_uuid=found.run.uuid))


def _own_round(found: Offer) -> Round:
    own = participants.own_enrolments(found.run, current_identity())
    return _round(found.run, own, "learning/own_attendance.html")


def _whole_round(run: CourseRun) -> Round:
    people = queries.enrolments(run)
    shows_people_of((each.organisation_id for each in people), Seen.COURSE)
    return _round(run, people, "learning/run_attendance.html")


def _round(run: CourseRun, people: Sequence[Enrolment], template: str) -> Round:
    service.refuse_cancelled(run)
    today = _today()
    if not run.has_begun_on(today):
        raise AcademyError("run-has-not-begun")
    day = read_day(request.args.get("day", "")) or rules.likely_attendance_day(run, today)
    if not rules.can_be_attended(run, day, today=today):
        raise AcademyError("day-cannot-be-attended")
    present = [each for each in people if rules.takes_part(each)]
    form = presence_form(run, present, presence.hours_by_day(run), day)
    return Round(run, present, day, template, form)


def _take(looked: Round, address: str) -> ResponseReturnValue:
    form = looked.form
    if "tick" in request.form:
        form.choose_everybody()
        return _page(looked)
    if not form.validate_on_submit():
        return _page(looked), 422
    with transaction(looked.run):
        changed = presence.take(
            looked.run,
            looked.day,
            form.to_hours(),
            among={str(each.uuid) for each in looked.people},
            by=current_identity().actor,
            now=dependencies().clock(),
        )
    flash(_changed_words(changed), "success")
    return redirect(address, 303)


def _page(looked: Round) -> str:
    return render_template(
        looked.template,
        run=looked.run,
        version=looked.run.course_version,
        people=looked.people,
        day=looked.day,
        days=rules.attendance_days(looked.run, _today()),
        today=_today(),
        form=looked.form,
        own=current_identity().person_uuid,
    )


@blueprint.get("/course-runs/<uuid:run_uuid>/attendance.csv")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def attendance_table(run: CourseRun) -> Response:
    """What is known, to fill in further; without lesson days the days that are known, and today."""
    people = [each for each in queries.enrolments(run) if each.has_seat]
    shows_people_of((each.organisation_id for each in people), Seen.COURSE)
    known = presence.hours_by_day(run)
    found = {day for hours in known.values() for day in hours}
    lessons = rules.attendance_days(run, _today())
    days = sorted(found.union(lessons or [rules.likely_attendance_day(run, _today())]))
    table = presence_table.rows(people, known, days)
    return spreadsheet_response("aanwezigheid", presence_table.header(days), table)


@blueprint.get("/course-runs/<uuid:run_uuid>/attendance/table")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def choose_table(run: CourseRun) -> ResponseReturnValue:
    service.refuse_cancelled(run)
    return render_template("learning/choose_table.html", run=run, form=TableForm(), table=None)


@blueprint.post("/course-runs/<uuid:run_uuid>/attendance/table")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def check_table(run: CourseRun) -> ResponseReturnValue:
    """Say what is wrong with each cell, or what will be saved."""
    form = TableForm()
    if not form.validate_on_submit():
        return render_template("learning/choose_table.html", run=run, form=form, table=None), 422
    table = _read(run, form.content)
    if table.mistakes:
        page = render_template("learning/choose_table.html", run=run, form=form, table=table)
        return page, 422
    return render_template(
        "learning/check_table.html",
        run=run,
        table=table,
        form=PastedForm(data={"text": form.content}),
    )


@blueprint.post("/course-runs/<uuid:run_uuid>/attendance/table/save")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def save_table(run: CourseRun) -> ResponseReturnValue:
    form = PastedForm()
    table = _read(run, form.text.data or "") if form.validate_on_submit() else None
    if table is None or table.mistakes:
        page = render_template("learning/choose_table.html", run=run, form=TableForm(), table=table)
        return page, 422
    changed, now = 0, dependencies().clock()
    with transaction(run):
        for day, hours in sorted(table.hours.items()):
            changed += presence.take(
                run, day, hours, among=hours, by=current_identity().actor, now=now
            )
    flash(_changed_words(changed), "success")
    return redirect(url_for("learning.show_run", run_uuid=run.uuid), 303)


def _read(run: CourseRun, text: str) -> presence_table.Table:
    people = [each for each in queries.enrolments(run) if each.has_seat]
    return presence_table.read_table(text, run, people, today=_today())


def _changed_words(number: int) -> str:
    if not number:
        return str(_("Er is niets veranderd."))
    return str(ngettext("Opgeslagen voor %(num)s persoon.", "%(num)s keer opgeslagen.", number))


def _today() -> date:
    return local_day(dependencies().clock())
