"""One's own account: where one is signed in, the password, the PIN."""

from datetime import datetime

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import (
    accounts,
    attempts,
    cards,
    hashing,
    mailing,
    own,
    own_phones,
    pictures,
    signing_in,
    temporary,
)
from academy.access.attempts import Bucket
from academy.access.confirming import Confirmers, confirmers_of
from academy.access.helped import help_by_others
from academy.access.models import Account, Session
from academy.access.passwords import weakness
from academy.access.queries import account_of, known_about
from academy.access.recovery import code_of
from academy.access.session import (
    BY_CARD,
    current_session,
    end_session,
    extend_session,
    forget_cookie,
)
from academy.access.sign_in_forms import (
    ChangeEmailForm,
    ChangePasswordForm,
    ChangePinForm,
    WitnessForm,
)
from academy.access.visits import visitor
from academy.access.witness_views import Signed, signed
from academy.access.words import WAYS_IN
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.locking import Lock
from academy.locking import row as row_of
from academy.people.models import Person
from academy.people.queries import own_person
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page, show_refusal
from academy.web.closed_words import closed_for

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("/sessions")
@requires(Permission.USE_OWN_ACCOUNT)
def sessions() -> ResponseReturnValue:
    identity, now = current_identity(), dependencies().clock()
    return render_template(
        "account/sessions.html",
        sessions=own.own_sessions(identity, now=now),
        here=identity.session_uuid,
        ways=WAYS_IN,
        account=account_of(identity.person_id),
        mail_is_offered=mailing.is_offered(),
        card=own.own_card(identity),
        lent=temporary.running(identity.person_id, now=now),
        helped=help_by_others(identity),
        opens=own.opens_at(identity),
        closed=closed_for(identity.roles),
        known_by_others=own.is_known_by_others(identity, now=now),
        recovery=code_of(identity.person_id),
        phones=own_phones.own_phones(identity.person_id),
        pictures=pictures.of_person(identity.person_id) if identity.came_in_by_themselves else None,
    )


@blueprint.post("/temporary-card/end")
@requires(Permission.USE_OWN_ACCOUNT)
def end_temporary_card() -> ResponseReturnValue:
    """The own card is found again, or somebody else has the one for today."""
    identity, now = current_identity(), dependencies().clock()
    with transaction(row_of(Person, identity.person_id)):
        temporary.end_all(own_person(identity), organisation_id=None, by=identity.actor, now=now)
    flash(_("De kaart voor 12 uur werkt niet meer."), "success")
    return redirect(url_for("account.sessions"), 303)


@blueprint.post("/sessions/<uuid:session_uuid>/extend")
@requires(Permission.USE_OWN_ACCOUNT, own.find_own_session)
def extend(row: Session) -> ResponseReturnValue:
    """What the script of the warning asks when somebody says that they are still there."""
    identity, now = current_identity(), dependencies().clock()
    with transaction(row.person):
        if row.method not in BY_CARD or row.ended_at is not None:
            abort(409)
        extend_session(row, by=identity.actor, now=now)
    return jsonify(seconds=(row.expires_at - now).total_seconds())


@blueprint.post("/sessions/<uuid:session_uuid>/end")
@requires(Permission.USE_OWN_ACCOUNT, own.find_own_session)
def end(row: Session) -> ResponseReturnValue:
    identity, now, session_uuid = current_identity(), dependencies().clock(), row.uuid
    with transaction(row.person):
        end_session(row, by=identity.actor, now=now)
    if session_uuid == identity.session_uuid:
        forget_cookie()
        return redirect(url_for("home.index"), 303)
    flash(_("Dit apparaat is uitgelogd."), "success")
    return redirect(url_for("account.sessions"), 303)


@blueprint.post("/sessions/end-others")
@requires(Permission.USE_OWN_ACCOUNT)
def end_others() -> ResponseReturnValue:
    identity, now = current_identity(), dependencies().clock()
    with transaction():
        person = own_person(identity)
        signing_in.end_sessions(person, by=identity.actor, now=now, but=current_session())
    flash(_("Je bent nu alleen nog hier ingelogd."), "success")
    return redirect(url_for("account.sessions"), 303)


@blueprint.get("/password")
@requires(Permission.USE_OWN_ACCOUNT)
def password() -> ResponseReturnValue:
    account = account_of(current_identity().person_id) or abort(404)
    return _password_page(ChangePasswordForm(), account.email)


@blueprint.post("/password")
@requires(Permission.USE_OWN_ACCOUNT)
def change_password() -> ResponseReturnValue:
    account = account_of(current_identity().person_id) or abort(404)
    form, email = ChangePasswordForm(), account.email
    status = _change_password(form, email) if form.validate() else 422
    if status != 303:
        return _password_page(form, email), status
    flash(_("Je wachtwoord is veranderd. Op andere apparaten ben je uitgelogd."), "success")
    _tell_what_opened(form)
    return redirect(url_for("account.sessions"), 303)


def _password_page(form: ChangePasswordForm, email: str) -> str:
    shown = {"form": form, "email": email, "confirmers": _confirmers()}
    return render_template("account/password.html", **shown)


