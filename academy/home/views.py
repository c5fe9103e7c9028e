"""The front door and the pages that explain."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from academy.security.guard import public

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@public
def index() -> ResponseReturnValue:
    return render_template("home/index.html")


@blueprint.get("/help")
@public
def help() -> ResponseReturnValue:  # noqa: A001 - the endpoint is home.help
    return render_template("home/help.html")


@blueprint.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    return render_template("home/privacy.html")


@blueprint.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    return render_template("home/accessibility.html")
