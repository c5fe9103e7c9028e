"""Answers that many views give."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from academy.errors import AcademyError
from academy.web.forms import Form
from academy.web.refusals import sentence_of

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
    show_refusal(form, refusal)
    return render_template(template, form=form, **values), refusal.status


def show_refusal(form: Form, refusal: AcademyError) -> None:
    """At the field that it is about, or above the form when it is about more than one."""
    if refusal.field is not None and refusal.field in form:
        field = form[refusal.field]
        field.errors = [*field.errors, sentence_of(refusal)]
    else:
        form.form_errors.append(sentence_of(refusal))
