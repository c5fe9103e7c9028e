"""Stop a skill, say what takes its place, let it begin again."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.drafting.queries import find_skill
from academy.catalogue.keeping import retiring
from academy.catalogue.keeping.forms import ReplaceForm, ReviewForm
from academy.catalogue.models import Skill
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.palette_views.skills import page_of, today
from academy.catalogue.publishing import PALETTE
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import InvalidInputError
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of


@blueprint.post("/palette/skills/<code>/retire")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def retire(skill: Skill) -> ResponseReturnValue:
    form, deps = ReplaceForm.about(skill, is_sent=True), dependencies()
    if not form.validate_on_submit():
        return page_of(skill, ReviewForm.for_a_year(today()), form), 422
    try:
        with transaction(PALETTE):
            retiring.retire(
                skill,
                replaced_by=form.replaced_by.data,
                by=current_identity().actor,
                now=deps.clock(),
            )
    except InvalidInputError as error:
        form.replaced_by.errors = [sentence_of(error)]
        return page_of(skill, ReviewForm.for_a_year(today()), form), error.status
    flash(_("Er komen geen nieuwe badges meer. Badges die er zijn, blijven staan."), "success")
    return redirect(url_for("palette.show", code=skill.code), 303)


@blueprint.post("/palette/skills/<code>/restore")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def restore(skill: Skill) -> ResponseReturnValue:
    with transaction(PALETTE):
        retiring.restore(skill, by=current_identity().actor, now=dependencies().clock())
    flash(_("Deze vaardigheid doet weer mee."), "success")
    return redirect(url_for("palette.show", code=skill.code), 303)
