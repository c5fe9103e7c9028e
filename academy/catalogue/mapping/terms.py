"""The words of a question to a list of concepts, each with the beginnings by which it is found.

Promises that nothing but letters and digits comes out, so that no sign of a language of questions
gets into one, and that there are never many. Neither database knows every form of a Dutch word:
SQLite has no Dutch stemmer at all, and PostgreSQL's leaves "sorteert" and "sorteren" two words.
So each word is looked for by what is left without its ending, in both ways of spelling: `zagen`
also as `zag…` and `zaag…`, `huizen` as `huiz…` and `huis…`. It is only a suggestion: too much is
ranked below, and too little is not found. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from academy.folding import folded

LONGEST: Final = 200
"""As much of a question as is read: two names of a skill, or more than anybody types."""
SHORTEST_BEGINNING: Final = 3
"""Below, a word is looked for as it is: too many words begin with two letters."""
ENDINGS: Final = ("ingen", "ing", "en", "es", "ed", "s", "e", "t", "d")
"""Of plurals and of verbs, in Dutch and in English; the first that fits is cut off."""
WORD: Final = re.compile(r"[^\W_]+")
LONG_VOWEL: Final = re.compile(r"(.*[^aeiou])([aeou])\2([^aeiouwxy])")
SHORT_VOWEL: Final = re.compile(r"(.*[^aeiou])([aeou])([^aeiouwxy])")
SOUNDS: Final = {"z": "s", "v": "f", "s": "z", "f": "v"}
"""A word that is written with the one at its end has the other one before an ending."""

Term = tuple[str, ...]
"""A word as it was given, and the beginnings of its other forms."""


def terms(*texts: str) -> Sequence[Term]:
    """Of each word once, in the order of the texts."""
    words = dict.fromkeys(WORD.findall(folded(" ".join(texts)[:LONGEST])))
    return [tuple(dict.fromkeys([word, *_beginnings(word)])) for word in words]


def _beginnings(word: str) -> Iterator[str]:
    found = _spellings(_without_ending(word))
    return (each for each in found if len(each) >= SHORTEST_BEGINNING)


def _without_ending(word: str) -> str:
    for ending in ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > SHORTEST_BEGINNING - (len(ending) > 1):
            return rest
    return word


def _spellings(bare: str) -> Iterator[str]:
    yield bare
    if bare[-1:] == bare[-2:-1]:
        yield bare[:-1]
    elif other := SOUNDS.get(bare[-1:]):
        yield bare[:-1] + other
    if long := LONG_VOWEL.fullmatch(bare):
        yield "".join(long.groups())
    elif short := SHORT_VOWEL.fullmatch(bare):
        before, vowel, after = short.groups()
        yield before + vowel * 2 + after
