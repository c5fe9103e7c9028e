"""The domains of the palette, and one of them with everything that can be done about it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.comparing import change_of_domain
from academy.catalogue.domains import keeping
from academy.catalogue.domains.forms import ArchiveForm
from academy.catalogue.domains.queries import (
    KeptDomain,
    find_domain_or_draft,
    find_published_domain,
    kept,
    kept_domains,
    skills_by_domain,
)
from academy.catalogue.keeping.forms import ReviewForm
from academy.catalogue.models import SkillDomain
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.palette_views.skills import today
from academy.catalogue.publishing import PALETTE
from academy.catalogue.queries import domain_called
from academy.catalogue.words import COLOUR_NAMES, FACTS, words_of_fact
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import InvalidInputError
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of


@blueprint.get("/palette/domains")
@requires(Permission.MANAGE_CATALOGUE)
def domains() -> ResponseReturnValue:
    found = kept_domains()
    return render_template(
        "palette/domains.html",
        domains=found,
        published=[each.code for each in found if each.domain],
        overdue=[each for each in found if each.domain and each.domain.is_overdue(today())],
        counts=skills_by_domain(),
    )


@blueprint.get("/palette/domains/<code>")
@requires(Permission.MANAGE_CATALOGUE, find_domain_or_draft)
def show_domain(found: KeptDomain) -> ResponseReturnValue:
    if found.domain is None:
        return redirect(url_for("palette.edit_domain", code=found.code))
    return _page(found.domain, ReviewForm.for_a_year(today()), ArchiveForm.about(found.domain))


def _page(domain: SkillDomain, review_form: ReviewForm, archive_form: ArchiveForm) -> str:
    return render_template(
        "palette/show_domain.html",
        domain=domain,
        found=kept(domain.code),
        count=skills_by_domain()[domain.code],
        colour=COLOUR_NAMES[domain.colour],
        is_overdue=domain.is_overdue(today()),
        review_form=review_form,
        archive_form=archive_form,
    )


@blueprint.get("/palette/domains/<code>/changes/<number>")
@requires(Permission.MANAGE_CATALOGUE)
def domain_changes(code: str, number: str) -> ResponseReturnValue:
    """What one version changed about the one before it, or about another that is older."""
    domain = domain_called(code) or abort(404)
    newest_first = list(reversed(domain.versions))
    version = next((each for each in newest_first if each.number == number), None) or abort(404)
    older = newest_first[newest_first.index(version) + 1 :]
    against = next((v for v in older if v.number == request.args.get("against")), None)
    before = against or (older[0] if older else None)
    return render_template(
        "palette/domain_changes.html",
        domain=domain,
        version=version,
        before=before,
        older=older,
        change=change_of_domain(before, version, domain.code),
        facts=FACTS,
        words_of_fact=words_of_fact,
    )


@blueprint.post("/palette/domains/<code>/review")
@requires(Permission.MANAGE_CATALOGUE, find_published_domain)
def review_domain(domain: SkillDomain) -> ResponseReturnValue:
    form, now = ReviewForm(), dependencies().clock()
    if not form.validate_on_submit():
        return _page(domain, form, ArchiveForm.about(domain)), 422
    try:
        with transaction(PALETTE):
            keeping.review_domain(
                domain, form.review_on.data, by=current_identity().actor, now=now, today=today()
            )
    except InvalidInputError as error:
        form.review_on.errors = [sentence_of(error)]
        return _page(domain, form, ArchiveForm.about(domain)), error.status
    flash(_("Opgeslagen. Dit domein is weer bekeken."), "success")
    return redirect(url_for("palette.show_domain", code=domain.code), 303)


@blueprint.post("/palette/domains/<code>/up")
@requires(Permission.MANAGE_CATALOGUE, find_published_domain)
def move_domain_up(domain: SkillDomain) -> ResponseReturnValue:
    return _move(domain, keeping.UP)


@blueprint.post("/palette/domains/<code>/down")
@requires(Permission.MANAGE_CATALOGUE, find_published_domain)
def move_domain_down(domain: SkillDomain) -> ResponseReturnValue:
    return _move(domain, keeping.DOWN)


def _move(domain: SkillDomain, way: int) -> ResponseReturnValue:
    with transaction(PALETTE):
        keeping.move_domain(domain, way, by=current_identity().actor, now=dependencies().clock())
    return redirect(url_for("palette.domains", _anchor=domain.code), 303)


@blueprint.post("/palette/domains/<code>/archive")
@requires(Permission.MANAGE_CATALOGUE, find_published_domain)
def archive_domain(domain: SkillDomain) -> ResponseReturnValue:
    form, deps = ArchiveForm.about(domain, is_sent=True), dependencies()
    if not form.validate_on_submit():
        return _page(domain, ReviewForm.for_a_year(today()), form), 422
    try:
        with transaction(PALETTE):
            keeping.archive_domain(
                domain,
                replaced_by=form.replaced_by.data,
                by=current_identity().actor,
                now=deps.clock(),
            )
    except InvalidInputError as error:
        form.replaced_by.errors = [sentence_of(error)]
        return _page(domain, ReviewForm.for_a_year(today()), form), error.status
    flash(_("Dit domein is gearchiveerd."), "success")
    return redirect(url_for("palette.show_domain", code=domain.code), 303)


@blueprint.post("/palette/domains/<code>/reopen")
@requires(Permission.MANAGE_CATALOGUE, find_published_domain)
def reopen_domain(domain: SkillDomain) -> ResponseReturnValue:
    with transaction(PALETTE):
        keeping.reopen_domain(domain, by=current_identity().actor, now=dependencies().clock())
    flash(_("Dit domein doet weer mee."), "success")
    return redirect(url_for("palette.show_domain", code=domain.code), 303)
