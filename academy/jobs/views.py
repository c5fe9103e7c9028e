"""Follow a long piece of work, stop it, fetch what it made, and start again what gave up."""

from mimetypes import guess_type

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext
from werkzeug.utils import secure_filename

from academy.database import transaction
from academy.dependencies import dependencies
from academy.jobs import queries, queue
from academy.jobs.models import Job, JobState
from academy.jobs.rights import has_old_names
from academy.jobs.words import NAMES
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission

blueprint = Blueprint("jobs", __name__)

UNFINISHED = (JobState.READY, JobState.RUNNING)
MOST_SHOWN = 100
OWN_SHOWN = 20


@blueprint.get("/jobs")
@requires(Permission.USE_OWN_ACCOUNT)
def index() -> ResponseReturnValue:
    """What somebody had made this week."""
    own = queries.own_jobs(current_identity(), limit=OWN_SHOWN)
    return render_template("jobs/index.html", own=own, names=NAMES)


@blueprint.get("/jobs/<uuid:job_uuid>")
@requires(Permission.READ_JOB, queries.find_job)
def show(job: Job) -> ResponseReturnValue:
    return render_template(
        "jobs/show.html",
        job=job,
        is_finished=job.state not in UNFINISHED,
        has_old_names=has_old_names(job),
    )


@blueprint.get("/jobs/<uuid:job_uuid>/progress")
@requires(Permission.READ_JOB, queries.find_job)
def progress(job: Job) -> ResponseReturnValue:
    """What the script on the page asks every other second."""
    total = job.total or 1
    return jsonify(
        done=job.progress,
        total=total,
        words=_("%(done)s van %(all)s", done=job.progress, all=total),
        isFinished=job.state not in UNFINISHED,
    )


@blueprint.get("/jobs/<uuid:job_uuid>/result")
@requires(Permission.READ_JOB, queries.find_job)
def result(job: Job) -> ResponseReturnValue:
    if job.result_key is None or job.result_name is None:
        abort(404)
    if has_old_names(job):
        return redirect(url_for(".show", job_uuid=job.uuid), 303)
    try:
        content = dependencies().files.get(job.result_key)
    except FileNotFoundError:
        abort(404)
    kind, _encoding = guess_type(job.result_name)
    # as an attachment: what a job made never runs under our address
    answer = Response(content, mimetype=kind or "application/octet-stream")
    answer.headers.set(
        "Content-Disposition", "attachment", filename=secure_filename(job.result_name)
    )
    return answer


@blueprint.post("/jobs/<uuid:job_uuid>/cancel")
@requires(Permission.READ_JOB, queries.find_job)
def cancel(job: Job) -> ResponseReturnValue:
    address = url_for(".show", job_uuid=job.uuid)
    with transaction():
        was_stopped = queue.cancel(job)
    if was_stopped:
        flash(pgettext("long piece of work", "Gestopt."), "success")
    else:
        flash(_("Dit was al klaar."), "info")
    return redirect(address, 303)


@blueprint.get("/jobs/failed")
@requires(Permission.MANAGE_PLATFORM)
def failed() -> ResponseReturnValue:
    jobs = queries.dead_jobs(limit=MOST_SHOWN)
    return render_template("jobs/failed.html", jobs=jobs, names=NAMES)


@blueprint.post("/jobs/<uuid:job_uuid>/retry")
@requires(Permission.MANAGE_PLATFORM, queries.find_dead_job)
def retry(job: Job) -> ResponseReturnValue:
    job_uuid = job.uuid  # read before the transaction forgets the row
    with transaction():
        queue.retry(job_uuid)
    flash(_("We proberen het opnieuw."), "success")
    return redirect(url_for(".failed"), 303)
