"""The worker's answer, given on the page of their own badges."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.people.leaving.queries import find_own_membership
from academy.people.leaving.rules import Said
from academy.people.leaving.service import answer as keep_answer
from academy.people.models import Membership
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of

blueprint = Blueprint("working", __name__, url_prefix="/wallet/working")


@blueprint.post("/<uuid:membership_uuid>")
@requires(Permission.SAY_IF_WORKING, find_own_membership)
def answer(row: Membership) -> ResponseReturnValue:
    said = request.form.get("said")
    if said not in set(Said):
        flash(_("Kies een antwoord."), "error")
        return redirect(url_for("wallet.index"), 303)
    try:
        with transaction(row.person):
            keep_answer(row, Said(said), by=current_identity(), now=dependencies().clock())
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
        return redirect(url_for("wallet.index"), 303)
    thanks, fine = _("Dank je wel."), _("Goed. We vragen het niet meer.")
    flash(fine if said == Said.RATHER_NOT else thanks, "success")
    return redirect(url_for("wallet.index"), 303)
