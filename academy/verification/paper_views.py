"""The page behind the code on a certificate: what was printed, and whether it still holds."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from academy.credentials.papers import find_copy
from academy.dependencies import dependencies
from academy.people.codes import normalised
from academy.security.guard import public
from academy.verification.checking import check_own
from academy.verification.presenting import present

blueprint = Blueprint("paper", __name__)


@blueprint.get("/c")
@public
def form() -> ResponseReturnValue:
    typed = request.args.get("code", "")
    code = normalised(typed)
    if code:
        return redirect(url_for(".show", code=code), 303)
    return render_template("paper/form.html", typed=typed[:40], wrong=bool(typed))


@blueprint.get("/c/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    copy = find_copy(code)
    if copy is None:
        return render_template("paper/form.html", typed=code[:40], wrong=True), 404
    if copy.withdrawn_at is not None:
        abort(410)
    report = check_own(copy.credential, dependencies())
    return render_template("paper/show.html", copy=copy, shown=present(report))
