"""Texts in the language of the page, found without asking for each one which language that is.

A page has some seventy texts. Flask-Babel asks three times for the context and spells out the
locale each time, and Jinja's extension calls two functions around that: together a seventh of a
page's time. Keywords and what they mean stay those of Flask-Babel.
"""

from babel.support import NullTranslations, Translations
from flask import Flask
from flask_babel import Domain, get_locale
from markupsafe import Markup


class Catalogues(Domain):  # type: ignore[misc]
    """The texts of each language, read once."""

    def __init__(self) -> None:
        super().__init__()
        self._read: dict[str, Translations] = {}

    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        if locale is None:
            return NullTranslations()
        if locale.language not in self._read:
            self._read[locale.language] = super().get_translations()
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

    app.jinja_env.globals.update(_=gettext, ngettext=ngettext, pgettext=pgettext)


def _filled(text: str, values: dict[str, object]) -> Markup:
    said = Markup(text)  # noqa: S704 - our own text, or that of a catalogue
    return said % values if values else said
