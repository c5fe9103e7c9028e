"""Pages on which the academy keeps the organisations of the platform."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.places.blueprint import blueprint
from academy.administration.places.ending import end_form, ended, reopened
from academy.administration.places.forms import (
    EndForm,
    NewOrganisationForm,
    OrganisationForm,
    PlatformForm,
)
from academy.database import transaction
from academy.dependencies import dependencies
from academy.folding import folded
from academy.organisations import queries, service
from academy.organisations.models import Organisation, OrganisationKind
from academy.organisations.sbi import NAMES, branch_named
from academy.security.guard import Closed, current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page
from academy.web.searched import searched


@blueprint.get("/organisations/all")
@requires(Permission.MANAGE_PLATFORM)
def all() -> ResponseReturnValue:  # noqa: A001 - the address is called so
    query = searched()
    kind = request.args.get("kind")
    chosen = OrganisationKind(kind) if kind in set(OrganisationKind) else None
    return render_template(
        "organisations/all.html",
        organisations=queries.search_organisations(query, chosen),
        query=query,
        kind=chosen,
    )


@blueprint.route("/organisations/new", methods=BOTH)
@requires(Permission.MANAGE_PLATFORM)
def new() -> ResponseReturnValue:
    form = NewOrganisationForm()
    if not form.validate_on_submit():
        return form_page("organisations/new.html", form, namesakes=())
    namesakes = _unconfirmed(form, _sent_before(form))
    if namesakes:
        return render_template("organisations/new.html", form=form, namesakes=namesakes), 409
    with transaction(service.ADDRESSES):
        row = service.add_organisation(
            name=form.name.data,
            kind=OrganisationKind(form.kind.data),
            city=form.city.data or "",
            key=form.new_uuid,
            by=current_identity().actor,
            now=dependencies().clock(),
        )
    flash(_("De organisatie staat erbij. Voeg nu een beheerder toe."), "success")
    return redirect(url_for("administrators.new", organisation_uuid=row.uuid), 303)


@blueprint.route("/organisations/<uuid:organisation_uuid>/platform", methods=BOTH)
@requires(Permission.MANAGE_PLATFORM, queries.find_any_organisation, closed=Closed.SHOWN)
def platform(organisation: Organisation) -> ResponseReturnValue:
    """Change the name, which stands on every badge, and end or reopen."""
    form = PlatformForm(obj=organisation)
    if not form.validate_on_submit():
        return _page(organisation, form, end_form())
    namesakes = _unconfirmed(form, organisation)
    if namesakes:
        return _page(organisation, form, end_form(), namesakes)
    with transaction(organisation):
        service.change_organisation(
            organisation, form.values, by=current_identity().actor, now=dependencies().clock()
        )
    flash(_("Opgeslagen."), "success")
    return redirect(url_for(".all"), 303)


@blueprint.post("/organisations/<uuid:organisation_uuid>/end")
@requires(Permission.MANAGE_PLATFORM, queries.find_any_organisation, closed=Closed.GOES_ON)
def end(organisation: Organisation) -> ResponseReturnValue:
    form = EndForm()
    if ended(organisation, form):
        return redirect(url_for(".platform", organisation_uuid=organisation.uuid), 303)
    return _page(organisation, PlatformForm(formdata=None, obj=organisation), form)


def _sent_before(form: NewOrganisationForm) -> Organisation | None:
    """What the same form added: it is no namesake of itself."""
    return queries.find_any_organisation(current_identity(), form.new_uuid)


def _unconfirmed(
    form: OrganisationForm, organisation: Organisation | None = None
) -> Sequence[Organisation]:
    """Others of the same name, unless that was said to be right or was so before."""
    kept = organisation is not None and folded(form.name.data) == folded(organisation.name)
    return (
        () if form.is_sure_of_the_name or kept else queries.namesakes(form.name.data, organisation)
    )


def _page(
    organisation: Organisation,
    form: PlatformForm,
    end: EndForm,
    namesakes: Sequence[Organisation] = (),
) -> ResponseReturnValue:
    shown = {
        "organisation": organisation,
        "end": end,
        "namesakes": namesakes,
        "branches": ", ".join(map(branch_named, NAMES)),
    }
    if namesakes:
        return render_template("organisations/platform.html", form=form, **shown), 409
    return form_page("organisations/platform.html", form, **shown)


@blueprint.post("/organisations/<uuid:organisation_uuid>/reopen")
@requires(Permission.MANAGE_PLATFORM, queries.find_any_organisation, closed=Closed.GOES_ON)
def reopen(organisation: Organisation) -> ResponseReturnValue:
    return reopened(organisation, url_for(".platform", organisation_uuid=organisation.uuid))
