"""Which letters can be set on paper, and which are Latin ones."""

import unicodedata
from functools import cache
from io import BytesIO
from typing import Final

from fontTools.ttLib import TTFont

from academy.credentials.printing import FONTS

FOR_NAMES: Final = (
    "AtkinsonHyperlegibleNext-Bold.ttf",
    "NotoSans-Bold.ttf",
    "Amiri-Bold.ttf",
    "NotoSansEthiopic-Bold.ttf",
)
"""The families of printing.css, in the weight of a name."""
UNSEEN: Final = frozenset({"Cc", "Cf", "Zs"})
"""Joiners and spaces: a font need not have them."""


def cannot_be_set(text: str) -> bool:
    """Whether a letter is in no packaged font, so that paper would have a hole in its place."""
    return bool(letters_that_cannot_be_set(text))


def letters_that_cannot_be_set(text: str) -> list[str]:
    """Each once, in the order of the text."""
    letters = dict.fromkeys(unicodedata.normalize("NFC", text))
    seen = (each for each in letters if unicodedata.category(each) not in UNSEEN)
    return [each for each in seen if ord(each) not in _in_the_fonts()]


def is_latin(text: str) -> bool:
    """Whether every letter is a Latin one, with whatever marks; there may be none."""
    letters = (each for each in text if unicodedata.category(each).startswith("L"))
    return all(unicodedata.name(each, "").startswith(("LATIN", "MODIFIER")) for each in letters)


@cache
def _in_the_fonts() -> frozenset[int]:
    fonts = (TTFont(BytesIO((FONTS / name).read_bytes()), lazy=True) for name in FOR_NAMES)
    return frozenset(code for font in fonts for code in font.getBestCmap())
