"""Pages on which an organisation keeps its own details, sites and teams.

The first page, `organisations.show`, is about people too and stands in `overview_views`.
"""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.places.blueprint import blueprint
from academy.administration.places.ending import end_form, ended, reopened
from academy.administration.places.forms import DetailsForm, EndForm, SiteForm, TeamForm
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.organisations import queries, service
from academy.organisations.models import Organisation, Site, Team
from academy.organisations.queries import OwnOrganisations
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page, show_refusal


@blueprint.get("/organisations")
@requires(Permission.MANAGE_ORGANISATION, queries.own_organisations)
def index(own: OwnOrganisations) -> ResponseReturnValue:
    """The one organisation, or the choice between several."""
    if len(own.rows) == 1:
        return redirect(_home(own.rows[0]), 303)
    return render_template("organisations/index.html", organisations=own.rows)


@blueprint.route("/organisations/<uuid:organisation_uuid>/edit", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_administered_organisation)
def edit(organisation: Organisation) -> ResponseReturnValue:
    form = DetailsForm(obj=organisation)
    if not form.validate_on_submit():
        return form_page("organisations/edit.html", form, organisation=organisation)
    identity, now = current_identity(), dependencies().clock()
    with transaction(organisation):
        service.change_organisation(organisation, form.details, by=identity.actor, now=now)
    flash(_("Opgeslagen."), "success")
    return redirect(_home(organisation), 303)


@blueprint.route("/organisations/<uuid:organisation_uuid>/sites/new", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_administered_organisation)
def new_site(organisation: Organisation) -> ResponseReturnValue:
    form, template = SiteForm(), "organisations/new_site.html"
    if not form.validate_on_submit():
        return form_page(template, form, organisation=organisation)
    try:
        with transaction(organisation):
            service.add_site(
                organisation,
                form.details,
                key=form.new_uuid,
                by=current_identity().actor,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, organisation=organisation)
    flash(_("De vestiging staat erbij."), "success")
    return redirect(_home(organisation), 303)


@blueprint.route("/sites/<uuid:site_uuid>/edit", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_administered_site)
def edit_site(site: Site) -> ResponseReturnValue:
    form = SiteForm(obj=site)
    if not form.validate_on_submit():
        return _site_page(site, form)
    try:
        with transaction(site.organisation):
            service.change_site(
                site,
                form.details,
                by=current_identity().actor,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        show_refusal(form, refusal)
        return _site_page(site, form)
    flash(_("Opgeslagen."), "success")
    return redirect(_home(site.organisation), 303)


@blueprint.post("/sites/<uuid:site_uuid>/end")
@requires(Permission.MANAGE_ORGANISATION, queries.find_administered_site)
def end_site(site: Site) -> ResponseReturnValue:
    end = EndForm()
    if ended(site, end):
        return redirect(_home(site.organisation), 303)
    return _site_page(site, SiteForm(formdata=None, obj=site), end)


@blueprint.post("/sites/<uuid:site_uuid>/reopen")
@requires(Permission.MANAGE_ORGANISATION, queries.find_administered_site)
def reopen_site(site: Site) -> ResponseReturnValue:
    return reopened(site, url_for(".edit_site", site_uuid=site.uuid))


@blueprint.route("/organisations/<uuid:organisation_uuid>/teams/new", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_administered_organisation)
def new_team(organisation: Organisation) -> ResponseReturnValue:
    sites = [site for site in queries.sites_of(organisation) if not site.has_end]
    form, template = TeamForm().offer(sites), "organisations/new_team.html"
    shown = {"organisation": organisation, "sites": sites}
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    chosen = next(site for site in sites if str(site.uuid) == form.site.data)
    try:
        with transaction(organisation):
            service.add_team(
                chosen,
                name=form.name.data,
                key=form.new_uuid,
                by=current_identity().actor,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    flash(_("Het team staat erbij."), "success")
    return redirect(_home(organisation), 303)


@blueprint.route("/teams/<uuid:team_uuid>/edit", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_administered_team)
def edit_team(team: Team) -> ResponseReturnValue:
    form, sites = TeamForm(**_now(team)), _sites_for(team)
    if not form.offer(sites).validate_on_submit():
        return _team_page(team, form)
    chosen = next(site for site in sites if str(site.uuid) == form.site.data)
    try:
        with transaction(team.organisation):
            service.change_team(
                team,
                name=form.name.data,
                site=chosen,
                by=current_identity().actor,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        show_refusal(form, refusal)
        return _team_page(team, form)
    flash(_("Opgeslagen."), "success")
    return redirect(_home(team.organisation), 303)


@blueprint.post("/teams/<uuid:team_uuid>/end")
@requires(Permission.MANAGE_ORGANISATION, queries.find_administered_team)
def end_team(team: Team) -> ResponseReturnValue:
    end = EndForm()
    if ended(team, end):
        return redirect(_home(team.organisation), 303)
    form = TeamForm(formdata=None, **_now(team)).offer(_sites_for(team))
    return _team_page(team, form, end)


@blueprint.post("/teams/<uuid:team_uuid>/reopen")
@requires(Permission.MANAGE_ORGANISATION, queries.find_administered_team)
def reopen_team(team: Team) -> ResponseReturnValue:
    return reopened(team, url_for(".edit_team", team_uuid=team.uuid))


def _site_page(site: Site, form: SiteForm, end: EndForm | None = None) -> ResponseReturnValue:
    return form_page("organisations/edit_site.html", form, site=site, end=end or end_form())


def _team_page(team: Team, form: TeamForm, end: EndForm | None = None) -> ResponseReturnValue:
    return form_page("organisations/edit_team.html", form, team=team, end=end or end_form())


def _now(team: Team) -> dict[str, str]:
    return {"name": team.name, "site": str(team.site.uuid)}


def _sites_for(team: Team) -> list[Site]:
    """The open ones, and where the team is now."""
    sites = queries.sites_of(team.organisation)
    return [site for site in sites if not site.has_end or site.id == team.site_id]


def _home(organisation: Organisation) -> str:
    return url_for("organisations.show", organisation_uuid=organisation.uuid)
