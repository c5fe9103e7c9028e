"""Pages on which an administrator adds tablets, sees how they are, and takes them away."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import codes
from academy.access.qr import qr_svg
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.organisations import queries as places
from academy.organisations.models import Organisation, Site
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.tablets import enrolling, parking, syncing
from academy.tablets.clock import is_skewed
from academy.tablets.forms import NewTabletForm, SiteForm, TabletForm
from academy.tablets.models import ParkedItem, Tablet
from academy.tablets.queries import find_administered_tablet, find_parked_item, tablets_of
from academy.tablets.syncing import KEPT
from academy.tablets.unsent import (
    Unsent,
    UnsentEverywhere,
    unsent_everywhere,
    unsent_on,
    with_work,
)
from academy.tablets.words import REASONS
from academy.web.answers import BOTH, form_page
from academy.web.opening import opened_at
from academy.web.refusals import sentence_of

blueprint = Blueprint("tablets", __name__)
SHELL = "/tablet/"
"""The page that runs on a tablet; what follows the # of an address reaches no log."""


@blueprint.app_context_processor
def unsent_work() -> dict[str, Any]:
    """For every page that changes what a tablet may still send about, also of rooms below."""
    return {"unsent_on_tablets": _unsent_on_tablets, "unsent_everywhere": _unsent_everywhere}


def _unsent_on_tablets(
    organisation: Organisation, site: Site | None = None, tablet: Tablet | None = None
) -> list[Unsent]:
    return unsent_on(organisation, site=site, tablet=tablet, now=dependencies().clock())


def _unsent_everywhere(organisation: Organisation | None = None) -> UnsentEverywhere:
    return unsent_everywhere(organisation, now=dependencies().clock())


@blueprint.get("/organisations/<uuid:organisation_uuid>/tablets")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def index(organisation: Organisation) -> ResponseReturnValue:
    return render_template(
        "tablets/index.html",
        organisation=organisation,
        tablets=tablets_of(organisation),
        with_work=with_work(organisation, now=dependencies().clock()),
        parked=parking.open_items(organisation.id),
        reasons=REASONS,
        is_skewed=is_skewed,
        here=_here_form(organisation),
    )


