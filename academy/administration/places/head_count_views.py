"""Pages on which an organisation writes down how many people worked there in a year."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.places.blueprint import blueprint
from academy.administration.places.head_count_form import fields_of, head_count_form
from academy.database import transaction
from academy.dependencies import dependencies
from academy.organisations import queries as places
from academy.organisations.head_counts.service import (
    CountedYear,
    counts_of,
    find_year,
    keep,
    years_to_count,
)
from academy.organisations.models import Organisation
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page


@blueprint.get("/organisations/<uuid:organisation_uuid>/head-counts")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def head_counts(organisation: Organisation) -> ResponseReturnValue:
    totals: dict[int, int] = {}
    for (_site, year), row in counts_of(organisation.id).items():
        totals[year] = totals.get(year, 0) + row.people
    return render_template(
        "organisations/head_counts.html",
        organisation=organisation,
        years=years_to_count(current_identity().today),
        totals=totals,
    )


@blueprint.route("/organisations/<uuid:organisation_uuid>/head-counts/<year>", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, find_year)
def edit_head_count(counted: CountedYear) -> ResponseReturnValue:
    organisation, year = counted.organisation, counted.year
    sites = places.sites_of(organisation)
    known = counts_of(organisation.id)
    form = head_count_form(
        sites, {site: row.people for (site, of), row in known.items() if of == year}
    )
    if not form.validate_on_submit():
        shown = {"organisation": organisation, "year": year, "sites": sites}
        return form_page("organisations/edit_head_count.html", form, **shown)
    given = {site.id: field.data for site, field in fields_of(form, sites)}
    with transaction(organisation):
        keep(organisation, year, given, by=current_identity().actor, now=dependencies().clock())
    flash(_("Opgeslagen."), "success")
    return redirect(url_for(".head_counts", organisation_uuid=organisation.uuid), 303)
