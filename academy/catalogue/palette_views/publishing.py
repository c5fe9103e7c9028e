"""Look a draft over and publish it: what changes, what lacks, who keeps what."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.drafting import service
from academy.catalogue.drafting.advice import advice_on
from academy.catalogue.drafting.fields import gaps
from academy.catalogue.drafting.forms import PublishForm
from academy.catalogue.drafting.queries import draft_of, find_skill, text_of
from academy.catalogue.models import Skill
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.palette_views.drafts import form_of, page_of_draft
from academy.catalogue.palette_views.skills import today
from academy.catalogue.publishing import PALETTE, newest_of
from academy.catalogue.words import FACTS, words_of_fact
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of


@blueprint.get("/palette/skills/<code>/draft/check")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def check(skill: Skill) -> ResponseReturnValue:
    if draft_of(skill) is None:
        return redirect(url_for("palette.show", code=skill.code))
    return _page(skill)


def _page(skill: Skill) -> str:
    text, newest = text_of(skill), newest_of(skill.versions)
    _shown, form = form_of(skill, is_sent=False)
    return render_template(
        "palette/check.html",
        skill=skill,
        text=text,
        newest=newest,
        version=service.proposed(skill, text.fields),
        change=service.proposed_change(skill, text.fields),
        advised={form[name]: said for name, said in advice_on(text.fields).items()},
        lacking={form[name]: why for name, why in gaps(text.fields, today=today()).items()},
        form=PublishForm(
            formdata=None, data={"seen": text.uuid, "over": newest.number if newest else ""}
        ),
        facts=FACTS,
        words_of_fact=words_of_fact,
    )


@blueprint.post("/palette/skills/<code>/draft/publish")
@requires(Permission.MANAGE_CATALOGUE, find_skill)
def publish(skill: Skill) -> ResponseReturnValue:
    form = PublishForm()
    try:
        with transaction(PALETTE):
            published = service.publish(
                skill,
                seen=form.seen.data or "",
                over=form.over.data or "",
                by=current_identity(),
                now=dependencies().clock(),
                today=today(),
            )
    except service.IncompleteSkillError as error:
        shown, fields = form_of(skill, is_sent=False)
        fields.mark(gaps(shown.fields, today=today()))
        return page_of_draft(skill, shown, fields), error.status
    except AcademyError as error:
        flash(sentence_of(error), "error")
        return redirect(url_for("palette.check", code=skill.code), 303)
    flash(
        _("Versie %(number)s is gepubliceerd.", number=published.after)
        if published
        else _("Opgeslagen. Aan de tekst veranderde niets."),
        "success",
    )
    return redirect(url_for("palette.show", code=skill.code), 303)
