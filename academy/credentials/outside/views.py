"""Pages on which the academy keeps the issuers outside whose badges may be believed."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.credentials.outside import queries, service
from academy.credentials.outside.forms import OutsideForm
from academy.credentials.outside.models import OutsideIssuer
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.folding import folded
from academy.organisations.queries import namesakes
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.opening import own_hosts
from academy.web.refusals import sentence_of
from academy.web.searched import searched

blueprint = Blueprint("outside", __name__, url_prefix="/organisations/issuers")
STOPPED = "stopped"


@blueprint.get("")
@requires(Permission.MANAGE_PLATFORM)
def index() -> ResponseReturnValue:
    query, stopped = searched(), request.args.get("show") == STOPPED
    issuers = queries.search_outside(query, stopped=stopped)
    return render_template("outside/index.html", issuers=issuers, query=query, stopped=stopped)


@blueprint.route("/new", methods=BOTH)
@requires(Permission.MANAGE_PLATFORM)
def new() -> ResponseReturnValue:
    form = OutsideForm(identifier=request.args.get("identifier", ""))
    return _page(None, form)


@blueprint.route("/<uuid:issuer_uuid>", methods=BOTH)
@requires(Permission.MANAGE_PLATFORM, queries.find_outside)
def edit(issuer: OutsideIssuer) -> ResponseReturnValue:
    return _page(issuer, OutsideForm(obj=issuer, seen=service.as_kept(issuer)))


@blueprint.post("/<uuid:issuer_uuid>/stop")
@requires(Permission.MANAGE_PLATFORM, queries.find_outside)
def stop(issuer: OutsideIssuer) -> ResponseReturnValue:
    with transaction(service.KNOWN):
        service.stop(issuer, by=current_identity(), now=dependencies().clock())
    flash(_("Deze uitgever is uit de lijst. Je vindt hem bij Weggehaald."), "success")
    return redirect(url_for(".index"), 303)


@blueprint.post("/<uuid:issuer_uuid>/reopen")
@requires(Permission.MANAGE_PLATFORM, queries.find_outside)
def reopen(issuer: OutsideIssuer) -> ResponseReturnValue:
    try:
        with transaction(service.KNOWN):
            hosts = own_hosts(dependencies().settings)
            service.reopen(issuer, hosts=hosts, by=current_identity(), now=dependencies().clock())
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
        return redirect(url_for(".edit", issuer_uuid=issuer.uuid), 303)
    flash(_("Deze uitgever staat weer in de lijst."), "success")
    return redirect(url_for(".index"), 303)


def _page(issuer: OutsideIssuer | None, form: OutsideForm) -> ResponseReturnValue:
    template = "outside/edit.html"
    form.looked_at(current_identity().today)
    if not form.validate_on_submit():
        return form_page(template, form, issuer=issuer, names=())
    names = _same_names(form, issuer)
    if names:
        return render_template(template, form=form, issuer=issuer, names=names), 409
    try:
        with transaction(service.KNOWN):
            _save(issuer, form)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, issuer=issuer, names=())
    flash(_("Opgeslagen."), "success")
    return redirect(url_for(".index"), 303)


def _save(issuer: OutsideIssuer | None, form: OutsideForm) -> None:
    facts, hosts = form.to_facts(), own_hosts(dependencies().settings)
    by, now = current_identity(), dependencies().clock()
    if issuer is None:
        service.add(facts, key=form.new_uuid, hosts=hosts, by=by, now=now)
    else:
        seen = form.seen.data or ""
        service.change(issuer, facts, seen=seen, hosts=hosts, by=by, now=now)


def _same_names(form: OutsideForm, issuer: OutsideIssuer | None) -> Sequence[str]:
    """What is called so already, here or outside, unless that was said to be right."""
    name = folded(form.name.data)
    if folded(form.namesake.data or "") == name or (
        issuer is not None and folded(issuer.name) == name
    ):
        return ()
    here = [each.name for each in namesakes(form.name.data)]
    others = (row for row in queries.known_outside() if row.uuid != form.new_uuid)  # sent twice
    return here + [row.name for row in others if folded(row.name) == name]