@blueprint.route("/organisations/<uuid:organisation_uuid>/tablets/new", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def new(organisation: Organisation) -> ResponseReturnValue:
    sites = _open_sites(organisation)
    form = NewTabletForm().offer(sites)
    if not form.validate_on_submit():
        return form_page("tablets/new.html", form, organisation=organisation, sites=sites)
    site = next(site for site in sites if str(site.uuid) == form.site.data)
    tablet = _added(site, form.name.data, form)
    return redirect(url_for(".show", tablet_uuid=tablet.uuid), 303)


@blueprint.post("/organisations/<uuid:organisation_uuid>/tablets/here")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def here(organisation: Organisation) -> ResponseReturnValue:
    """In a demo: this browser is a tablet of a site, with one click."""
    form = _here_form(organisation)
    if form is None:
        abort(404)
    if not form.validate_on_submit():
        flash(_("Kies een vestiging."), "error")
        return redirect(url_for(".index", organisation_uuid=organisation.uuid, _anchor="here"), 303)
    site = next(site for site in _open_sites(organisation) if str(site.uuid) == form.site.data)
    tablet = _added(site, _("Deze browser"), form)
    return redirect(_shell_with(tablet), 303)


def _here_form(organisation: Organisation) -> SiteForm | None:
    """None where there is no demo, or no site."""
    sites = _open_sites(organisation)
    return SiteForm().offer(sites) if sites and dependencies().settings.demo else None


def _added(site: Site, name: str, form: SiteForm) -> Tablet:
    deps = dependencies()
    with transaction(site.organisation):
        return enrolling.add(
            site, name=name, key=form.new_uuid, secret_key=deps.settings.secret_key,
            by=current_identity().actor, now=deps.clock(),
        )  # fmt: skip


def _open_sites(organisation: Organisation) -> list[Site]:
    return [site for site in places.sites_of(organisation) if not site.has_end]


def _shell_with(tablet: Tablet) -> str:
    code = enrolling.code_of(tablet, secret_key=dependencies().settings.secret_key)
    return f"{SHELL}#enrol={code}"


@blueprint.get("/tablets/<uuid:tablet_uuid>")
@requires(Permission.MANAGE_ORGANISATION, find_administered_tablet)
def show(tablet: Tablet) -> ResponseReturnValue:
    deps = dependencies()
    code = enrolling.code_of(tablet, secret_key=deps.settings.secret_key)
    works, root = enrolling.has_working_code(tablet, deps.clock()), opened_at(deps.settings)
    return render_template(
        "tablets/show.html",
        tablet=tablet,
        code=codes.grouped(code) if works else None,
        qr=qr_svg(root + _shell_with(tablet)) if works else None,
        shell=root + SHELL,
        minutes=enrolling.CODE_LIFETIME.seconds // 60,
        is_skewed=is_skewed(tablet.skew_seconds),
    ), {"Cache-Control": "no-store"}


@blueprint.route("/tablets/<uuid:tablet_uuid>/edit", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, find_administered_tablet)
def edit(tablet: Tablet) -> ResponseReturnValue:
    form = TabletForm(obj=tablet)
    if not form.validate_on_submit():
        return form_page("tablets/edit.html", form, tablet=tablet)
    with transaction(tablet.organisation):
        enrolling.change(
            tablet, name=form.name.data, long_grants=form.long_grants.data,
            by=current_identity().actor, now=dependencies().clock(),
        )  # fmt: skip
    flash(_("Opgeslagen."), "success")
    return redirect(url_for(".show", tablet_uuid=tablet.uuid), 303)


@blueprint.post("/tablets/<uuid:tablet_uuid>/code")
@requires(Permission.MANAGE_ORGANISATION, find_administered_tablet)
def give_code(tablet: Tablet) -> ResponseReturnValue:
    deps, page = dependencies(), url_for(".show", tablet_uuid=tablet.uuid)
    try:
        with transaction(tablet.organisation):
            enrolling.give_code(
                tablet, secret_key=deps.settings.secret_key,
                by=current_identity().actor, now=deps.clock(),
            )  # fmt: skip
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
    return redirect(page, 303)


@blueprint.post("/tablets/<uuid:tablet_uuid>/revoke")
@requires(Permission.MANAGE_ORGANISATION, find_administered_tablet)
def revoke(tablet: Tablet) -> ResponseReturnValue:
    organisation_uuid = tablet.organisation.uuid
    with transaction(tablet.organisation):
        enrolling.revoke(tablet, by=current_identity().actor, now=dependencies().clock())
    flash(_("De tablet is afgemeld."), "success")
    return redirect(url_for(".index", organisation_uuid=organisation_uuid), 303)


@blueprint.post("/tablets/items/<uuid:item_uuid>/retry")
@requires(Permission.MANAGE_ORGANISATION, find_parked_item)
def retry(item: ParkedItem) -> ResponseReturnValue:
    page = url_for(".index", organisation_uuid=item.tablet.organisation.uuid)
    answer = syncing.take_again(item, dependencies())
    if answer.code in KEPT:
        flash(_("Het is opgeslagen."), "success")
    else:
        flash(_("Het lukt nog niet."), "error")
    return redirect(page, 303)


@blueprint.post("/tablets/items/<uuid:item_uuid>/let-go")
@requires(Permission.MANAGE_ORGANISATION, find_parked_item)
def let_go(item: ParkedItem) -> ResponseReturnValue:
    page = url_for(".index", organisation_uuid=item.tablet.organisation.uuid)
    with transaction(item.tablet.organisation):
        parking.let_go(item, by=current_identity().actor, now=dependencies().clock())
    flash(_("Het staat niet meer op de lijst."), "success")
    return redirect(page, 303)
