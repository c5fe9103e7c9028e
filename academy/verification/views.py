"""Anybody checks any badge, without an account: a file, a text, an address or a code on paper."""

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from academy.dependencies import dependencies
from academy.people.codes import normalised
from academy.security.guard import public
from academy.verification.checking import check
from academy.verification.forms import CheckForm
from academy.verification.presenting import present
from academy.verification.samples import samples
from academy.web.error_pages import wants_json

blueprint = Blueprint("verification", __name__)


@blueprint.get("/verify")
@public
def form() -> ResponseReturnValue:
    return render_template("verification/form.html", form=CheckForm(), samples=samples())


@blueprint.post("/verify")
@public
def verify() -> ResponseReturnValue:
    """Exempt from CSRF: it changes nothing and uses no cookie."""
    form = CheckForm()
    code = normalised(request.form.get("text", ""))
    if code and not wants_json():
        return redirect(url_for("paper.show", code=code), 303)
    source = form.source()
    if source is None:
        if wants_json():
            return jsonify(status=422, detail=form.form_errors[0]), 422
        return render_template("verification/form.html", form=form, samples=samples()), 422
    report = check(source, dependencies())
    if wants_json():
        return jsonify(report.to_json())
    return render_template("verification/report.html", shown=present(report))