def _change_password(form: ChangePasswordForm, email: str) -> int:
    identity, now = current_identity(), dependencies().clock()
    bucket = visitor(request, secret_key=_secret_key()).account_bucket(email)
    try:
        # counted in a transaction of its own, and compared under no lock (`signing_in`)
        _count(bucket)
        account = account_of(identity.person_id)
        if account is None or not hashing.password_matches(
            account.password_hash, form.current.data
        ):
            raise InvalidInputError("wrong-own-password")
        problem = weakness(form.password.data, known_about(account.person, email))
        if problem:
            raise InvalidInputError("weak-password", why=problem)
        proof, new_hash = account.password_hash, hashing.hash_password(form.password.data)
        colleague = _signed(form, now)
        with transaction(account.person, *_witnessed_by(colleague)):
            if account.password_hash != proof:  # it was changed while we compared
                raise InvalidInputError("wrong-own-password")
            attempts.forgive(own=bucket)
            accounts.change_password(
                account,
                new_hash,
                here=current_session(),
                witness=_witness(colleague, now),
                by=identity.actor,
                now=now,
            )
    except AcademyError as error:
        show_refusal(form, error)
        return error.status
    return 303


@blueprint.route("/email", methods=BOTH)
@requires(Permission.USE_OWN_ACCOUNT)
def email() -> ResponseReturnValue:
    """Only for who came in by a means that nobody else knows: the address is the person's."""
    identity = current_identity()
    account = account_of(identity.person_id) or abort(404)
    if identity.limited_to is not None:
        abort(403)
    form, template = ChangeEmailForm(), "account/email.html"
    if not form.validate_on_submit():
        return form_page(template, form)
    try:
        _change_email(form, account)
    except AcademyError as refusal:
        return refused_page(template, form, refusal)
    flash(_("Je logt nu in met %(email)s.", email=form.email.data), "success")
    return redirect(url_for("account.sessions"), 303)


def _change_email(form: ChangeEmailForm, account: Account) -> None:
    now = dependencies().clock()
    bucket = visitor(request, secret_key=_secret_key()).account_bucket(account.email)
    _count(bucket)
    proof = account.password_hash
    if not hashing.password_matches(proof, form.current.data):
        raise InvalidInputError("wrong-own-password").at("current")
    with transaction(account.person):
        if account.password_hash != proof:  # it was changed while we compared
            raise InvalidInputError("wrong-own-password").at("current")
        attempts.forgive(own=bucket)
        by = current_identity().actor
        accounts.change_email(account, form.email.data, by=by, now=now)


@blueprint.get("/pin")
@requires(Permission.USE_OWN_ACCOUNT)
def pin() -> ResponseReturnValue:
    own.own_card(current_identity()) or abort(404)
    return _pin_page(ChangePinForm())


@blueprint.post("/pin")
@requires(Permission.USE_OWN_ACCOUNT)
def change_pin() -> ResponseReturnValue:
    own.own_card(current_identity()) or abort(404)
    form = ChangePinForm()
    status = _change_pin(form) if form.validate() else 422
    if status != 303:
        return _pin_page(form), status
    flash(_("Je hebt een nieuwe pincode. Op andere apparaten ben je uitgelogd."), "success")
    _tell_what_opened(form)
    return redirect(url_for("account.sessions"), 303)


def _pin_page(form: ChangePinForm) -> str:
    return render_template("account/pin.html", form=form, confirmers=_confirmers())


def _change_pin(form: ChangePinForm) -> int:
    identity, now, secret_key = current_identity(), dependencies().clock(), _secret_key()
    seen = visitor(request, secret_key=secret_key)
    bucket = seen.bucket("own-pin", str(identity.person_uuid), attempts.TRIES_PER_CARD)
    try:
        _count(bucket)
        card = own.own_card(identity) or abort(404)
        key = card.uuid
        if not hashing.pin_matches(
            card.pin_hash, form.current.data, card_uuid=key, secret_key=secret_key
        ):
            raise InvalidInputError("wrong-own-pin")
        proof = card.pin_hash
        new_hash = hashing.hash_pin(form.pin.data, card_uuid=key, secret_key=secret_key)
        colleague = _signed(form, now)
        with transaction(card.person, *_witnessed_by(colleague)):
            if card.pin_hash != proof or card.voided_at is not None:
                raise InvalidInputError("wrong-own-pin")
            attempts.forgive(own=bucket)
            cards.choose_pin(
                card,
                new_hash,
                here=current_session(),
                witness=_witness(colleague, now),
                by=identity.actor,
                now=now,
            )
    except AcademyError as error:
        show_refusal(form, error)
        return error.status
    return 303


def _tell_what_opened(form: WitnessForm) -> None:
    """The identity of this request is still the one from before the change."""
    if current_identity().limited_to is not None and form.signature is not None:
        flash(_("Je ziet nu weer alles."), "success")


def _signed(form: WitnessForm, now: datetime) -> Signed | None:
    """A colleague's signature, where it can open more than there is now."""
    if current_identity().limited_to is None:
        return None
    return signed(form, secret_key=_secret_key(), now=now)


def _witnessed_by(colleague: Signed | None) -> list[Lock]:
    return [] if colleague is None else [colleague.decides]


def _witness(colleague: Signed | None, now: datetime) -> Person | None:
    """Somebody who could not have opened this session."""
    confirmers = _confirmers()
    if colleague is None or confirmers is None:
        return None
    return colleague.confirm(
        places=confirmers.places,
        offices=confirmers.offices,
        besides=confirmers.besides,
        known_to=confirmers.giver,
        now=now,
    )


def _confirmers() -> Confirmers | None:
    """Who can confirm; None when nothing is closed."""
    identity, here = current_identity(), current_session()
    if identity.limited_to is None or here is None:
        return None
    card = own.own_card(identity) if here.method in BY_CARD else None
    return confirmers_of(own_person(identity), identity.limited_to, card)


def _count(bucket: Bucket) -> None:
    with transaction():
        attempts.count([bucket], now=dependencies().clock())


def _secret_key() -> str:
    return dependencies().settings.secret_key
