"""By what somebody is known whatever a helper knows: a recovery code, an own phone."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import attempts, own, own_phones, recovery
from academy.access.devices import describe
from academy.access.models import OwnPhone
from academy.access.session import current_session
from academy.access.sign_in_forms import RecoveryForm
from academy.access.visits import is_shared, remember_own_phone, visitor
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.locking import row as row_of
from academy.people.models import Person
from academy.people.queries import own_person
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.forms import Form

blueprint = Blueprint("proof", __name__)


@blueprint.route("/account/prove", methods=BOTH)
@requires(Permission.USE_OWN_ACCOUNT)
def prove() -> ResponseReturnValue:
    """What opens the rest after somebody else gave a PIN or password."""
    identity, form, template = current_identity(), RecoveryForm(), "proof/prove.html"
    if identity.came_in_by_themselves:
        return redirect(url_for("account.sessions"), 303)
    shown = {"opens": own.opens_at(identity), "card": own.own_card(identity)}
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    try:
        _open(form.code.data)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    flash(_("Je ziet nu weer alles. Kies een nieuwe pincode of een nieuw wachtwoord."), "success")
    return redirect(url_for("account.sessions"), 303)


def _open(code: str) -> None:
    """This session becomes the person's own. Raises AcademyError."""
    identity, now = current_identity(), dependencies().clock()
    seen = visitor(request, secret_key=_secret_key())
    bucket = seen.bucket("recovery", str(identity.person_uuid), attempts.TRIES_PER_CARD)
    with transaction():
        attempts.count([bucket], now=now)
    with transaction(row_of(Person, identity.person_id)):
        recovery.use(own_person(identity), code, by=identity, now=now)
        attempts.forgive(own=bucket)
        here = current_session()
        if here is not None:
            here.given_by_id = None


@blueprint.get("/account/recovery")
@requires(Permission.KEEP_PROOFS)
def recovery_code() -> ResponseReturnValue:
    identity, now = current_identity(), dependencies().clock()
    row = recovery.code_of(identity.person_id)
    code = recovery.shown_code(row, secret_key=_secret_key(), by=identity, now=now)
    return render_template("proof/recovery_code.html", row=row, code=code)


@blueprint.post("/account/recovery")
@requires(Permission.KEEP_PROOFS)
def make_recovery_code() -> ResponseReturnValue:
    identity, now = current_identity(), dependencies().clock()
    with transaction(row_of(Person, identity.person_id)):
        recovery.make(own_person(identity), secret_key=_secret_key(), by=identity, now=now)
    return redirect(url_for(".recovery_code"), 303)


@blueprint.route("/sign-in/own-phone", methods=BOTH)
@requires(Permission.KEEP_PROOFS)
def own_phone() -> ResponseReturnValue:
    """Below the sign-in pages, which alone are sent what this browser knows."""
    identity, form, secret_key = current_identity(), Form(), _secret_key()
    shared = is_shared(request, secret_key=secret_key)
    if shared or not form.validate_on_submit():
        return render_template("proof/own_phone.html", form=form, shared=shared)
    device = describe(request.headers.get("User-Agent", ""))
    with transaction(row_of(Person, identity.person_id)):
        token = own_phones.add(
            own_person(identity), device=device, by=identity, now=dependencies().clock()
        )
    flash(_("Klaar. Op deze telefoon zie je altijd alles."), "success")
    return remember_own_phone(redirect(url_for("account.sessions"), 303), request, token)


@blueprint.post("/account/phones/<uuid:phone_uuid>/end")
@requires(Permission.KEEP_PROOFS, own_phones.find_own_phone)
def end_phone(phone: OwnPhone) -> ResponseReturnValue:
    with transaction(phone.person):
        own_phones.end(phone, by=current_identity(), now=dependencies().clock())
    flash(_("Deze telefoon telt niet meer als jouw telefoon."), "success")
    return redirect(url_for("account.sessions"), 303)


def _secret_key() -> str:
    return dependencies().settings.secret_key
