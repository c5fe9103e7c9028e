"""The languages in which lists of concepts are given out: more than our pages have.

ESCO is there in those of the EU, and in Arabic, Icelandic, Norwegian and Ukrainian.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from babel import Locale

from academy.languages import LANGUAGES

_OF_ESCO: Final = (
    "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it", "lt", "lv",
    "mt", "no", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
LIST_LANGUAGES: Final = (*LANGUAGES, *_OF_ESCO)
"""By their codes; those of our pages first."""


@cache
def list_languages() -> Mapping[str, str]:
    """Each by its code, as its speakers write it. To look them up takes most of a second once."""
    others = {
        code: (Locale.parse(code).get_language_name(code) or code).capitalize() for code in _OF_ESCO
    }
    return {code: each.name for code, each in LANGUAGES.items()} | others
