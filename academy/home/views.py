"""The front door and the pages that explain."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from academy.access.starts import start_page
from academy.catalogue.levels import Level
from academy.home.contacts import contacts_of
from academy.security.guard import optional_identity, public

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@public
def index() -> ResponseReturnValue:
    """Four doors for everybody; in a demo its own parts stand below them."""
    identity = optional_identity()
    start = start_page(identity) if identity else None
    return render_template("home/index.html", start=start)


@blueprint.get("/help")
@public
def help() -> ResponseReturnValue:  # noqa: A001 - the endpoint is home.help
    return render_template(
        "home/help.html", contacts=contacts_of(optional_identity()), levels=Level
    )


@blueprint.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    return render_template("home/privacy.html")


@blueprint.get("/family")
@public
def family() -> ResponseReturnValue:
    """For whoever stands beside a worker: a parent, a friend, a guide."""
    return render_template("home/family.html")


@blueprint.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    return render_template("home/accessibility.html", contacts=contacts_of(optional_identity()))


@blueprint.get("/toegankelijkheid")
@public
def statement() -> ResponseReturnValue:
    """Where people and inspectors in the Netherlands look for it first."""
    return redirect(url_for(".accessibility"), 308)
