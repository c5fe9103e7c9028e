"""What is to be heard of a skill, and what the academy decides about how it is done."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.drafting.queries import find_skill
from academy.catalogue.models import Skill
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.publishing import PALETTE, newest_of
from academy.catalogue.showing import crafts, sounds
from academy.catalogue.showing.forms import CraftDecisionForm, CraftRefusalForm, SoundForm
from academy.catalogue.showing.models import Craft, CraftOutcome, SkillSound
from academy.catalogue.showing.recordings import MOST_MEGABYTES
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.languages import LANGUAGES
from academy.security.guard import current_identity, requires
from academy.security.headers import allow_playing
from academy.security.permissions import Permission
from academy.web.filter_links import asked


@blueprint.get("/palette/skills/<code>/sounds")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def skill_sounds(skill: Skill) -> ResponseReturnValue:
    return _sounds_page(skill, SoundForm())


def _sounds_page(skill: Skill, form: SoundForm) -> str:
    allow_playing()
    newest = newest_of(skill.versions)
    return render_template(
        "palette/skill_sounds.html",
        skill=skill,
        version=newest,
        sounds=sounds.sounds_of(skill),
        form=form,
        most=MOST_MEGABYTES,
        language_names={code: each.name for code, each in LANGUAGES.items()},
    )


@blueprint.post("/palette/skills/<code>/sounds")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def keep_sound(skill: Skill) -> ResponseReturnValue:
    form, deps = SoundForm(), dependencies()
    if not skill.versions:
        raise AcademyError("skill-is-a-draft")
    if not form.validate_on_submit():
        return _sounds_page(skill, form), 422
    key = sounds.new_key()
    deps.files.put(key, form.recording.content)
    with transaction(PALETTE):
        sounds.keep_sound(
            skill,
            form.language.data,
            form.recording,
            key,
            by=current_identity().actor,
            now=deps.clock(),
        )
    flash(_("Opgeslagen."), "success")
    return redirect(url_for("palette.skill_sounds", code=skill.code), 303)


@blueprint.post("/palette/skills/<code>/sounds/<language>/delete")
@requires(Permission.MANAGE_CATALOGUE, sounds.find_kept)
def take_sound_away(found: SkillSound) -> ResponseReturnValue:
    code = found.skill.code
    with transaction(PALETTE):
        sounds.take_sound_away(found, by=current_identity().actor, now=dependencies().clock())
    flash(_("De opname is weg."), "success")
    return redirect(url_for("palette.skill_sounds", code=code), 303)


@blueprint.get("/palette/crafts")
@requires(Permission.MANAGE_CATALOGUE)
def all_crafts() -> ResponseReturnValue:
    decided = asked("show") == "decided"
    return render_template(
        "palette/all_crafts.html",
        crafts=crafts.all_crafts(waiting=not decided),
        decided=decided,
        newest_of=newest_of,
    )


@blueprint.get("/palette/crafts/<uuid:craft_uuid>")
@requires(Permission.MANAGE_CATALOGUE, crafts.find_craft)
def craft(found: Craft) -> ResponseReturnValue:
    return _craft_page(found)


def _craft_page(found: Craft, refusal: CraftRefusalForm | None = None) -> str:
    allow_playing()
    return render_template(
        "palette/craft.html",
        craft=found,
        version=newest_of(found.skill.versions),
        show_form=CraftDecisionForm(formdata=None),
        form=refusal or CraftRefusalForm(formdata=None),
    )


@blueprint.post("/palette/crafts/<uuid:craft_uuid>/show")
@requires(Permission.MANAGE_CATALOGUE, crafts.find_craft)
def show_craft(found: Craft) -> ResponseReturnValue:
    form = CraftDecisionForm()
    if not form.validate_on_submit():
        return _craft_page(found), 422
    _decide(found, CraftOutcome.SHOWN, form.reason.data)
    flash(_("Iedereen kan het nu zien."), "success")
    return redirect(url_for("palette.all_crafts"), 303)


@blueprint.post("/palette/crafts/<uuid:craft_uuid>/decline")
@requires(Permission.MANAGE_CATALOGUE, crafts.find_craft)
def decline_craft(found: Craft) -> ResponseReturnValue:
    form = CraftRefusalForm()
    if not form.validate_on_submit():
        return _craft_page(found, form), 422
    _decide(found, CraftOutcome.DECLINED, form.why_not.data)
    flash(_("Opgeslagen. Niemand anders ziet het."), "success")
    return redirect(url_for("palette.all_crafts"), 303)


def _decide(found: Craft, outcome: CraftOutcome, reason: str | None) -> None:
    with transaction(found):
        crafts.decide(
            found,
            outcome,
            reason=reason or None,
            by=current_identity().actor,
            now=dependencies().clock(),
        )
