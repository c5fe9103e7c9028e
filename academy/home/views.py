"""The front door and the pages that explain."""

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from academy.dependencies import dependencies
from academy.home.contacts import contacts_of
from academy.home.story import story_cast
from academy.people.demo import demo_people
from academy.people.starts import start_page
from academy.security.guard import optional_identity, public

RESET = "demo.reset"

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@public
def index() -> ResponseReturnValue:
    """Four doors for everybody; in a demo also one tap, the story, and a fresh start."""
    identity = optional_identity()
    demo = dependencies().settings.demo
    return render_template(
        "home/index.html",
        start=start_page(identity) if identity else None,
        people=demo_people() if demo else [],
        story_of=story_cast() if demo else None,
        reset=url_for(RESET) if demo and RESET in current_app.view_functions else None,
    )


@blueprint.get("/help")
@public
def help() -> ResponseReturnValue:  # noqa: A001 - the endpoint is home.help
    return render_template("home/help.html", contacts=contacts_of(optional_identity()))


@blueprint.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    return render_template("home/privacy.html")


@blueprint.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    return render_template("home/accessibility.html", contacts=contacts_of(optional_identity()))
