"""Somebody who got a link reads a translation, one thing after another, without an account."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue import queries
from academy.catalogue.models import DomainVersion, SkillVersion, Texts
from academy.catalogue.publishing import PALETTE
from academy.catalogue.translating import service
from academy.catalogue.translating.forms import BETTER, GOOD, CheckForm
from academy.catalogue.translating.models import Check, Readable, TranslationReader
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


@dataclass(frozen=True, slots=True)
class Line:
    """A version, where it is read, its name as it was translated, and what was said of it."""

    version: Readable
    address: str
    said: str | None
    check: Check | None

    @property
    def is_domain(self) -> bool:
        return isinstance(self.version, DomainVersion)


def _reader(code: str) -> TranslationReader:
    """Whoever has the link; an old one leads nowhere."""
    return service.reader_with(code, dependencies().clock()) or abort(404)


@blueprint.get("/read/<code>")
@public
def index(code: str) -> ResponseReturnValue:
    reader = _reader(code)
    words = words_in(reader.language)
    versions = service.to_read()
    checks = service.said_of(versions, reader.language)
    return render_template(
        "readers/index.html",
        reader=reader,
        language_name=LANGUAGES[reader.language].name,
        lines=[
            Line(
                version,
                _address(code, version),
                _said(version.name, reader.language, words),
                checks.get(version),
            )
            for version in versions
        ],
    )


@blueprint.get("/read/<code>/<skill_code>")
@public
def show(code: str, skill_code: str) -> ResponseReturnValue:
    return _show(code, _skill(skill_code))


@blueprint.get("/read/<code>/domains/<domain_code>")
@public
def show_domain(code: str, domain_code: str) -> ResponseReturnValue:
    return _show(code, _domain(domain_code))


@blueprint.post("/read/<code>/<skill_code>")
@public
def check(code: str, skill_code: str) -> ResponseReturnValue:
    return _check(code, _skill(skill_code))


@blueprint.post("/read/<code>/domains/<domain_code>")
@public
def check_domain(code: str, domain_code: str) -> ResponseReturnValue:
    return _check(code, _domain(domain_code))


def _skill(code: str) -> SkillVersion:
    return queries.open_version(code) or abort(404)


def _domain(code: str) -> DomainVersion:
    found = (each for each in service.domain_versions() if each.domain.code == code)
    return next(found, None) or abort(404)


def _address(code: str, version: Readable) -> str:
    if isinstance(version, DomainVersion):
        return url_for("readers.show_domain", code=code, domain_code=version.domain.code)
    return url_for("readers.show", code=code, skill_code=version.skill.code)


def _show(code: str, version: Readable) -> ResponseReturnValue:
    reader = _reader(code)
    known = service.check_of(version, reader.language)
    said = {"verdict": GOOD if known.is_good else BETTER, "words": known.words} if known else {}
    form = CheckForm.about(_names(version, reader), known.better if known else {}, **said)
    return _page(code, reader, version, form)


def _names(version: Readable, reader: TranslationReader) -> list[str]:
    """What the academy can call otherwise in this language without a new version."""
    return names_of(version) if reader.language in OWN_NAMES else []


def _page(code: str, reader: TranslationReader, version: Readable, form: CheckForm) -> str:
    return render_template(
        "readers/show.html",
        code=code,
        reader=reader,
        language_name=LANGUAGES[reader.language].name,
        version=version,
        address=_address(code, version),
        pairs=_pairs(version, reader.language),
        form=form,
    )


def _said(texts: Texts, language: str, words: Mapping[str, str]) -> str | None:
    """As it was translated; None when it was not."""
    return texts.get(language) or words.get(texts[DUTCH])


def _pairs(version: Readable, language: str) -> list[tuple[str, str | None]]:
    """What people read, in Dutch and as it was translated, as far as it was; always the name."""
    words = words_in(language)
    pairs = {each[DUTCH]: _said(each, language, words) for each in _texts(version) if each}
    return [(dutch, said) for dutch, said in pairs.items() if said or dutch == version.name[DUTCH]]


def _texts(version: Readable) -> list[Texts]:
    if isinstance(version, DomainVersion):
        return told_of(version)
    levels = [each["level"] for each in version.levels]
    return [
        *told_of(version),
        *map(version.told_to_worker, levels),
        *map(version.descriptor, levels),
        version.external_requirement or {},
        version.note or {},
    ]


def _check(code: str, version: Readable) -> ResponseReturnValue:
    reader = _reader(code)
    form = CheckForm.about(_names(version, reader), {})
    if not form.validate_on_submit():
        return _page(code, reader, version, form), 422
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
    """The first one that nobody said anything about, or the list when there is none."""
    versions = service.to_read()
    known = service.said_of(versions, reader.language)
    following = next((each for each in versions if each not in known), None)
    return _address(code, following) if following else url_for("readers.index", code=code)
