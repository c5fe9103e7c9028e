"""Who teaches a run: chosen by the academy, and the pages of whoever was chosen."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.database import transaction
from academy.dependencies import dependencies
from academy.learning import queries, rules, service, trainers
from academy.learning.models import CourseRun, CourseTrainer
from academy.learning.trainers import Candidate, TaughtRun
from academy.learning.views.blueprint import blueprint
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.searched import searched


@blueprint.get("/course-runs/<uuid:run_uuid>/trainers")
@requires(Permission.MANAGE_COURSE_RUNS, queries.find_run)
def choose_trainers(run: CourseRun) -> ResponseReturnValue:
    service.refuse_cancelled(run)
    search, today = searched(), current_identity().today
    found, teachers = trainers.candidates(run, search, today=today), trainers.of_run(run)
    shows_people_of((each.organisation_id for each in found), Seen.COURSE)
    shows_people_of((each.organisation_id for each in teachers), Seen.COURSE)
    return render_template(
        "learning/choose_trainers.html",
        run=run,
        version=run.course_version,
        teachers=teachers,
        search=search,
        found=found,
        least=trainers.LEAST_LETTERS,
        most=trainers.MOST_FOUND,
    )


@blueprint.post("/course-runs/<uuid:run_uuid>/trainers/<uuid:membership_uuid>")
@requires(Permission.MANAGE_COURSE_RUNS, trainers.find_candidate)
def add_trainer(found: Candidate) -> ResponseReturnValue:
    run = found.run
    with transaction(run):
        trainers.add(run, found.place, by=current_identity().actor, now=dependencies().clock())
    flash(_("Opgeslagen. De trainer ziet deze cursus bij “Te doen”."), "success")
    return redirect(url_for("learning.choose_trainers", run_uuid=run.uuid), 303)


@blueprint.post("/course-trainers/<uuid:trainer_uuid>/remove")
@requires(Permission.MANAGE_COURSE_RUNS, trainers.find_trainer)
def remove_trainer(trainer: CourseTrainer) -> ResponseReturnValue:
    run = trainer.run
    with transaction(run):
        trainers.remove(trainer, by=current_identity().actor, now=dependencies().clock())
    flash(_("Deze persoon is geen trainer meer van deze cursus."), "success")
    return redirect(url_for("learning.choose_trainers", run_uuid=run.uuid), 303)


@blueprint.get("/trainings")
@requires(Permission.USE_OWN_ACCOUNT)
def trainings() -> ResponseReturnValue:
    """What the person who is looking teaches."""
    identity = current_identity()
    return render_template(
        "learning/trainings.html", runs=trainers.taught_by(identity), today=identity.today
    )


@blueprint.get("/trainings/<uuid:run_uuid>")
@requires(Permission.TAKE_ATTENDANCE, trainers.find_own_taught)
def training(found: TaughtRun) -> ResponseReturnValue:
    run, today = found.run, current_identity().today
    people = [each for each in queries.enrolments(run) if each.has_seat]
    shows_people_of((each.organisation_id for each in people), Seen.COURSE)
    return render_template(
        "learning/training.html",
        run=run,
        version=run.course_version,
        people=people,
        takes_part=rules.takes_part,
        begun=run.has_begun_on(today) and run.cancelled_at is None,
        today=today,
    )
