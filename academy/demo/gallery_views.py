"""The gallery of components: a page for each fixture; only in a demo."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from academy.demo.gallery import find_fixture, names
from academy.demo.views import demo_only
from academy.security.guard import public

blueprint = Blueprint("gallery", __name__, url_prefix="/gallery")
blueprint.before_request(demo_only)


@blueprint.get("")
@public
def index() -> ResponseReturnValue:
    return render_template("gallery/index.html", components=names())


@blueprint.get("/<component>/<name>")
@public
def show(component: str, name: str) -> ResponseReturnValue:
    fixture = find_fixture(component, name) or abort(404)
    return render_template("gallery/show.html", fixture=fixture)
