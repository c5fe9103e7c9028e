"""Pages on which the academy writes down whom people in a region ask about work and training."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.places.blueprint import blueprint
from academy.administration.places.forms import RegionContactForm
from academy.database import transaction
from academy.dependencies import dependencies
from academy.organisations import contacts
from academy.organisations.regions import regions
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH


@blueprint.get("/organisations/regions")
@requires(Permission.MANAGE_PLATFORM)
def all_regions() -> ResponseReturnValue:
    return render_template(
        "organisations/all_regions.html", regions=regions(), contacts=contacts.all_contacts()
    )


@blueprint.route("/organisations/regions/<region>", methods=BOTH)
@requires(Permission.MANAGE_PLATFORM)
def edit_region(region: str) -> ResponseReturnValue:
    name = regions().get(region) or abort(404)
    form = RegionContactForm(obj=contacts.contact_of(region))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("organisations/edit_region.html", form=form, region=name), status
    with transaction(contacts.CONTACTS):
        by, now = current_identity().actor, dependencies().clock()
        contacts.keep(region, form.contact, by=by, now=now)
    flash(_("Opgeslagen."), "success")
    return redirect(url_for(".all_regions"), 303)
