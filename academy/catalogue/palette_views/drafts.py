"""Write a draft: a new skill, or changes to one, alone or with a colleague at the same moment."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue import queries
from academy.catalogue.drafting import service
from academy.catalogue.drafting.advice import advice_on
from academy.catalogue.drafting.forms import DraftForm, NewSkillForm
from academy.catalogue.drafting.merging import DraftConflictError
from academy.catalogue.drafting.models import Text
from academy.catalogue.drafting.queries import draft_of, find_skill, find_text, text_of
from academy.catalogue.models import Skill
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.publishing import PALETTE
from academy.catalogue.words import value_in_words
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import InvalidInputError
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.locale import localised
from academy.web.refusals import sentence_of


def _domains() -> dict[str, str]:
    return {each.code: localised(each.name) for each in queries.open_domains()}


@blueprint.get("/palette/new")
@requires(Permission.MANAGE_CATALOGUE)
def new() -> ResponseReturnValue:
    return render_template("palette/new.html", form=NewSkillForm.offering(_domains()))


@blueprint.post("/palette/new")
@requires(Permission.MANAGE_CATALOGUE)
def add() -> ResponseReturnValue:
    form = NewSkillForm.offering(_domains())
    if not form.validate_on_submit():
        return render_template("palette/new.html", form=form), 422
    try:
        with transaction(PALETTE):
            skill = service.add_skill(
                form.name_nl.data,
                queries.find_domain(form.domain.data),
                by=current_identity(),
                now=dependencies().clock(),
            )
            address = url_for("palette.edit", code=skill.code)
    except InvalidInputError as error:
        form.name_nl.errors = [sentence_of(error)]
        return render_template("palette/new.html", form=form), error.status
    flash(_("Het concept staat klaar. Niemand anders ziet het nog."), "success")
    return redirect(address, 303)


@blueprint.get("/palette/skills/<code>/draft")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def edit(skill: Skill) -> ResponseReturnValue:
    """Filled with the draft, or with what `from` names: an earlier save, an older version."""
    shown = text_of(skill)
    taken = find_text(skill, request.args.get("from", "")) or shown
    form = DraftForm.about(taken.fields, shown.uuid, _domains())
    return page_of_draft(skill, shown, form, is_older=taken.uuid != shown.uuid)


def page_of_draft(
    skill: Skill,
    shown: Text,
    form: DraftForm,
    *,
    conflict: DraftConflictError | None = None,
    is_older: bool = False,
) -> str:
    return render_template(
        "palette/edit.html",
        skill=skill,
        draft=draft_of(skill),
        shown=shown,
        form=form,
        conflict=conflict,
        is_older=is_older,
        shown_value=value_in_words,
        advice=advice_on(form.to_fields(shown.fields)),
    )


def form_of(skill: Skill, *, is_sent: bool) -> tuple[Text, DraftForm]:
    """What there is now, and the form about it, with what was sent."""
    shown = text_of(skill)
    return shown, DraftForm.about(shown.fields, shown.uuid, _domains(), is_sent=is_sent)


@blueprint.post("/palette/skills/<code>/draft")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def save(skill: Skill) -> ResponseReturnValue:
    shown, form = form_of(skill, is_sent=True)
    if not form.validate_on_submit():
        return page_of_draft(skill, shown, form), 422
    began = form.began.data or ""
    typed = form.to_fields((find_text(skill, began) or shown).fields)
    try:
        with transaction(PALETTE):
            together = service.save(
                skill, typed, began=began, by=current_identity(), now=dependencies().clock()
            )
    except DraftConflictError as conflict:
        form.show(conflict.merged.fields, conflict.theirs.uuid)
        return page_of_draft(skill, conflict.theirs, form, conflict=conflict), conflict.status
    flash(_("Opgeslagen, samen met wat iemand anders veranderde.") if together
          else _("Opgeslagen."), "success")  # fmt: skip
    return redirect(url_for("palette.check", code=skill.code), 303)


@blueprint.post("/palette/skills/<code>/draft/delete")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def throw_away(skill: Skill) -> ResponseReturnValue:
    code, is_published = skill.code, bool(skill.versions)
    with transaction(PALETTE):
        service.throw_away(skill, by=current_identity(), now=dependencies().clock())
    flash(_("Het concept is weg."), "success")
    if is_published:
        return redirect(url_for("palette.show", code=code), 303)
    return redirect(url_for("palette.index"), 303)
