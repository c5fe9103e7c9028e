"""Answers that many views give."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from academy.errors import AcademyError
from academy.web.forms import Form

BOTH = ("GET", "POST")
"""Methods of a page with a form."""


def form_page(template: str, form: Form, **values: Any) -> ResponseReturnValue:
    """A page with a form: 422 when it was sent and something is wrong, with the input kept."""
    status = 422 if form.is_submitted() else 200
    return render_template(template, form=form, **values), status


def refused_page(
    template: str, form: Form, refusal: AcademyError, **values: Any
) -> ResponseReturnValue:
    """The page again, with what a rule had against it and the status that goes with it."""
    form.form_errors.append(str(refusal))
    return render_template(template, form=form, **values), refusal.status
