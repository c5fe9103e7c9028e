"""Follow a long piece of work, stop it, fetch what it made, and start again what gave up."""

from mimetypes import guess_type

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext
from werkzeug.utils import secure_filename

from academy.database import transaction
from academy.dependencies import dependencies
from academy.jobs import queries, queue
from academy.jobs.models import Job, JobState
from academy.jobs.rights import about_what, has_old_names
from academy.jobs.words import NAMES, how_far, why
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission

blueprint = Blueprint("jobs", __name__)

UNFINISHED = (JobState.READY, JobState.RUNNING)
MOST_SHOWN = 100
OWN_SHOWN = 20
MOST_DIGITS = 5


@blueprint.get("/jobs")
@requires(Permission.USE_OWN_ACCOUNT)
def index() -> ResponseReturnValue:
    """All that somebody had made, as long as it is kept: the newest on the first page."""
    wish = request.args.get("page", "1")
    page = max(1, int(wish)) if wish.isdecimal() and len(wish) < MOST_DIGITS else 1
    # one more than is shown says whether there is another page
    own = queries.own_jobs(current_identity(), limit=OWN_SHOWN + 1, skip=(page - 1) * OWN_SHOWN)
    return render_template(
        "jobs/index.html",
        own=own[:OWN_SHOWN],
        names=NAMES,
        page=page,
        has_older=len(own) > OWN_SHOWN,
    )


@blueprint.get("/jobs/<uuid:job_uuid>")
@requires(Permission.READ_JOB, queries.find_job)
def show(job: Job) -> ResponseReturnValue:
    return render_template(
        "jobs/show.html",
        job=job,
        name=NAMES.get(job.name, job.name),
        about=about_what(job, current_identity()),
        how_far=how_far(job),
        has_old_names=has_old_names(job),
    )


@blueprint.get("/jobs/<uuid:job_uuid>/progress")
@requires(Permission.READ_JOB, queries.find_job)
def progress(job: Job) -> ResponseReturnValue:
    """What the script on the page asks every second."""
    return jsonify(
        done=job.progress,
        total=job.total or 1,
        words=how_far(job),
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
    return render_template("jobs/failed.html", jobs=jobs, names=NAMES, why=why)


@blueprint.post("/jobs/<uuid:job_uuid>/retry")
@requires(Permission.MANAGE_PLATFORM, queries.find_dead_job)
def retry(job: Job) -> ResponseReturnValue:
    job_uuid = job.uuid  # read before the transaction forgets the row
    with transaction():
        queue.retry(job_uuid)
    flash(_("We proberen het opnieuw."), "success")
    return redirect(url_for(".failed"), 303)
