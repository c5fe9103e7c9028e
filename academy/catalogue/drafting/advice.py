"""Advice on the words of a skill: whoever writes may follow it or not.

Short sentences and daily words, because workers read them; no speed or output, because that says
nothing about a skill; no need and no guide, because a badge is shown to strangers. The words stand
in `content/wording.json`. Pure: fields come in, sentences go out.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from academy.catalogue.drafting.fields import EMPTY
from academy.catalogue.drafting.models import Fields
from academy.catalogue.palette_file import CONTENT
from academy.languages import CONTENT_LANGUAGES

WORDING: Final[Mapping[str, Any]] = json.loads((CONTENT / "wording.json").read_text("utf-8"))
SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\n")
TEXTS: Final = tuple(name for name in EMPTY if name.rpartition("_")[2] in CONTENT_LANGUAGES)
NOT_ON_THE_WORK: Final = ("name", "description", "external_requirement", "note")
"""Fields that say something else than how somebody works, and may name a coach or a speed."""


def advice_on(fields: Fields) -> dict[str, list[LazyString]]:
    """By field; a field on which there is nothing to say is not there."""
    found = {name: list(_about(name, fields.get(name) or "")) for name in TEXTS}
    return {name: said for name, said in found.items() if said}


def _about(name: str, text: str) -> Iterator[LazyString]:
    what, _underscore, language = name.rpartition("_")
    longest = WORDING["longest_sentence"][language]
    words = longest_sentence(text)
    if words > longest:
        yield _(
            "De langste zin heeft %(words)s woorden. Hoogstens %(most)s leest beter.",
            words=words,
            most=longest,
        )
    for hard, plain in WORDING["hard"][language].items():
        if _holds(text, [hard]):
            yield _("Schrijf liever “%(plain)s” dan “%(hard)s”.", plain=plain, hard=hard)
    if what not in NOT_ON_THE_WORK:
        yield from _on_the_work(text, language)


def _on_the_work(text: str, language: str) -> Iterator[LazyString]:
    if word := _holds(text, WORDING["speed"][language]) or _counts(text, language):
        yield _("“%(word)s”: hoe snel of hoeveel telt niet mee voor een badge.", word=word)
    if word := _holds(text, WORDING["need"][language]):
        yield _("“%(word)s”: een badge noemt geen begeleider, hulp of gezondheid.", word=word)


def longest_sentence(text: str) -> int:
    """Number of words of the longest sentence."""
    return max(len(sentence.split()) for sentence in SENTENCES.split(text))


def _holds(text: str, words: Sequence[str]) -> str | None:
    """What of it stands in the text, as it stands there."""
    found = _pattern(tuple(words)).search(text)
    return found[0] if found else None


def _counts(text: str, language: str) -> str | None:
    """Where it says how many somebody does, or in how little time: `10 stoelen per dag`."""
    found = _counted(language).search(text)
    return found[0] if found else None


@cache
def _counted(language: str) -> re.Pattern[str]:
    number = WORDING["number"][language]
    parts = (each.replace("<number>", number) for each in WORDING["counted"][language])
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Long words also as the beginning of a longer one: `begeleider` in `begeleiders`."""
    parts = (re.escape(word) + (r"\w*" if len(word) > len("quick") else "") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
