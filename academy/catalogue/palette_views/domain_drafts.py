"""Write a draft of a domain, alone or with a colleague; look it over, publish it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.domains import drafting
from academy.catalogue.domains.fields import gaps
from academy.catalogue.domains.forms import DomainForm, NewDomainForm
from academy.catalogue.domains.queries import (
    KeptDomain,
    find_domain_or_draft,
    find_domain_to_save,
    kept,
)
from academy.catalogue.drafting.forms import PublishForm
from academy.catalogue.drafting.merging import DraftConflictError
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.palette_views.skills import today
from academy.catalogue.publishing import PALETTE
from academy.catalogue.words import FACTS, value_in_words, words_of_fact
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of


@blueprint.get("/palette/domains/new")
@requires(Permission.MANAGE_CATALOGUE)
def new_domain() -> ResponseReturnValue:
    return render_template("palette/new_domain.html", form=NewDomainForm())


@blueprint.post("/palette/domains/new")
@requires(Permission.MANAGE_CATALOGUE)
def add_domain() -> ResponseReturnValue:
    form = NewDomainForm()
    if not form.validate_on_submit():
        return render_template("palette/new_domain.html", form=form), 422
    try:
        with transaction(PALETTE):
            code = drafting.add_domain(
                form.name_nl.data, by=current_identity(), now=dependencies().clock()
            )
    except InvalidInputError as error:
        form.name_nl.errors = [sentence_of(error)]
        return render_template("palette/new_domain.html", form=form), error.status
    flash(_("Het concept staat klaar. Niemand anders ziet het nog."), "success")
    return redirect(url_for("palette.edit_domain", code=code), 303)


@blueprint.get("/palette/domains/<code>/draft")
@requires(Permission.MANAGE_CATALOGUE, find_domain_or_draft)
def edit_domain(found: KeptDomain) -> ResponseReturnValue:
    """Filled with the draft, or with what `from` names: an earlier save, an older version."""
    taken = found.find_text(request.args.get("from", "")) or found.text
    form = DomainForm.about(found, taken.fields, found.text.uuid)
    return _page(found, form, is_older=taken.uuid != found.text.uuid)


def _page(
    found: KeptDomain,
    form: DomainForm,
    *,
    conflict: DraftConflictError | None = None,
    is_older: bool = False,
) -> str:
    return render_template(
        "palette/edit_domain.html",
        found=found,
        form=form,
        conflict=conflict,
        is_older=is_older,
        shown_value=value_in_words,
    )


def _form_of(found: KeptDomain, *, is_sent: bool) -> DomainForm:
    """The form about what there is now, with what was sent."""
    return DomainForm.about(found, found.text.fields, found.text.uuid, is_sent=is_sent)


@blueprint.post("/palette/domains/<code>/draft")
@requires(Permission.MANAGE_CATALOGUE, find_domain_to_save)
def save_domain(found: KeptDomain) -> ResponseReturnValue:
    form, code = _form_of(found, is_sent=True), found.code
    if not form.validate_on_submit():
        return _page(found, form), 422
    began = form.began.data or ""
    typed = form.to_fields((found.find_text(began) or found.text).fields)
    try:
        with transaction(PALETTE):
            together = drafting.save(
                code, typed, began=began, by=current_identity(), now=dependencies().clock()
            )
    except DraftConflictError as conflict:
        form.show(conflict.merged.fields, conflict.theirs.uuid)
        return _page(kept(code), form, conflict=conflict), conflict.status
    except InvalidInputError as error:
        form.name_nl.errors = [sentence_of(error)]
        return _page(kept(code), form), error.status
    flash(_("Opgeslagen, samen met wat iemand anders veranderde.") if together
          else _("Opgeslagen."), "success")  # fmt: skip
    return redirect(url_for("palette.check_domain", code=code), 303)


@blueprint.get("/palette/domains/<code>/draft/check")
@requires(Permission.MANAGE_CATALOGUE, find_domain_or_draft)
def check_domain(found: KeptDomain) -> ResponseReturnValue:
    if found.draft is None:
        return redirect(url_for("palette.show_domain", code=found.code))
    fields, text, newest = _form_of(found, is_sent=False), found.text, found.newest
    return render_template(
        "palette/check_domain.html",
        found=found,
        text=text,
        newest=newest,
        version=drafting.proposed(found),
        change=drafting.proposed_change(found),
        lacking={fields[name]: why for name, why in gaps(text.fields, today=today()).items()},
        form=PublishForm(
            formdata=None, data={"seen": text.uuid, "over": newest.number if newest else ""}
        ),
        review_on=fields.review_on.data,
        facts=FACTS,
        words_of_fact=words_of_fact,
    )


@blueprint.post("/palette/domains/<code>/draft/publish")
@requires(Permission.MANAGE_CATALOGUE, find_domain_or_draft)
def publish_domain(found: KeptDomain) -> ResponseReturnValue:
    form, code = PublishForm(), found.code
    try:
        with transaction(PALETTE):
            published = drafting.publish(
                code,
                seen=form.seen.data or "",
                over=form.over.data or "",
                by=current_identity(),
                now=dependencies().clock(),
                today=today(),
            )
    except InvalidInputError as error:
        return _refused(kept(code), error), error.status
    except AcademyError as error:
        flash(sentence_of(error), "error")
        return redirect(url_for("palette.check_domain", code=code), 303)
    flash(
        _("Versie %(number)s is gepubliceerd.", number=published.number)
        if published
        else _("Opgeslagen. Aan de tekst veranderde niets."),
        "success",
    )
    return redirect(url_for("palette.show_domain", code=code), 303)


def _refused(found: KeptDomain, error: InvalidInputError) -> str:
    """The form, with what lacks at each field, or the name of another domain at the name."""
    form = _form_of(found, is_sent=False)
    lacking = gaps(found.text.fields, today=today())
    form.mark(lacking or {"name_nl": sentence_of(error)})
    return _page(found, form)


@blueprint.post("/palette/domains/<code>/draft/delete")
@requires(Permission.MANAGE_CATALOGUE, find_domain_or_draft)
def throw_domain_away(found: KeptDomain) -> ResponseReturnValue:
    code, is_published = found.code, found.domain is not None
    with transaction(PALETTE):
        drafting.throw_away(code, by=current_identity(), now=dependencies().clock())
    flash(_("Het concept is weg."), "success")
    if is_published:
        return redirect(url_for("palette.show_domain", code=code), 303)
    return redirect(url_for("palette.domains"), 303)
