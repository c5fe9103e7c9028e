"""Where an organisation says whether its figures may be recognised in its region."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.database import transaction
from academy.dependencies import dependencies
from academy.disclosure import FEWEST_ORGANISATIONS, SMALLEST_GROUP
from academy.organisations.models import Organisation
from academy.organisations.queries import find_administered_organisation
from academy.reports.sector.consents import agree, agreement_of, stop_agreeing
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission

blueprint = Blueprint("consents", __name__)


@blueprint.get("/organisations/<uuid:organisation_uuid>/figures")
@requires(Permission.MANAGE_ORGANISATION, find_administered_organisation)
def show(organisation: Organisation) -> ResponseReturnValue:
    return render_template(
        "consents/show.html",
        organisation=organisation,
        agreement=agreement_of(organisation),
        fewest=FEWEST_ORGANISATIONS,
        smallest=SMALLEST_GROUP,
    )


@blueprint.post("/organisations/<uuid:organisation_uuid>/figures")
@requires(Permission.MANAGE_ORGANISATION, find_administered_organisation)
def start(organisation: Organisation) -> ResponseReturnValue:
    with transaction(organisation):
        agree(organisation, by=current_identity(), now=dependencies().clock())
    flash(_("Opgeslagen. Jullie vinden het goed."), "success")
    return redirect(url_for(".show", organisation_uuid=organisation.uuid), 303)


@blueprint.post("/organisations/<uuid:organisation_uuid>/figures/stop")
@requires(Permission.MANAGE_ORGANISATION, find_administered_organisation)
def stop(organisation: Organisation) -> ResponseReturnValue:
    with transaction(organisation):
        stop_agreeing(organisation, by=current_identity(), now=dependencies().clock())
    flash(_("Opgeslagen. Jullie vinden het niet meer goed."), "success")
    return redirect(url_for(".show", organisation_uuid=organisation.uuid), 303)
