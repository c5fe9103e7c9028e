"""A worker reads what others said, and keeps it or throws it away."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.credentials.endorsing import find_endorsement
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet.claims import queries, service
from academy.wallet.claims.models import Claim
from academy.wallet.claims.sending import as_it_was_signed
from academy.wallet.claims.words import REASONS
from academy.web.refusals import sentence_of

blueprint = Blueprint("claims", __name__, url_prefix="/wallet/said")


@blueprint.get("")
@requires(Permission.SHARE_BADGES)
def index() -> ResponseReturnValue:
    claims = queries.own_claims(current_identity())
    return render_template(
        "claims/index.html",
        waiting=[each for each in claims if each.waits],
        kept=[each for each in claims if each.stands],
        withdrawn=[each for each in claims if each.is_withdrawn],
        reasons=REASONS,
    )


@blueprint.post("/<uuid:claim_uuid>/accept")
@requires(Permission.SHARE_BADGES, queries.find_own_claim)
def accept(claim: Claim) -> ResponseReturnValue:
    deps, identity = dependencies(), current_identity()
    try:
        with transaction(claim.person):
            service.accept(claim, deps.settings, by=identity, now=deps.clock())
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
        return redirect(url_for(".index"), 303)
    flash(_("Bewaard. Het staat nu bij wat je kunt."), "success")
    return redirect(url_for(".index"), 303)


@blueprint.get("/<uuid:claim_uuid>/file")
@requires(Permission.SHARE_BADGES, queries.find_own_claim)
def file(claim: Claim) -> ResponseReturnValue:
    """What a registered organisation said, as it signed it."""
    return as_it_was_signed(find_endorsement(claim.uuid) or abort(404))


@blueprint.post("/<uuid:claim_uuid>/leave")
@requires(Permission.SHARE_BADGES, queries.find_own_claim)
def leave(claim: Claim) -> ResponseReturnValue:
    with transaction(claim.person):
        service.leave(claim, by=current_identity(), now=dependencies().clock())
    flash(_("Weg. Niemand ziet het."), "success")
    return redirect(url_for(".index"), 303)
