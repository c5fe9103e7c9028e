"""Map skills to the concepts of other lists, and see how much of the palette is mapped."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.drafting import service
from academy.catalogue.drafting.merging import DraftConflictError
from academy.catalogue.drafting.queries import find_skill, find_text, text_of
from academy.catalogue.mapping import queries
from academy.catalogue.mapping.forms import NONE, MappingForm
from academy.catalogue.mapping.models import Framework
from academy.catalogue.models import Skill
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.publishing import PALETTE
from academy.catalogue.words import FRAMEWORKS
from academy.database import transaction
from academy.dependencies import dependencies
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.filter_links import asked
from academy.web.refusals import sentence_of


@blueprint.get("/palette/coverage")
@requires(Permission.MANAGE_CATALOGUE)
def coverage() -> ResponseReturnValue:
    found = queries.coverage()
    lacking = asked("show") == "lacking"
    return render_template(
        "palette/coverage.html",
        found=[each for each in found if each.needs_care or not each.mapping(Framework.ESCO)]
        if lacking
        else found,
        lacking=lacking,
        total=len(found),
        mapped={
            framework: sum(bool(each.mapping(framework)) for each in found)
            for framework in Framework
        },
        lists=queries.editions(),
        frameworks=FRAMEWORKS,
    )


@blueprint.get("/palette/skills/<code>/mapping")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def map_skill(skill: Skill) -> ResponseReturnValue:
    return _page(skill, _framework(), _form(skill, _framework()))


def _framework() -> Framework:
    wish = request.args.get("list", "")
    return Framework(wish) if wish in set(Framework) else Framework.ESCO


def _page(skill: Skill, framework: Framework, form: MappingForm) -> str:
    text, query = text_of(skill), asked("q")
    return render_template(
        "palette/map_skill.html",
        skill=skill,
        name=text.fields["name_nl"],
        framework=framework,
        frameworks=FRAMEWORKS,
        query=query or "",
        form=form,
        lists=queries.editions(),
    )


def _form(skill: Skill, framework: Framework) -> MappingForm:
    text, query = text_of(skill), asked("q")
    names = {code: text.fields[f"name_{code}"] for code in ("nl", "en")}
    offered = (
        queries.search_concepts(framework, query)
        if query
        else queries.suggestions_for(framework, names)
    )
    mapped = text.fields[framework]
    instead = queries.replacement_of_concept(framework, mapped["uri"]) if mapped else None
    return MappingForm.about([*filter(None, [instead]), *offered], mapped, text.uuid)


@blueprint.post("/palette/skills/<code>/mapping")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def save_mapping(skill: Skill) -> ResponseReturnValue:
    framework = _framework()
    form = _form(skill, framework)
    if not form.validate_on_submit():
        return _page(skill, framework, form), 422
    began = form.began.data or ""
    typed = (find_text(skill, began) or text_of(skill)).fields
    mapped = _mapping(framework, form.concept.data, form.match.data, typed[framework])
    try:
        with transaction(PALETTE):
            service.save(
                skill,
                typed | {framework: mapped},
                began=began,
                by=current_identity(),
                now=dependencies().clock(),
            )
    except DraftConflictError as conflict:
        flash(sentence_of(conflict), "error")
        return redirect(url_for("palette.map_skill", code=skill.code, list=framework), 303)
    flash(_("Opgeslagen in het concept. Publiceer het om het te laten gelden."), "success")
    return redirect(url_for("palette.check", code=skill.code), 303)


def _mapping(
    framework: Framework, uri: str, match: str, before: dict[str, Any] | None
) -> dict[str, Any] | None:
    """What a version says of a concept; what it said before stays, when it is the same one."""
    if uri == NONE:
        return None
    concept = queries.find_concept(framework, uri)
    if concept is None:
        return {**before, "match": match} if before else None
    kept = before if before and before["uri"] == uri else {}
    labels = {"label_en": concept.labels.get("en") or concept.label,
              "label_nl": concept.labels.get("nl")}  # fmt: skip
    return {**labels, **kept, "uri": uri, "match": match}
