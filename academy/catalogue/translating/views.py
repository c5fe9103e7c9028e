"""Somebody who got a link reads a translation, skill by skill, without an account."""

from collections.abc import Mapping

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue import queries
from academy.catalogue.models import SkillVersion, Texts
from academy.catalogue.publishing import PALETTE
from academy.catalogue.translating import service
from academy.catalogue.translating.forms import BETTER, GOOD, CheckForm
from academy.catalogue.translating.models import TranslationReader
from academy.catalogue.translating.words import OWN_NAMES, names_of, told_of, words_in
from academy.database import transaction
from academy.dependencies import dependencies
from academy.languages import DUTCH, LANGUAGES
from academy.security.guard import public

blueprint = Blueprint("readers", __name__)


@blueprint.after_request
def keep_to_ourselves(answer: Response) -> Response:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _reader(code: str) -> TranslationReader:
    """Whoever has the link; an old one leads nowhere."""
    return service.reader_with(code, dependencies().clock()) or abort(404)


@blueprint.get("/read/<code>")
@public
def index(code: str) -> ResponseReturnValue:
    reader = _reader(code)
    words = words_in(reader.language)
    return render_template(
        "readers/index.html",
        code=code,
        reader=reader,
        language_name=LANGUAGES[reader.language].name,
        lines=[
            (version, _said(version.name, reader.language, words))
            for version in queries.open_versions()
        ],
        checks=service.checks_in(reader.language),
    )


@blueprint.get("/read/<code>/<skill_code>")
@public
def show(code: str, skill_code: str) -> ResponseReturnValue:
    reader = _reader(code)
    version = queries.open_version(skill_code) or abort(404)
    known = service.check_of(version, reader.language)
    said = {"verdict": GOOD if known.is_good else BETTER, "words": known.words} if known else {}
    form = CheckForm.about(_names(version, reader), known.better if known else {}, **said)
    return _page(code, reader, skill_code, form)


def _names(version: SkillVersion, reader: TranslationReader) -> list[str]:
    """What the academy can call otherwise in this language without a new version."""
    return names_of(version) if reader.language in OWN_NAMES else []


def _page(code: str, reader: TranslationReader, skill_code: str, form: CheckForm) -> str:
    version = queries.open_version(skill_code) or abort(404)
    return render_template(
        "readers/show.html",
        code=code,
        reader=reader,
        language_name=LANGUAGES[reader.language].name,
        version=version,
        pairs=_pairs(version, reader.language),
        form=form,
    )


def _said(texts: Texts, language: str, words: Mapping[str, str]) -> str | None:
    """As it was translated; None when it was not."""
    return texts.get(language) or words.get(texts[DUTCH])


def _pairs(version: SkillVersion, language: str) -> list[tuple[str, str | None]]:
    """What people read, in Dutch and as it was translated, as far as it was; always the name."""
    levels = [each["level"] for each in version.levels]
    texts = [
        *told_of(version),
        *map(version.told_to_worker, levels),
        *map(version.descriptor, levels),
        version.external_requirement or {},
        version.note or {},
    ]
    words = words_in(language)
    pairs = {each[DUTCH]: _said(each, language, words) for each in texts if each}
    return [(dutch, said) for dutch, said in pairs.items() if said or dutch == version.name[DUTCH]]


@blueprint.post("/read/<code>/<skill_code>")
@public
def check(code: str, skill_code: str) -> ResponseReturnValue:
    reader = _reader(code)
    version = queries.open_version(skill_code) or abort(404)
    form = CheckForm.about(_names(version, reader), {})
    if not form.validate_on_submit():
        return _page(code, reader, skill_code, form), 422
    with transaction(PALETTE):
        service.check(
            version,
            reader,
            words=form.to_words(),
            better=form.to_better(),
            now=dependencies().clock(),
        )
    flash(_("Dank je wel. Het is opgeslagen."), "success")
    return redirect(_next(code, reader), 303)


def _next(code: str, reader: TranslationReader) -> str:
    """The first skill that nobody said anything about, or the list when there is none."""
    checks = service.checks_in(reader.language)
    unread = (each for each in queries.open_versions() if each.id not in checks)
    following = next(unread, None)
    if following is None:
        return url_for("readers.index", code=code)
    return url_for("readers.show", code=code, skill_code=following.skill.code)
