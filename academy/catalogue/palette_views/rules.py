"""The default rules: what a badge needs, which skills ask for something else, how it was before."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue import queries
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.publishing import PALETTE
from academy.catalogue.validation.defaults import (
    all_defaults,
    newest_default,
    set_default,
)
from academy.catalogue.validation.forms import DefaultForm
from academy.catalogue.validation.rule import FIRST
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import form_page, refused_page


@blueprint.get("/palette/rules")
@requires(Permission.MANAGE_CATALOGUE)
def rules() -> ResponseReturnValue:
    return render_template("palette/rules.html", form=DefaultForm.about(newest_default()), **_all())


@blueprint.post("/palette/rules")
@requires(Permission.MANAGE_CATALOGUE)
def set_rules() -> ResponseReturnValue:
    form = DefaultForm()
    if not form.validate_on_submit():
        return form_page("palette/rules.html", form, **_all())
    try:
        with transaction(PALETTE):
            is_other = set_default(
                form.to_rule(),
                seen=form.seen.data or "",
                by=current_identity(),
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        return refused_page("palette/rules.html", form, refusal, **_all())
    flash(
        _("Opgeslagen. Dit geldt voor alles wat vanaf nu gezien wordt.")
        if is_other
        else _("Er is niets veranderd."),
        "success",
    )
    return redirect(url_for("palette.rules"), 303)


def _all() -> dict[str, object]:
    newest = newest_default()
    default = newest.rule if newest else FIRST
    others = [
        (version, rule)
        for version in queries.open_versions()
        if (rule := version.own_rule.over(default)) != default
    ]
    return {"others": others, "default": default, "earlier": all_defaults()}
