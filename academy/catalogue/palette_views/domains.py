"""The domains of the palette: their names, colours, icons and order; which are archived."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue import queries
from academy.catalogue.keeping import domains as keeping
from academy.catalogue.keeping.domain_form import DomainForm
from academy.catalogue.models import SkillDomain
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.publishing import PALETTE
from academy.catalogue.words import COLOUR_NAMES
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of


@blueprint.get("/palette/domains")
@requires(Permission.MANAGE_CATALOGUE)
def domains() -> ResponseReturnValue:
    found = queries.domains()
    return render_template(
        "palette/domains.html",
        domains=found,
        counts=keeping.skills_by_domain(),
        colour_names=COLOUR_NAMES,
    )


@blueprint.get("/palette/domains/new")
@requires(Permission.MANAGE_CATALOGUE)
def new_domain() -> ResponseReturnValue:
    return _page(None, DomainForm.about(None))


def _page(domain: SkillDomain | None, form: DomainForm) -> str:
    return render_template(
        "palette/edit_domain.html",
        domain=domain,
        form=form,
        count=keeping.skills_by_domain()[domain.code] if domain else 0,
    )


@blueprint.post("/palette/domains/new")
@requires(Permission.MANAGE_CATALOGUE)
def add_domain() -> ResponseReturnValue:
    form = DomainForm.about(None)
    if not form.validate_on_submit():
        return _page(None, form), 422
    try:
        with transaction(PALETTE):
            keeping.add_domain(
                form.to_content(), by=current_identity().actor, now=dependencies().clock()
            )
    except AcademyError as error:
        form.name_nl.errors = [sentence_of(error)]
        return _page(None, form), error.status
    flash(_("Opgeslagen."), "success")
    return redirect(url_for("palette.domains"), 303)


@blueprint.get("/palette/domains/<code>")
@requires(Permission.MANAGE_CATALOGUE, keeping.find_kept_domain)
def edit_domain(domain: SkillDomain) -> ResponseReturnValue:
    return _page(domain, DomainForm.about(domain))


@blueprint.post("/palette/domains/<code>")
@requires(Permission.MANAGE_CATALOGUE, keeping.find_kept_domain)
def change_domain(domain: SkillDomain) -> ResponseReturnValue:
    form = DomainForm.about(domain)
    if not form.validate_on_submit():
        return _page(domain, form), 422
    try:
        with transaction(PALETTE):
            keeping.change_domain(
                domain,
                form.to_content(),
                seen=form.revision,
                by=current_identity().actor,
                now=dependencies().clock(),
            )
    except AcademyError as error:
        # what was typed stays, and a second time it is meant
        form.name_nl.errors = [sentence_of(error)]
        form.seen.data = str(domain.revision)
        return _page(domain, form), error.status
    flash(_("Opgeslagen."), "success")
    return redirect(url_for("palette.domains"), 303)


@blueprint.post("/palette/domains/<code>/up")
@requires(Permission.MANAGE_CATALOGUE, keeping.find_kept_domain)
def move_domain_up(domain: SkillDomain) -> ResponseReturnValue:
    return _move(domain, keeping.UP)


@blueprint.post("/palette/domains/<code>/down")
@requires(Permission.MANAGE_CATALOGUE, keeping.find_kept_domain)
def move_domain_down(domain: SkillDomain) -> ResponseReturnValue:
    return _move(domain, keeping.DOWN)


def _move(domain: SkillDomain, way: int) -> ResponseReturnValue:
    with transaction(PALETTE):
        keeping.move_domain(domain, way, by=current_identity().actor, now=dependencies().clock())
    return redirect(url_for("palette.domains", _anchor=domain.code), 303)


@blueprint.post("/palette/domains/<code>/archive")
@requires(Permission.MANAGE_CATALOGUE, keeping.find_kept_domain)
def archive_domain(domain: SkillDomain) -> ResponseReturnValue:
    with transaction(PALETTE):
        keeping.archive_domain(domain, by=current_identity().actor, now=dependencies().clock())
    flash(_("Dit domein is gearchiveerd."), "success")
    return redirect(url_for("palette.domains"), 303)


@blueprint.post("/palette/domains/<code>/reopen")
@requires(Permission.MANAGE_CATALOGUE, keeping.find_kept_domain)
def reopen_domain(domain: SkillDomain) -> ResponseReturnValue:
    with transaction(PALETTE):
        keeping.reopen_domain(domain, by=current_identity().actor, now=dependencies().clock())
    flash(_("Dit domein doet weer mee."), "success")
    return redirect(url_for("palette.domains"), 303)
