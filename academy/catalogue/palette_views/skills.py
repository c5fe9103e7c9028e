"""All skills of the palette, and one of them with everything that can be done about it."""

from datetime import date
from functools import partial

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from academy.catalogue import queries
from academy.catalogue.comparing import change
from academy.catalogue.drafting.queries import draft_of, find_skill
from academy.catalogue.keeping import reviewing
from academy.catalogue.keeping.forms import ReplaceForm, ReviewForm
from academy.catalogue.keeping.listing import State, list_skills, states_of
from academy.catalogue.models import Skill
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.publishing import PALETTE, newest_of
from academy.catalogue.validation.defaults import rule_now
from academy.catalogue.words import FACTS, STATES, words_of_fact
from academy.database import transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import InvalidInputError
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.filter_links import asked, filter_links
from academy.web.locale import localised
from academy.web.refusals import sentence_of

CHOICES = ("q", "state", "domain")


@blueprint.get("/palette")
@requires(Permission.MANAGE_CATALOGUE)
def index() -> ResponseReturnValue:
    wishes = {name: asked(name) for name in CHOICES}
    wishes["state"] = wishes["state"] if wishes["state"] in set(State) else None
    domains = {each.code: localised(each.name) for each in queries.domains()}
    listed = list_skills(
        search=wishes["q"] or "",
        state=wishes["state"],
        domain=wishes["domain"],
        today=local_day(dependencies().clock()),
    )
    narrow = partial(filter_links, "palette.index", wishes=wishes)
    return render_template(
        "palette/index.html",
        listed=listed,
        wishes=wishes,
        states=STATES,
        chosen_domain=domains.get(wishes["domain"] or ""),
        state_choices=narrow("state", pgettext("skills", "Alle"), STATES, counts=listed.per_state),
        domain_choices=narrow("domain", _("Alle domeinen"), domains, counts=listed.per_domain),
    )


@blueprint.get("/palette/skills/<code>")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def show(skill: Skill) -> ResponseReturnValue:
    if not skill.versions:
        return redirect(url_for("palette.edit", code=skill.code))
    return page_of(skill, ReviewForm.for_a_year(today()), ReplaceForm.about(skill))


def page_of(skill: Skill, review_form: ReviewForm, replace_form: ReplaceForm) -> str:
    """The page of a published skill, with the small forms that it holds."""
    draft, version = draft_of(skill), newest_of(skill.versions)
    return render_template(
        "palette/show.html",
        skill=skill,
        version=version,
        rule=version and rule_now(version),
        replacement=version and queries.replacement_of(version),
        draft=draft,
        states=states_of(skill, has_draft=draft is not None, today=today()),
        state_words=STATES,
        review_form=review_form,
        replace_form=replace_form,
    )


@blueprint.post("/palette/skills/<code>/review")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def review(skill: Skill) -> ResponseReturnValue:
    form, now = ReviewForm(), dependencies().clock()
    if not form.validate_on_submit():
        return page_of(skill, form, ReplaceForm.about(skill)), 422
    try:
        with transaction(PALETTE):
            reviewing.review(
                skill, form.review_on.data, by=current_identity().actor, now=now, today=today()
            )
    except InvalidInputError as error:
        form.review_on.errors = [sentence_of(error)]
        return page_of(skill, form, ReplaceForm.about(skill)), error.status
    flash(_("Opgeslagen. Deze vaardigheid is weer bekeken."), "success")
    return redirect(url_for("palette.show", code=skill.code), 303)


@blueprint.get("/palette/skills/<code>/changes/<number>")
@requires(Permission.MANAGE_CATALOGUE)
def changes(code: str, number: str) -> ResponseReturnValue:
    """What one version changed about the one before it."""
    page = queries.find_page(code, number) or abort(404)
    older = page.versions[list(page.versions).index(page.version) + 1 :]
    against = next((v for v in older if v.number == request.args.get("against")), None)
    before = against or (older[0] if older else None)
    return render_template(
        "palette/changes.html",
        page=page,
        skill=page.version.skill,
        before=before,
        older=older,
        change=change(before, page.version),
        facts=FACTS,
        words_of_fact=words_of_fact,
    )


def today() -> date:
    return local_day(dependencies().clock())
