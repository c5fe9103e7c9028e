"""Anybody checks any badge, without an account: a file, a text, an address or a code on paper."""

from io import BytesIO

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import BusyError, TooManyAttemptsError
from academy.places import FOREIGN
from academy.security.guard import public
from academy.verification import checking
from academy.verification.drawing import drawn_anew
from academy.verification.forms import CheckForm
from academy.verification.own_badges import badge_at
from academy.verification.own_places import OwnPlace, own_place
from academy.verification.report_page import report_page
from academy.verification.visits import count_check
from academy.web.error_pages import wants_json
from academy.web.opening import opened_at, own_hosts
from academy.web.refusals import sentence_of

FORM_TYPES = {"", "application/x-www-form-urlencoded", "multipart/form-data"}

blueprint = Blueprint("verification", __name__)


@blueprint.get("/verify")
@public
def form() -> ResponseReturnValue:
    return _form_page(CheckForm(formdata=None))


@blueprint.post("/verify")
@public
def check() -> ResponseReturnValue:
    """Exempt from CSRF: it uses no cookie, and keeps nothing but a count of checks."""
    deps, sent = dependencies(), _sent_form()
    if not sent.validate():
        return _refused(sent, 413 if sent.too_large else 422)
    try:
        count_check(request, deps)
        # after the count: else guessing codes on paper would cost nothing here
        place = own_place(sent.typed or "", own_hosts(dependencies().settings))
        found = _at(place) if place else None
        if found is not None:
            return found
        with FOREIGN.taken():
            return _checked(sent)
    except (TooManyAttemptsError, BusyError) as refusal:
        sent.form_errors.append(sentence_of(refusal))
        return _refused(sent, refusal.status)


def _checked(sent: CheckForm) -> ResponseReturnValue:
    deps = dependencies()
    report = checking.check(sent.source, deps)
    drawn = None if wants_json() else drawn_anew(sent.source, report)
    return report_page(report, as_file=sent.typed is None, drawn=drawn)


def _sent_form() -> CheckForm:
    """The form, or a file sent bare; one that is too large is marked so."""
    try:
        if request.mimetype in FORM_TYPES:
            return CheckForm()
        body = FileStorage(BytesIO(request.get_data()), filename="body")
        return CheckForm(MultiDict({"file": body}))
    except RequestEntityTooLarge:
        form = CheckForm(formdata=None)
        form.too_large = True
        return form


def _at(place: OwnPlace) -> ResponseReturnValue | None:
    """People go to the page at an address of ours; programs get the report on the badge there."""
    deps = dependencies()
    badge = badge_at(place, local_day(deps.clock()))
    if wants_json():
        return report_page(checking.check_own(badge, deps)) if badge else None
    if place.is_card:
        return _card_page()
    if badge is None and place.is_bare:
        return None  # an id of somebody else
    return redirect(_page_of(place), 303)


def _page_of(place: OwnPlace) -> str:
    if place.paper:
        return url_for("paper.show", code=place.paper)
    return place.share or url_for("credentials.show", credential_uuid=place.badge)


def _card_page() -> Response:
    """What was brought is no badge but a card to sign in with; the code is not looked up."""
    return Response(render_template("verification/_card.html"))


def _refused(form: CheckForm, status: int) -> Response:
    """The form again with what was typed, or problem details (RFC 9457) for a program."""
    if wants_json():
        answer = jsonify(status=status, detail=form.error_links()[0][0])
        answer.mimetype = "application/problem+json"
        answer.status_code = status
        return answer
    return _form_page(form, status)


def _form_page(form: CheckForm, status: int = 200) -> Response:
    root = opened_at(dependencies().settings)
    return Response(render_template("verification/form.html", form=form, root=root), status)
