"""Pages on which somebody brings in the own other card: show it, look, say yes."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import signing_in, temporary
from academy.access.closed import giver_now
from academy.access.models import Card
from academy.access.visits import visitor
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.locking import row
from academy.people.models import Person
from academy.people.queries import own_person
from academy.privacy.merging import proof, queries, rules, service
from academy.privacy.merging.forms import OtherCardForm, YesForm
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import form_page, refused_page
from academy.web.packing import leave_unpacked

blueprint = Blueprint("merging", __name__, url_prefix="/account/other-card")


@blueprint.get("")
@requires(Permission.KEEP_PROOFS)
def show() -> ResponseReturnValue:
    return render_template("merging/show.html", form=OtherCardForm())


@blueprint.post("")
@requires(Permission.KEEP_PROOFS)
def together() -> ResponseReturnValue:
    """What comes together; nothing is changed yet."""
    form, template = OtherCardForm(), "merging/show.html"
    if not form.validate():
        return form_page(template, form)
    identity, now = current_identity(), dependencies().clock()
    try:
        card = _shown_card(form, now)
        _refuse(card, now)
    except AcademyError as refusal:
        return refused_page(template, form, refusal)
    yes = YesForm(formdata=None)
    yes.proof.data = proof.make(card, identity=identity, secret_key=_secret_key(), now=now)
    leave_unpacked()
    return render_template(
        "merging/together.html",
        form=yes,
        stays=queries.shown(own_person(identity)),
        goes=queries.shown(card.person),
        alike=rules.could_be_one(own_person(identity).search_text, card.person.search_text),
    )


def _shown_card(form: OtherCardForm, now: datetime) -> Card:
    """Counted and compared like a sign-in; no session begins. Raises AcademyError."""
    secret_key = _secret_key()
    seen = visitor(request, secret_key=secret_key)
    code = temporary.own_code(form.code.data, secret_key=secret_key, now=now)
    with transaction():
        left = signing_in.count_card_try(code, seen, now=now)
    known = signing_in.know_by_card(code, form.pin.data, left=left, secret_key=secret_key)
    with transaction(row(Person, known.person_id)):
        return signing_in.use_card(known, code, form.pin.data, seen)


def _refuse(card: Card, now: datetime) -> None:
    today = current_identity().today
    rules.refuse(
        queries.find(own_person(current_identity()), today),
        queries.find(card.person, today),
        given_by_others=giver_now(card, now=now) is not None,
    )


@blueprint.post("/yes")
@requires(Permission.KEEP_PROOFS)
def merge() -> ResponseReturnValue:
    """Everything is asked once more, under the locks of both."""
    form, identity, now = YesForm(), current_identity(), dependencies().clock()
    if not form.validate():
        return form_page("merging/show.html", OtherCardForm(formdata=None))
    try:
        card = _proved(form, now)
        with transaction(*service.decided_by(own_person(identity), card.person)):
            card = _proved(form, now)
            service.merge(
                own_person(identity), card.person,
                given_by_others=giver_now(card, now=now) is not None,
                by=identity.actor, now=now,
            )  # fmt: skip
    except AcademyError as refusal:
        return refused_page("merging/show.html", OtherCardForm(formdata=None), refusal)
    flash(_("Klaar. Al je badges staan nu bij elkaar."), "success")
    return redirect(url_for("wallet.index"), 303)


def _proved(form: YesForm, now: datetime) -> Card:
    return proof.card_of(
        form.proof.data or "", identity=current_identity(), secret_key=_secret_key(), now=now
    )


def _secret_key() -> str:
    return dependencies().settings.secret_key
