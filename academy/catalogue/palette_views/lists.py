"""Lists of concepts that the academy brings as a file: look it over, then let it be read in."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.mapping import bringing, queries
from academy.catalogue.mapping.languages import list_languages
from academy.catalogue.mapping.list_form import MOST_MEGABYTES, ListForm
from academy.catalogue.mapping.models import ConceptList
from academy.catalogue.mapping.preview import preview
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.publishing import PALETTE
from academy.catalogue.words import FRAMEWORKS
from academy.database import transaction
from academy.dependencies import dependencies
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission


@blueprint.get("/palette/lists")
@requires(Permission.MANAGE_CATALOGUE)
def lists() -> ResponseReturnValue:
    return _page(ListForm())


def _page(form: ListForm) -> str:
    return render_template(
        "palette/lists.html",
        form=form,
        most=MOST_MEGABYTES,
        read=bringing.read_lists(),
        frameworks=FRAMEWORKS,
        language_names=list_languages(),
    )


@blueprint.post("/palette/lists")
@requires(Permission.MANAGE_CATALOGUE)
def bring_list() -> ResponseReturnValue:
    form = ListForm()
    if not form.validate_on_submit():
        return _page(form), 422
    with transaction(PALETTE):
        brought = bringing.bring(form.lines, form.to_edition(), now=dependencies().clock())
        address = url_for("palette.check_list", list_uuid=brought.uuid)
    return redirect(address, 303)


@blueprint.get("/palette/lists/<uuid:list_uuid>")
@requires(Permission.MANAGE_CATALOGUE, bringing.find_list)
def check_list(brought: ConceptList) -> ResponseReturnValue:
    """What it will change; once it was read in there is nothing to look over."""
    if brought.read_at is not None:
        return redirect(url_for("palette.lists"))
    edition = bringing.edition_of(brought)
    now_there = queries.editions().get(brought.framework, "")
    return render_template(
        "palette/check_list.html",
        brought=brought,
        preview=preview(bringing.lines_of(brought), edition),
        now_there=now_there,
        is_older=edition.is_before(now_there),
        frameworks=FRAMEWORKS,
        language_names=list_languages(),
    )


@blueprint.post("/palette/lists/<uuid:list_uuid>/read")
@requires(Permission.MANAGE_CATALOGUE, bringing.find_list)
def read_list(brought: ConceptList) -> ResponseReturnValue:
    with transaction(PALETTE):
        job_uuid = bringing.accept(brought, by=current_identity())
    return redirect(url_for("jobs.show", job_uuid=job_uuid), 303)


@blueprint.post("/palette/lists/<uuid:list_uuid>/delete")
@requires(Permission.MANAGE_CATALOGUE, bringing.find_list)
def let_list_go(brought: ConceptList) -> ResponseReturnValue:
    with transaction(PALETTE):
        bringing.let_go(brought)
    flash(_("Het bestand is weg. Er is niets veranderd."), "success")
    return redirect(url_for("palette.lists"), 303)
