"""Which translations somebody read, what would be better, and who was asked."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue.models import DomainVersion
from academy.catalogue.palette_views.blueprint import blueprint
from academy.catalogue.publishing import PALETTE
from academy.catalogue.translating import service
from academy.catalogue.translating.forms import InviteForm, NamesForm
from academy.catalogue.translating.models import Check, Readable, TranslationReader
from academy.catalogue.translating.words import OWN_NAMES, names_of, take_over, words_in
from academy.database import transaction
from academy.dependencies import dependencies
from academy.languages import LANGUAGES
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.opening import opened_at


@blueprint.get("/palette/translations")
@requires(Permission.MANAGE_CATALOGUE)
def translations() -> ResponseReturnValue:
    return _page(InviteForm())


def _page(form: InviteForm) -> str:
    settings, now = dependencies().settings, dependencies().clock()
    return render_template(
        "palette/translations.html",
        form=form,
        progress=service.progress(),
        links=service.open_links(settings.secret_key, now),
        own_names=OWN_NAMES,
        names_of=names_of,
        root=opened_at(settings),
        language_names={code: each.name for code, each in LANGUAGES.items()},
    )


@blueprint.post("/palette/translations")
@requires(Permission.MANAGE_CATALOGUE)
def invite_reader() -> ResponseReturnValue:
    form, deps = InviteForm(), dependencies()
    if not form.validate_on_submit():
        return _page(form), 422
    with transaction():
        service.invite(
            form.language.data,
            secret_key=deps.settings.secret_key,
            by=current_identity().actor,
            now=deps.clock(),
        )
    flash(_("De link staat klaar. Stuur hem naar wie gaat lezen."), "success")
    return redirect(url_for("palette.translations", _anchor="readers"), 303)


@blueprint.post("/palette/translations/<uuid:reader_uuid>/stop")
@requires(Permission.MANAGE_CATALOGUE, service.find_reader)
def stop_reader(reader: TranslationReader) -> ResponseReturnValue:
    with transaction(PALETTE):
        service.stop(reader, by=current_identity().actor, now=dependencies().clock())
    flash(_("De link werkt niet meer."), "success")
    return redirect(url_for("palette.translations"), 303)


@blueprint.get("/palette/translations/checks/<uuid:check_uuid>")
@requires(Permission.MANAGE_CATALOGUE, service.find_check)
def better_words(check: Check) -> ResponseReturnValue:
    """What a reader would say, to take over as it is or in other words."""
    if check.language not in OWN_NAMES:
        return redirect(_draft_of(check.version))
    said = dict(words_in(check.language)) | check.better
    return _words_page(check, NamesForm.about(names_of(check.version), said))


def _draft_of(version: Readable) -> str:
    """Where the words are that a version holds itself."""
    if isinstance(version, DomainVersion):
        return url_for("palette.edit_domain", code=version.domain.code)
    return url_for("palette.edit", code=version.skill.code)


def _words_page(check: Check, form: NamesForm) -> str:
    return render_template(
        "palette/better_words.html",
        check=check,
        form=form,
        now_said=words_in(check.language),
        language_name=LANGUAGES[check.language].name,
    )


@blueprint.post("/palette/translations/checks/<uuid:check_uuid>")
@requires(Permission.MANAGE_CATALOGUE, service.find_check)
def take_words(check: Check) -> ResponseReturnValue:
    form = NamesForm.about(names_of(check.version), {})
    if check.language not in OWN_NAMES or not form.validate_on_submit():
        return _words_page(check, form), 422
    language = check.language
    with transaction(PALETTE):
        take_over(check, form.to_names(), by=current_identity().actor, now=dependencies().clock())
    flash(_("Opgeslagen. Wie deze taal leest, ziet nu deze woorden."), "success")
    return redirect(url_for("palette.translations", _anchor=f"in-{language}"), 303)
