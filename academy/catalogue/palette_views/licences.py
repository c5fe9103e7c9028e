"""The list of certificates from outside: what they are called, and which skills ask for them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.licensing import service
from academy.catalogue.licensing.forms import KindForm
from academy.catalogue.licensing.queries import find_kind, links, versions_that_ask
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.publishing import PALETTE
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.people.licences.models import LicenceKind
from academy.people.licences.queries import all_kinds
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page


@blueprint.get("/palette/licences")
@requires(Permission.MANAGE_CATALOGUE)
def licences() -> ResponseReturnValue:
    names = {version.skill_id: version.name for version in versions_that_ask()}
    asking: dict[int, list[object]] = {}
    for link in links():
        if link.skill_id in names:
            asking.setdefault(link.kind_id, []).append(names[link.skill_id])
    return render_template("palette/licences.html", kinds=all_kinds(), asking=asking)


@blueprint.route("/palette/licences/new", methods=BOTH)
@requires(Permission.MANAGE_CATALOGUE)
def new_licence_kind() -> ResponseReturnValue:
    return _page(None)


@blueprint.route("/palette/licences/<uuid:kind_uuid>", methods=BOTH)
@requires(Permission.MANAGE_CATALOGUE, find_kind)
def edit_licence_kind(kind: LicenceKind) -> ResponseReturnValue:
    return _page(kind)


@blueprint.post("/palette/licences/<uuid:kind_uuid>/stop")
@requires(Permission.MANAGE_CATALOGUE, find_kind)
def stop_licence_kind(kind: LicenceKind) -> ResponseReturnValue:
    with transaction(PALETTE):
        service.stop_kind(kind, by=current_identity().actor, now=dependencies().clock())
    flash(_("Dit certificaat is gestopt."), "success")
    return redirect(url_for("palette.licences"), 303)


@blueprint.post("/palette/licences/<uuid:kind_uuid>/reopen")
@requires(Permission.MANAGE_CATALOGUE, find_kind)
def reopen_licence_kind(kind: LicenceKind) -> ResponseReturnValue:
    with transaction(PALETTE):
        service.reopen_kind(kind, by=current_identity().actor, now=dependencies().clock())
    flash(_("Dit certificaat doet weer mee."), "success")
    return redirect(url_for("palette.licences"), 303)


def _page(kind: LicenceKind | None) -> ResponseReturnValue:
    form, template = _form(kind), "palette/edit_licence_kind.html"
    if not form.validate_on_submit():
        return form_page(template, form, kind=kind)
    try:
        with transaction(PALETTE):
            _save(kind, form)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, kind=kind)
    flash(_("Opgeslagen."), "success")
    return redirect(url_for("palette.licences"), 303)


def _form(kind: LicenceKind | None) -> KindForm:
    """Offers the skills that ask for something and for no other kind; none for what stopped."""
    number = kind.id if kind else 0
    linked = {link.skill_id: link.kind_id for link in links()}
    asking = versions_that_ask() if kind is None or kind.stopped_at is None else []
    offered = [version for version in asking if linked.get(version.skill_id, number) == number]
    own = [version.skill.code for version in offered if version.skill_id in linked]
    values = {"name_nl": kind.name["nl"], "name_en": kind.name["en"]} if kind else {}
    seen = service.as_kept(kind) if kind else ""
    return KindForm(skills=own, seen=seen, **values).offer(offered)


def _save(kind: LicenceKind | None, form: KindForm) -> None:
    by, now = current_identity().actor, dependencies().clock()
    name, codes = form.to_name(), form.to_codes()
    if kind is None:
        service.add_kind(name, codes, by=by, now=now)
    else:
        service.change_kind(kind, name, codes, seen=form.seen.data or "", by=by, now=now)
