"""Signing in with a card and three pictures, choosing them, and looking with the card alone.

One thing on the screen at a time: each tap on a picture is a page. What was picked goes along in
the form of the browser that picked it, and is drawn nowhere.
"""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import codes, looking, pictures, signing_in, temporary
from academy.access.attempts import Visitor
from academy.access.models import Session
from academy.access.same_card import same_code
from academy.access.session_views import (
    card_page,
    decided_by,
    leave_previous,
    remembered,
    welcome,
)
from academy.access.sign_in_forms import CardForm
from academy.access.visits import visitor
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.locking import row as row_of
from academy.people.models import Person
from academy.people.queries import own_person
from academy.security.guard import current_identity, public, requires
from academy.security.headers import allow_playing
from academy.security.permissions import Permission
from academy.web.forms import Form
from academy.web.packing import leave_unpacked
from academy.web.refusals import sentence_of

blueprint = Blueprint("pictures", __name__)


@blueprint.post("/sign-in/look")
@public
def look() -> ResponseReturnValue:
    """The badges that a card shows alone."""
    code = _code()

    def begin(code: str, seen: Visitor) -> Session:
        now = dependencies().clock()
        with transaction():
            looking.count_try(code, seen, now=now)
        shown = looking.know(code)
        with transaction(*decided_by(shown.person_id)):
            leave_previous()
            return looking.begin(shown, code, seen, now=now)

    try:
        begin(code, visitor(request, secret_key=_secret_key()))
    except AcademyError as refusal:
        return _card_again(code, refusal)
    return redirect(url_for("wallet.look"), 303)


@blueprint.post("/sign-in/pictures")
@public
def sign_in() -> ResponseReturnValue:
    code, picks = _code(), _picks()
    if codes.normalised(code) is None:
        return _card_again(code)
    if len(picks) < pictures.LENGTH:
        return _step("pictures/sign_in.html", picks, code=code, same=same_code() is not None)

    def enter(code: str, seen: Visitor) -> Session:
        now = dependencies().clock()
        with transaction():
            left = signing_in.count_card_try(code, seen, now=now)
        known = pictures.know(code, picks, left=left, secret_key=_secret_key())
        with transaction(*decided_by(known.person_id)):
            leave_previous()
            return pictures.enter(known, code, seen, now=now)

    try:
        row = _entered(enter, code)
    except AcademyError as refusal:
        same = same_code() is not None
        page = _step("pictures/sign_in.html", (), code=code, same=same, refusal=refusal)
        return page, refusal.status
    return remembered(welcome(row), code)


@blueprint.get("/account/pictures")
@requires(Permission.KEEP_PROOFS)
def own() -> ResponseReturnValue:
    return _choosing(())


@blueprint.post("/account/pictures")
@requires(Permission.KEEP_PROOFS)
def choose() -> ResponseReturnValue:
    """Three pictures, and the same three once more."""
    first, picks = pictures.picked(request.form.getlist("first")), _picks()
    if len(picks) < pictures.LENGTH:
        return _choosing(picks, first=first)
    if not first:
        return _choosing((), first=picks)
    if first != picks:
        return _choosing((), refusal=AcademyError("other-pictures")), 422
    identity, now = current_identity(), dependencies().clock()
    kept = pictures.hash_of(own_person(identity), picks, secret_key=_secret_key())
    with transaction(row_of(Person, identity.person_id)):
        pictures.choose(own_person(identity), kept, by=identity, now=now)
    flash(_("Klaar. Je kunt nu inloggen met je kaart en je plaatjes."), "success")
    return redirect(url_for("account.sessions"), 303)


@blueprint.post("/account/pictures/stop")
@requires(Permission.KEEP_PROOFS)
def stop() -> ResponseReturnValue:
    identity, now = current_identity(), dependencies().clock()
    with transaction(row_of(Person, identity.person_id)):
        pictures.stop(own_person(identity), by=identity, now=now)
    flash(_("Je logt niet meer in met plaatjes."), "success")
    return redirect(url_for("account.sessions"), 303)


def _entered(enter: Callable[[str, Visitor], Session], typed: str) -> Session:
    """With the code of the own card, also where a card for today stands in. Raises AcademyError."""
    secret_key = _secret_key()
    seen = visitor(request, secret_key=secret_key)
    own_code = temporary.own_code(typed, secret_key=secret_key, now=dependencies().clock())
    return enter(own_code, seen)


def _choosing(
    picks: tuple[str, ...], *, first: tuple[str, ...] = (), refusal: AcademyError | None = None
) -> str:
    known = pictures.of_person(current_identity().person_id)
    return _step("pictures/choose.html", picks, refusal=refusal, first=first, known=known)


def _step(
    template: str,
    picks: tuple[str, ...],
    *,
    refusal: AcademyError | None = None,
    **values: object,
) -> str:
    leave_unpacked()  # the page repeats what was picked, beside what anybody may choose
    allow_playing()
    return render_template(
        template, form=Form(), offered=pictures.shuffled(), picks=picks, length=pictures.LENGTH,
        said=sentence_of(refusal) if refusal else None, **values,
    )  # fmt: skip


def _card_again(code: str, refusal: AcademyError | None = None) -> ResponseReturnValue:
    """The page of the card, with what is wrong there."""
    form = CardForm(data={"code": code, "same": "yes" if same_code() else ""})
    if refusal is None:
        form.form_errors.append(_("Vul de code van je kaart in."))
        return card_page(form), 422
    form.form_errors.append(sentence_of(refusal))
    return card_page(form), refusal.status


def _code() -> str:
    typed = same_code() or request.form.get("code", "")[:200]
    return codes.typed(typed) or typed


def _picks() -> tuple[str, ...]:
    return pictures.picked(request.form.getlist("pick"))


def _secret_key() -> str:
    return dependencies().settings.secret_key
