"""The first page of an organisation for its administrators: its teams, and what to do next."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from academy.access.queries import not_open_yet
from academy.administration.imports.queries import not_added
from academy.administration.mergers.queries import merger_of
from academy.administration.places.blueprint import blueprint
from academy.administration.places.first_steps import (
    FIRST_FEW,
    badges_given,
    first_steps,
    next_step,
)
from academy.administration.places.outsiders import outsiders
from academy.administration.places.team_lines import team_lines
from academy.assessments.requests.queries import waiting_long
from academy.assessments.seconds.queries import for_the_office
from academy.credentials.answering import found_or_404
from academy.credentials.designs.queries import design_at
from academy.dependencies import dependencies
from academy.organisations import queries as places
from academy.organisations.models import Organisation
from academy.organisations.regions import regions
from academy.people import guests
from academy.people.taking_over import without_number
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.tablets.parking import open_items
from academy.tablets.queries import tablets_of


@blueprint.get("/organisations/<uuid:organisation_uuid>")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def show(organisation: Organisation) -> ResponseReturnValue:
    today, now = current_identity().today, dependencies().clock()
    if merger_of(organisation) is not None:
        return redirect(url_for(".merged", organisation_uuid=organisation.uuid), 303)
    sites, teams = places.sites_of(organisation), team_lines(organisation, today)
    leaders = [row for lines in teams.values() for line in lines for row in line.leaders]
    not_open = not_open_yet(leaders, today)
    given, design = badges_given(organisation), design_at(organisation.id, now)
    steps = first_steps(organisation, sites, teams, not_open, given)
    return render_template(
        "organisations/show.html",
        organisation=organisation,
        steps=steps,
        next_step=next_step(steps),
        has_begun=0 < given <= FIRST_FEW,
        region=regions().get(organisation.region or "", ""),
        sites=sites,
        teams=teams,
        not_open=not_open,
        ended=[site for site in sites if site.has_end],
        signatories=design.signatories if design else [],
        outsiders=outsiders(organisation, today),
        parked=len(open_items(organisation.id)),
        guest_offers=guests.offers_to(organisation, today),
        waiting_long=waiting_long(organisation, today=today, now=now),
        seconds=for_the_office(organisation, today=today, now=now),
        taken_in=places.merged_into(organisation),
    )


@blueprint.get("/organisations/<uuid:organisation_uuid>/merged")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def merged(organisation: Organisation) -> ResponseReturnValue:
    """Of one that goes on in another: what is left to do, and the way to what was done there."""
    merger = found_or_404(merger_of(organisation))
    return render_template(
        "organisations/merged.html",
        organisation=organisation,
        merger=merger,
        without_number=without_number(merger),
        lists=not_added(organisation),
        tablets=sum(each.revoked_at is None for each in tablets_of(organisation)),
    )
