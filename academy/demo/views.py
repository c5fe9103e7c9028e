"""What only a demo has: be somebody with one tap, try a badge, put everything back.

Without DEMO=1 none of these addresses exists.
"""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from academy.access.devices import describe
from academy.access.session import forget_cookie, start_session
from academy.access.session_views import leave_previous, welcome
from academy.database import db, transaction
from academy.demo.resetting import reset as reset_demo
from academy.demo.samples import SAMPLES, SampleName, sample_source
from academy.demo.showcase import Showcase
from academy.dependencies import dependencies
from academy.people.models import Person
from academy.security.guard import public
from academy.verification import checking
from academy.verification.report_page import report_page

blueprint = Blueprint("demo", __name__)


@blueprint.app_context_processor
def showcase() -> dict[str, Any]:
    return {"demo": Showcase() if dependencies().settings.demo else None}


@blueprint.post("/sign-in/demo")
@public
def enter() -> ResponseReturnValue:
    """Sign in with one tap."""
    demo_only()
    now = dependencies().clock()
    device = describe(request.headers.get("User-Agent", ""))
    with transaction():
        person = _person(request.form.get("person", ""))
        leave_previous()
        row = start_session(person, method="demo", device=device, now=now)
    return welcome(row)


@blueprint.get(f"/verify/samples/<any({', '.join(SampleName)}):name>")
@public
def sample(name: str) -> ResponseReturnValue:
    """The report on a badge to try."""
    demo_only()
    deps, wish = dependencies(), SampleName(name)
    source = sample_source(wish, deps.clock()) or abort(404)
    return report_page(checking.check(source, deps), headline=SAMPLES[wish])


@blueprint.post("/demo/reset")
@public
def reset() -> ResponseReturnValue:
    """Anyone who tries the demo may."""
    demo_only()
    reset_demo(dependencies())
    forget_cookie()
    flash(_("De demo is weer zoals in het begin."), "success")
    return redirect(url_for("home.index"), 303)


def demo_only() -> None:
    """404 when this is no demo."""
    if not dependencies().settings.demo:
        abort(404)


def _person(text: str) -> Person:
    try:
        key = uuid.UUID(text)
    except ValueError:
        abort(404)
    found = select(Person).where(Person.uuid == key, Person.erased_at.is_(None))
    return db.session.scalar(found) or abort(404)
