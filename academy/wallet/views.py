"""What a worker sees of the own badges; the wallet is theirs, whoever employs them."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from academy.credentials.models import Credential, RevocationReason
from academy.credentials.papers import current_copy
from academy.dependencies import dependencies
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet import queries

blueprint = Blueprint("wallet", __name__)


@blueprint.get("/wallet")
@requires(Permission.READ_OWN_WALLET)
def index() -> ResponseReturnValue:
    badges = [
        badge
        for badge in queries.own_badges(current_identity())
        if badge.revocation is None or badge.revocation.reason != RevocationReason.UNDONE
    ]
    return render_template("wallet/index.html", badges=badges, now=dependencies().clock())


@blueprint.get("/wallet/<uuid:credential_uuid>")
@requires(Permission.READ_OWN_WALLET, queries.find_own_badge)
def show(credential: Credential) -> ResponseReturnValue:
    return render_template(
        "wallet/show.html",
        credential=credential,
        copy=current_copy(credential),
        now=dependencies().clock(),
    )
