"""Signing in again without losing what one was filling in."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from academy.access.session_views import blueprint, let_in_by_card, let_in_by_password, start_of
from academy.access.sign_in_forms import CardForm, PasswordForm
from academy.security.guard import public
from academy.web.kept_input import carried, read_carried, send_again_page

__all__ = ["blueprint"]


@blueprint.post("/sign-in/again")
@public
def again() -> ResponseReturnValue:
    """Let in, and offer to send what was carried along; else the same page with the reason."""
    known = read_carried(request.form.get("path", ""), request.form.get("kept", ""))
    form = CardForm() if request.form.get("means") == "card" else PasswordForm()
    row, status = None, 422
    if form.validate():
        let_in = let_in_by_card if isinstance(form, CardForm) else let_in_by_password
        row, status = let_in(form)
    if row is None:
        path, fields = known or ("/", [])
        return render_template("errors/signed_out.html", form=form, **carried(path, fields)), status
    if known is None:
        return redirect(start_of(row), 303)
    return send_again_page(*known)
