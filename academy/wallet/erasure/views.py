"""The page where a worker asks that everything is erased, and takes that back."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.database import transaction
from academy.dependencies import dependencies
from academy.people.queries import own_person
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet.erasure import service
from academy.wallet.erasure.forms import REVOKE, ErasureForm
from academy.web.answers import BOTH, form_page

blueprint = Blueprint("erasure", __name__, url_prefix="/wallet/erase")


@blueprint.route("", methods=BOTH)
@requires(Permission.READ_OWN_FILE)
def show() -> ResponseReturnValue:
    identity, form = current_identity(), ErasureForm()
    if not form.validate_on_submit():
        asked = service.own_request(identity)
        return form_page("erasure/show.html", form, asked=asked)
    with transaction(person := own_person(identity)):
        revokes = form.badges.data == REVOKE
        service.ask(person, revokes=revokes, by=identity, now=dependencies().clock())
    return redirect(url_for(".show"), 303)


@blueprint.post("/seen")
@requires(Permission.READ_OWN_WALLET)
def seen() -> ResponseReturnValue:
    """The notice of the first time was read."""
    with transaction(person := own_person(current_identity())):
        service.note_seen(person, now=dependencies().clock())
    return redirect(url_for("wallet.index"), 303)


@blueprint.post("/take-back")
@requires(Permission.READ_OWN_FILE)
def take_back() -> ResponseReturnValue:
    identity = current_identity()
    with transaction(person := own_person(identity)):
        service.take_back(person, by=identity, now=dependencies().clock())
    flash(_("Goed. We wissen niets."), "success")
    return redirect(url_for("own_data.show"), 303)
