"""The language of the screens: asked at the first scan of a card, and changed at any time.

Nobody else sees or sets it: a language betrays where somebody comes from.
"""

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from academy.database import transaction
from academy.dependencies import dependencies
from academy.people.languages import choose_language
from academy.people.queries import own_person
from academy.security.guard import optional_identity, public
from academy.web.locale import remember_language
from academy.web.redirects import safe_next

blueprint = Blueprint("language", __name__)


@blueprint.get("/language")
@public
def ask() -> ResponseReturnValue:
    return render_template("language/ask.html", next=_next())


@blueprint.post("/language")
@public
def choose() -> ResponseReturnValue:
    """On this device; and for who came in by themselves, on every other too."""
    wish = request.form.get("language", "")
    if wish not in current_app.config["WORKER_LANGUAGES"]:
        abort(422)
    identity = optional_identity()
    if identity is not None and identity.came_in_by_themselves:
        with transaction(own_person(identity)):
            choose_language(
                own_person(identity), wish, by=identity.actor, now=dependencies().clock()
            )
    answer = redirect(_next(), 303)
    remember_language(answer, wish)
    return answer


def _next() -> str:
    return safe_next(url_for("home.index"))
