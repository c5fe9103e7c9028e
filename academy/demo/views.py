"""The button that puts the demo back as it was."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.demo.resetting import reset as reset_demo
from academy.dependencies import dependencies
from academy.people.session import forget_cookie
from academy.security.guard import public

blueprint = Blueprint("demo", __name__)


@blueprint.post("/demo/reset")
@public
def reset() -> ResponseReturnValue:
    """Anyone who tries the demo may; without DEMO=1 this address does not exist."""
    if not dependencies().settings.demo:
        abort(404)
    reset_demo(dependencies())
    forget_cookie()
    flash(_("De demo is weer zoals in het begin."), "success")
    return redirect(url_for("home.index"), 303)
