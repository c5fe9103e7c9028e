"""Pages on which somebody brings in the own other card, or says whether a record of the own
organisation is theirs too: show it, look, say yes."""

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
from academy.people.doubles import service as doubles
from academy.people.doubles.models import Double
from academy.people.doubles.queries import asked_of, find_own_double
from academy.people.models import Person
from academy.people.queries import own_person
from academy.privacy.merging import proof, queries, rules, service
from academy.privacy.merging.forms import OtherCardForm, YesForm
from academy.privacy.merging.rules import Proof
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import form_page, refused_page
from academy.web.packing import leave_unpacked

blueprint = Blueprint("merging", __name__, url_prefix="/account/other-card")
SHOW = "merging/show.html"


@blueprint.get("")
@requires(Permission.KEEP_PROOFS)
def show() -> ResponseReturnValue:
    return form_page(SHOW, OtherCardForm(), double=_question())


def _question() -> Double | None:
    """Of an organisation that waits for an answer: the other card is then one of the same place."""
    return next(iter(asked_of(current_identity().person_id)), None)


@blueprint.post("")
@requires(Permission.KEEP_PROOFS)
def together() -> ResponseReturnValue:
    """What comes together; nothing is changed yet."""
    form = OtherCardForm()
    if not form.validate():
        return form_page(SHOW, form, double=_question())
    identity, now = current_identity(), dependencies().clock()
    try:
        card = _shown_card(form, now)
        _refuse(card, now)
    except AcademyError as refusal:
        return refused_page(SHOW, form, refusal, double=_question())
    yes = YesForm(formdata=None)
    yes.proof.data = proof.make(card, identity=identity, secret_key=_secret_key(), now=now)
    leave_unpacked()
    return render_template(
        "merging/together.html",
        form=yes,
        stays=queries.shown(own_person(identity)),
        goes=queries.shown(card.person),
        alike=rules.could_be_one(own_person(identity).search_text, card.person.search_text),
        double=None,
        needs_card=False,
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
    service.refuse(
        own_person(current_identity()), card.person, proof=_proof_of(card, now), today=today
    )


def _proof_of(card: Card, now: datetime) -> Proof:
    return Proof.OWN_PIN if giver_now(card, now=now) is None else Proof.PIN_OF_A_HELPER


@blueprint.post("/yes")
@requires(Permission.KEEP_PROOFS)
def merge() -> ResponseReturnValue:
    """Everything is asked once more, under the locks of both."""
    form, identity, now = YesForm(), current_identity(), dependencies().clock()
    if not form.validate():
        return form_page(SHOW, OtherCardForm(formdata=None), double=_question())
    try:
        card = _proved(form, now)
        with transaction(*service.decided_by(own_person(identity), card.person)):
            card = _proved(form, now)
            service.merge(
                own_person(identity), card.person, proof=_proof_of(card, now),
                by=identity.actor, now=now,
            )  # fmt: skip
    except AcademyError as refusal:
        return refused_page(SHOW, OtherCardForm(formdata=None), refusal, double=_question())
    return _together()


@blueprint.get("/asked/<uuid:double_uuid>")
@requires(Permission.KEEP_PROOFS, find_own_double)
def asked(double: Double) -> ResponseReturnValue:
    """What the organisation takes for one person; nothing of the other record but of there."""
    own = own_person(current_identity())
    other = double.beside(own.id)
    found = queries.find(other, current_identity().today)
    return render_template(
        "merging/together.html",
        form=YesForm(formdata=None),
        stays=queries.shown(own),
        goes=queries.shown_by(double, other),
        alike=rules.could_be_one(own.search_text, other.search_text),
        double=double,
        needs_card=rules.needs_proof(found, queries.asked_at(own, other)),
    )


@blueprint.post("/asked/<uuid:double_uuid>/yes")
@requires(Permission.KEEP_PROOFS, find_own_double)
def agree(double: Double) -> ResponseReturnValue:
    """Without the other card, which nobody ever used; all is asked under the locks of both."""
    identity, now = current_identity(), dependencies().clock()
    own = own_person(identity)
    other = double.beside(own.id)
    try:
        with transaction(*service.decided_by(own, other)):
            service.merge(own, other, proof=Proof.NONE, by=identity.actor, now=now)
    except AcademyError as refusal:
        return refused_page(SHOW, OtherCardForm(formdata=None), refusal, double=_question())
    return _together()


@blueprint.post("/asked/<uuid:double_uuid>/no")
@requires(Permission.KEEP_PROOFS, find_own_double)
def decline(double: Double) -> ResponseReturnValue:
    key = double.uuid
    with transaction(*doubles.decided_by(double)):
        doubles.decline(key, by=current_identity(), now=dependencies().clock())
    flash(_("Opgeslagen."), "success")
    return redirect(url_for("wallet.index"), 303)


def _together() -> ResponseReturnValue:
    flash(_("Klaar. Al je badges staan nu bij elkaar."), "success")
    return redirect(url_for("wallet.index"), 303)


def _proved(form: YesForm, now: datetime) -> Card:
    return proof.card_of(
        form.proof.data or "", identity=current_identity(), secret_key=_secret_key(), now=now
    )


def _secret_key() -> str:
    return dependencies().settings.secret_key
