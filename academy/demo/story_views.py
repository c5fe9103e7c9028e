"""The story of Amina over the real pages: start it, take a step, stop it. Demo only.

What runs is remembered in the session cookie: the number of the step that was opened last.
A step that needs somebody signs them in with one tap, as the tiles on the front page do.
"""

from typing import Any

from flask import (
    Blueprint,
    abort,
    has_request_context,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as cookie
from flask.typing import ResponseReturnValue

from academy.access.devices import describe
from academy.access.session import forget_cookie, start_session
from academy.access.session_views import leave_previous
from academy.credentials.papers import code_of, current_copy
from academy.database import db, transaction
from academy.demo.story import STEPS, Step, StoryCast, step_of, story_cast, tampered
from academy.demo.views import demo_only
from academy.dependencies import dependencies
from academy.people.models import Person
from academy.security.guard import optional_identity, public

RUNNING = "story"

blueprint = Blueprint("story", __name__, url_prefix="/story")


@blueprint.app_context_processor
def story_banner() -> dict[str, Any]:
    """For the banner on every page: number of the running step and how many there are, or None."""
    may_run = has_request_context() and dependencies().settings.demo
    found = step_of(cookie.get(RUNNING, "")) if may_run else None
    return {"story": (found[0], len(STEPS)) if found else None}


@blueprint.get("")
@public
def index() -> ResponseReturnValue:
    return render_template("story/index.html", cast=_cast(), steps=STEPS)


@blueprint.post("")
@public
def start() -> ResponseReturnValue:
    _cast()
    cookie[RUNNING] = "1"
    return redirect(url_for(".show", step="1"), 303)


@blueprint.post("/stop")
@public
def stop() -> ResponseReturnValue:
    demo_only()
    cookie.pop(RUNNING, None)
    return redirect(url_for("home.index"), 303)


@blueprint.get("/<step>")
@public
def show(step: str) -> ResponseReturnValue:
    cast = _cast()
    number, name = step_of(step) or abort(404)
    return render_template(
        "story/show.html",
        cast=cast,
        steps=STEPS,
        step=name,
        number=number,
        forgery=tampered(cast.badge) if cast.badge and name is Step.TAMPERED else None,
        paper=_paper(cast) if name is Step.CERTIFICATE else None,
    )


@blueprint.post("/<step>")
@public
def go(step: str) -> ResponseReturnValue:
    """Do what the step is about: become the person it is about, and open the real page."""
    cast = _cast()
    _number, name = step_of(step) or abort(404)
    if cast.badge is None and name not in {Step.ASSESS, Step.WALLET, Step.ACADEMY}:
        return redirect(url_for(".show", step=step), 303)
    target = _where(name, cast)
    _become(_who(name, cast))
    cookie[RUNNING] = step
    # 307 sends the tampered badge on to the page that checks, as the form sent it.
    return redirect(target, 307 if name is Step.TAMPERED else 303)


def _who(step: Step, cast: StoryCast) -> Person | None:
    """Who looks at the page of a step; None: somebody who is not signed in."""
    return {
        Step.ASSESS: cast.leader,
        Step.BADGE: cast.leader,
        Step.WALLET: cast.worker,
        Step.CERTIFICATE: cast.worker,
        Step.ACADEMY: cast.academy,
    }.get(step)


def _where(step: Step, cast: StoryCast) -> str:
    """The address of the real page."""
    badge = cast.badge
    with_badge = {Step.EMPLOYER: "credentials.show", Step.CERTIFICATE: "certificates.pdf"}
    if step is Step.ASSESS:
        person, skill = cast.worker.uuid, cast.version.skill.code
        return url_for("assessments.new", person_uuid=person, skill_code=skill)
    if step is Step.BADGE:
        return url_for("assessments.show", assessment_uuid=cast.assessment_uuid)
    if badge and step in with_badge:
        return url_for(with_badge[step], credential_uuid=badge.uuid)
    fixed = {Step.TAMPERED: "verification.form", Step.ACADEMY: "catalogue.index"}
    return url_for(fixed.get(step, "wallet.index"))


def _become(person: Person | None) -> None:
    """Sign in as `person`, or out; whoever is there already stays."""
    identity = optional_identity()
    wanted = person.uuid if person else None
    if wanted == (identity.person_uuid if identity else None):
        return
    now = dependencies().clock()
    device = describe(request.headers.get("User-Agent", ""))
    person_id = person.id if person else None
    with transaction():
        leave_previous()
        if person_id is None:
            forget_cookie()
        else:
            start_session(
                db.session.get_one(Person, person_id), method="demo", device=device, now=now
            )


def _paper(cast: StoryCast) -> str | None:
    """The code on her certificate, while its page is open."""
    copy = current_copy(cast.badge) if cast.badge else None
    return code_of(copy, dependencies().settings.secret_key) if copy else None


def _cast() -> StoryCast:
    demo_only()
    return story_cast() or abort(404)
