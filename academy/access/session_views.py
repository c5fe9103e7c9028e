"""Signing in and out: with a password, with a card, with a start code."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from academy import locking
from academy.access import codes, hashing, own_phones, signing_in, temporary
from academy.access.attempts import Visitor
from academy.access.models import Session
from academy.access.passwords import weakness
from academy.access.queries import known_about
from academy.access.same_card import looked_code, sent_form
from academy.access.session import (
    current_session,
    end_session,
    forget_cookie,
    identity_of,
    own_language,
    own_reading,
)
from academy.access.sign_in_forms import CardForm, PasswordForm, StartForm
from academy.access.starts import start_page
from academy.access.visits import remember_device, visitor
from academy.database import transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.people.models import Person
from academy.security.guard import current_identity, optional_identity, public
from academy.security.identity import Role
from academy.web.locale import remember_language
from academy.web.packing import leave_unpacked
from academy.web.reading import remember_reading
from academy.web.redirects import safe_next
from academy.web.refusals import sentence_of

blueprint = Blueprint("session", __name__)


@blueprint.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    return _sign_in_page(PasswordForm(request.args))


@blueprint.post("/sign-in")
@public
def enter() -> ResponseReturnValue:
    form = PasswordForm()
    row, status = (None, 422) if not form.validate() else let_in_by_password(form)
    if row is None:
        return _sign_in_page(form), status
    return remembered(welcome(row), form.email.data)


@blueprint.get("/sign-in/card")
@public
def card() -> ResponseReturnValue:
    return card_page(CardForm(request.args))


@blueprint.get("/sign-in/more")
@public
def more() -> ResponseReturnValue:
    """After a look: the same card, now with its PIN or pictures."""
    code = looked_code()
    if code is None:
        return redirect(url_for(".card"), 303)
    return card_page(
        CardForm(data={"code": code, "same": "yes", "next": request.args.get("next", "")})
    )


@blueprint.get("/card/<code>")
@public
def scanned(code: str) -> ResponseReturnValue:
    """What the QR on a card opens; looks nothing up, so it tells nothing about the code."""
    leave_unpacked()
    return card_page(CardForm(data={"code": codes.normalised(code[:40]) or ""}))


@blueprint.post("/sign-in/card")
@public
def enter_with_card() -> ResponseReturnValue:
    form = sent_form()
    row, status = (None, 422) if not form.validate() else let_in_by_card(form)
    if row is None:
        return card_page(form), status
    return remembered(welcome(row), form.code.data)


@blueprint.get("/sign-in/start")
@public
def start() -> ResponseReturnValue:
    return render_template("session/start.html", form=StartForm())


@blueprint.post("/sign-in/start")
@public
def choose_password() -> ResponseReturnValue:
    form = StartForm()
    row, status = (None, 422) if not form.validate() else _let_in_by_start_code(form)
    if row is None:
        return render_template("session/start.html", form=form), status
    return welcome(row)


@blueprint.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    if optional_identity() is not None:
        with transaction():
            leave_previous()
    forget_cookie()  # also without a session: a button that says so leaves nobody signed in
    return redirect(url_for("home.index"), 303)


def let_in_by_password(form: PasswordForm) -> tuple[Session | None, int]:
    """The new session; or None, with the status and the reason in the form."""
    email, password = form.email.data, form.password.data
    seen, now = _seen(email), dependencies().clock()

    def enter() -> Session:
        with transaction():
            signing_in.count_password_try(email, seen, now=now)
        known = signing_in.know_by_password(email, password)
        with transaction(*decided_by(known.person_id)):
            leave_previous()
            return signing_in.enter_by_password(known, email, password, seen, now=now)

    return _or_reason(enter, form)


def let_in_by_card(form: CardForm) -> tuple[Session | None, int]:
    """The new session; or None, with the status and the reason in the form."""
    typed, pin = form.code.data, form.pin.data
    seen, now = _seen(), dependencies().clock()

    def enter() -> Session:
        code = temporary.own_code(typed, secret_key=seen.secret_key, now=now)
        with transaction():
            left = signing_in.count_card_try(code, seen, now=now)
        known = signing_in.know_by_card(code, pin, left=left, secret_key=seen.secret_key)
        with transaction(*decided_by(known.person_id)):
            leave_previous()
            return signing_in.enter_by_card(known, code, pin, seen, now=now)

    return _or_reason(enter, form)


def _let_in_by_start_code(form: StartForm) -> tuple[Session | None, int]:
    seen, now = _seen(), dependencies().clock()

    def enter() -> Session:
        with transaction():
            signing_in.count_start_try(form.code.data, seen, now=now)
        account = signing_in.know_by_start_code(form.code.data, now=now)
        problem = weakness(form.password.data, known_about(account.person, account.email))
        if problem:
            raise InvalidInputError("weak-password", why=problem)
        new_hash = hashing.hash_password(form.password.data)
        with transaction(*decided_by(account.person_id)):
            leave_previous()
            return signing_in.enter_by_start_code(form.code.data, new_hash, seen, now=now)

    return _or_reason(enter, form)


def _or_reason(
    enter: Callable[[], Session], form: PasswordForm | CardForm | StartForm
) -> tuple[Session | None, int]:
    try:
        return enter(), 303
    except AcademyError as error:
        form.form_errors.append(sentence_of(error))
        return None, error.status


def decided_by(person_id: int) -> set[locking.Lock]:
    """Whoever comes in, and whoever was in this browser before: both have sessions that change."""
    before = optional_identity()
    people = {person_id} if before is None else {person_id, before.person_id}
    return {locking.row(Person, number) for number in people}


def leave_previous() -> None:
    """End the session that this browser was in, before it gets another."""
    row = current_session()
    if row is not None:
        by = current_identity().actor
        end_session(row, by=by, now=dependencies().clock())


def welcome(row: Session) -> Response:
    """Go to the page that was asked for, or else to the person's own first page."""
    address = safe_next(start_of(row))
    if row.given_by_id is not None and address != url_for("wallet.index"):  # which says more
        flash(
            _("Iemand anders gaf je deze pincode of dit wachtwoord. Kijk bij “Hoe ik inlog”."),
            "info",
        )
    if _asks_language(row):
        address = url_for("language.ask", next=address)
    answer = redirect(address, 303)
    language = own_language(row)
    if language is not None:
        remember_language(answer, language)
    reading = own_reading(row)
    if reading is not None and own_phones.is_of(row.person_id, _seen().own_phone):
        remember_reading(answer, reading)  # so that the page for signing in is as easy to read
    return answer


def _asks_language(row: Session) -> bool:
    """The first time that a card is scanned; only the pages of workers are in every language."""
    identity = identity_of(row, today=local_day(dependencies().clock()))
    is_first = row.method == "card" and row.person.language_chosen_at is None
    return is_first and identity.roles <= {Role.WORKER}


def start_of(row: Session) -> str:
    """The first page of who just signed in."""
    today = local_day(dependencies().clock())
    return start_page(identity_of(row, today=today))


def _sign_in_page(form: PasswordForm) -> str:
    return render_template("session/sign_in.html", form=form)


def card_page(form: CardForm) -> str:
    return render_template("session/card.html", form=form)


def remembered(answer: Response, name: str) -> Response:
    return remember_device(answer, request, name=name, secret_key=_secret_key())


def _seen(email: str = "") -> Visitor:
    return visitor(request, secret_key=_secret_key(), email=email)


def _secret_key() -> str:
    return dependencies().settings.secret_key
