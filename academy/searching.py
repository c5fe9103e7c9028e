"""Search that forgives: case and diacritics do not count, every word must occur.

Promises that `folded` text in a `search_text` column and `contains_words` agree, on SQLite and
on PostgreSQL alike, because both sides of the comparison are folded here and not by the database.
"""

import unicodedata

from sqlalchemy import ColumnElement, and_, true
from sqlalchemy.orm import InstrumentedAttribute

MAX_QUERY = 100
_ESCAPE = "\\"
_STROKES = str.maketrans("ıłøđħ", "ilodh")
"""Letters with a stroke, or without a dot, that Unicode does not decompose."""


def folded(*texts: str) -> str:
    """The texts as one line in lower case, without diacritics and double spaces."""
    decomposed = unicodedata.normalize("NFKD", " ".join(texts).casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    letters = letters.translate(_STROKES)
    return " ".join("".join(s for s in letters if s.isprintable() or s.isspace()).split())


def contains_words(column: InstrumentedAttribute[str], query: str) -> ColumnElement[bool]:
    """Whether every word of `query` occurs in `column`; an empty query finds everything."""
    words = folded(query[:MAX_QUERY]).split()
    return and_(true(), *(column.like(f"%{_literal(word)}%", escape=_ESCAPE) for word in words))


def _literal(word: str) -> str:
    for sign in (_ESCAPE, "%", "_"):
        word = word.replace(sign, _ESCAPE + sign)
    return word
