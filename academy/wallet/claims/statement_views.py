"""An organisation reads what it said through shares, and takes it back.

The page never tells about whom, nor whether the worker kept it.
"""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.credentials.statements import queries
from academy.credentials.statements.models import Statement, WithdrawalReason
from academy.database import transaction
from academy.dependencies import dependencies
from academy.organisations.models import Organisation
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet.claims import service
from academy.wallet.claims.forms import WithdrawalForm
from academy.wallet.claims.queries import subject_of
from academy.wallet.claims.words import REASONS
from academy.web.answers import BOTH, form_page

blueprint = Blueprint("statements", __name__, url_prefix="/statements")


@blueprint.get("")
@requires(Permission.SPEAK_FOR_ORGANISATION, queries.own_voices)
def mine(voices: queries.Voices) -> ResponseReturnValue:
    """The one organisation, or the choice between several."""
    if len(voices.rows) == 1:
        return redirect(url_for(".index", organisation_uuid=voices.rows[0].uuid), 303)
    return render_template("statements/mine.html", organisations=voices.rows)


@blueprint.get("/of/<uuid:organisation_uuid>")
@requires(Permission.SPEAK_FOR_ORGANISATION, queries.find_own_organisation)
def index(organisation: Organisation) -> ResponseReturnValue:
    said = queries.statements_of(organisation)
    return render_template(
        "statements/index.html", organisation=organisation, said=said, reasons=REASONS
    )


@blueprint.route("/<uuid:statement_uuid>/withdraw", methods=BOTH)
@requires(Permission.SPEAK_FOR_ORGANISATION, queries.find_own_statement)
def withdraw(statement: Statement) -> ResponseReturnValue:
    form, organisation = WithdrawalForm(), statement.organisation.uuid
    if not form.validate_on_submit():
        return form_page("statements/withdraw.html", form, statement=statement)
    with transaction(statement, *subject_of(statement.uuid)):
        service.withdraw(
            statement,
            WithdrawalReason(form.reason.data),
            by=current_identity(),
            now=dependencies().clock(),
        )
    flash(_("Teruggenomen"), "success")
    return redirect(url_for(".index", organisation_uuid=organisation), 303)
