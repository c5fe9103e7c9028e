"""Every text of the tablet: its scripts take them from here, in the language of the tablet.

A text that counts is given once for each plural form of the language; the browser picks.
"""

from functools import lru_cache

from flask import current_app
from flask_babel import get_locale, get_translations

from academy.languages import LANGUAGES
from academy.tablets.handed_texts import HANDED_OVER
from academy.tablets.shell_texts import TEXTS, Counted
from academy.web.locale import direction, language

UP_TO = 200
"""Every plural form of every language is used by one of the numbers below it."""


def in_this_language() -> dict[str, object]:
    """As the scripts want them: a text by its key, or the texts of each plural form. Of a language
    of workers only what a worker meets; the scripts have the Dutch for the rest."""
    is_whole = language() in current_app.config["LANGUAGES"]
    return {
        "language": language(),
        "direction": direction(),
        "checked": LANGUAGES[language()].is_checked,
        "texts": {key: _text(text) for key, text in (TEXTS if is_whole else HANDED_OVER).items()},
    }


def _text(text: object) -> object:
    return _forms(text) if isinstance(text, Counted) else str(text)


def _forms(text: Counted) -> dict[str, str]:
    found = get_translations()
    return {
        form: found.ungettext(text.one, text.many, number) for form, number in _examples().items()
    }


def _examples() -> dict[str, int]:
    return _examples_of(str(get_locale()))


@lru_cache
def _examples_of(_code: str) -> dict[str, int]:
    """For each plural form of the language, by its CLDR name, a number that uses it."""
    locale = get_locale()
    examples: dict[str, int] = {}
    for number in range(UP_TO):
        examples.setdefault(locale.plural_form(number), number)
    return examples
