"""Texts in the language of the page, found without asking for each one which language that is.

A page has some seventy texts. Flask-Babel asks three times for the context and spells out the
locale each time, and Jinja's extension calls two functions around that: together a seventh of a
page's time. Keywords and what they mean stay those of Flask-Babel.
"""

from babel.support import NullTranslations, Translations
from flask import Flask, current_app
from flask_babel import Domain, LazyString, force_locale, get_locale
from markupsafe import Markup, escape

from academy.languages import DUTCH, LANGUAGES, OF_WORKERS

IN_DUTCH = Markup('{} <span class="in-dutch quiet" lang="nl" dir="ltr">{}</span>')


class Catalogues(Domain):  # type: ignore[misc]
    """The texts of each language, read once."""

    def __init__(self) -> None:
        super().__init__()
        self._of_workers = Domain(domain=OF_WORKERS)
        self._read: dict[str, Translations] = {}

    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        if locale is None:
            return NullTranslations()
        if locale.language not in self._read:
            is_whole = locale.language in current_app.config["LANGUAGES"]
            self._read[locale.language] = (
                super().get_translations() if is_whole else self._of_workers.get_translations()
            )
        return self._read[locale.language]


def register_texts(app: Flask) -> None:
    """What templates call: the text is ours and so markup, what is filled in is escaped."""
    catalogues = app.extensions["babel"].instance.domain_instance = Catalogues()

    def gettext(text: str, /, **values: object) -> Markup:
        return _filled(catalogues.get_translations().gettext(text), values)

    def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
        said = catalogues.get_translations().ngettext(one, many, number)
        return _filled(said, {"num": number, **values})

    def pgettext(context: str, text: str, /, **values: object) -> Markup:
        said = catalogues.get_translations().pgettext(context, text)
        return _filled(str(said), values)

    def both(text: str, /, **values: object) -> Markup:
        """What somebody agrees to: the Dutch too, where nobody checked the translation. A lazy
        text among the values is Dutch there as well."""
        said = gettext(text, **values)
        if _is_checked():
            return said
        with force_locale(DUTCH):
            return IN_DUTCH.format(said, _filled(text, values))

    def both_of(text: LazyString) -> Markup:
        """The same for a word of a form."""
        if _is_checked():
            return escape(text)
        with force_locale(DUTCH):
            dutch = escape(text)
        return IN_DUTCH.format(text, dutch)

    app.jinja_env.globals.update(
        _=gettext, both=both, both_of=both_of, ngettext=ngettext, pgettext=pgettext
    )


def _is_checked() -> bool:
    locale = get_locale()
    return locale is None or LANGUAGES[locale.language].is_checked


def _filled(text: str, values: dict[str, object]) -> Markup:
    said = Markup(text)  # noqa: S704 - our own text, or that of a catalogue
    return said % values if values else said
