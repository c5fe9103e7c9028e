"""The occupation of a skill: the code with which figures tell of it."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.drafting.queries import find_skill
from academy.catalogue.mapping.forms import OccupationForm
from academy.catalogue.mapping.isco import say_group
from academy.catalogue.models import Skill
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.publishing import PALETTE, newest_of
from academy.catalogue.words import OCCUPATIONS, occupation_named
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page

blueprint.add_app_template_filter(occupation_named, "isco_group")


@blueprint.route("/palette/skills/<code>/occupation", methods=BOTH)
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def occupation(skill: Skill) -> ResponseReturnValue:
    version, form = newest_of(skill.versions), OccupationForm(obj=skill)
    if version is None:
        raise AcademyError("skill-is-a-draft")
    if not form.validate_on_submit():
        return form_page(
            "palette/occupation.html", form, skill=skill, version=version, groups=OCCUPATIONS
        )
    with transaction(PALETTE):
        say_group(skill, form.code, by=current_identity().actor, now=dependencies().clock())
    flash(_("Opgeslagen. Binnen 10 minuten tellen de cijfers zo."), "success")
    return redirect(url_for("palette.show", code=skill.code), 303)
