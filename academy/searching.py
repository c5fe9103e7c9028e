"""Names as people search and sort them: every word must occur, however it is typed.

Promises that Python and the database agree, on SQLite and on PostgreSQL alike: both sides of a
comparison are folded by `academy/folding.py`, and the order is that of code points, which no
collation of a database can change.
"""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, String, and_, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from academy.folding import folded as folded  # noqa: PLC0414 - frozen revision 0004 asks for it here
from academy.folding import sorting_name

MAX_QUERY = 100
_ESCAPE = "\\"


class Named(Protocol):
    """Anything with a name for people."""

    @property
    def name(self) -> str: ...


AnyNamed = TypeVar("AnyNamed", bound=Named)


def has_words(text: str, query: str) -> bool:
    """Whether every word of `query` occurs in `text`; an empty query fits everything."""
    if not query:  # as nearly always; to fold forty names takes as long as to find them
        return True
    within = folded(text)
    return all(word in within for word in _words(query))


def contains_words(column: InstrumentedAttribute[str], query: str) -> ColumnElement[bool]:
    """As `has_words`, of a column that holds folded text."""
    words = (f"%{_literal(word)}%" for word in _words(query))
    return and_(true(), *(column.like(word, escape=_ESCAPE) for word in words))


def name_order(name: str) -> tuple[str, str]:
    """What to sort a name of a place or a thing by; names that differ only in marks keep one
    order."""
    return folded(name), name


def person_order(name: str) -> tuple[str, str]:
    """What to sort the name of a person by."""
    return sorting_name(name), name


def by_name(rows: Iterable[AnyNamed]) -> list[AnyNamed]:
    """Rows in the order of their names."""
    return sorted(rows, key=lambda row: name_order(row.name))


class in_name_order(FunctionElement[str]):  # noqa: N801 - reads as a function, like SQLAlchemy's
    """For ORDER BY: a column with names of places as `name_order` has them, or with those of people
    as `person_order`."""

    inherit_cache = True
    type = String()


@compiles(in_name_order)
def _as_it_is(element: in_name_order, compiler: SQLCompiler, **options: Any) -> str:
    # SQLite compares bytes, and so does UTF-8 keep the order of code points
    return compiler.process(element.clauses, **options)


@compiles(in_name_order, "postgresql")
def _by_code_point(element: in_name_order, compiler: SQLCompiler, **options: Any) -> str:
    # the collation of a server may skip spaces: "Anna Smit" would stand after "Annabel Bos"
    return compiler.process(element.clauses, **options) + ' COLLATE "C"'


def _words(query: str) -> list[str]:
    return folded(query[:MAX_QUERY]).split()


def _literal(word: str) -> str:
    for sign in (_ESCAPE, "%", "_"):
        word = word.replace(sign, _ESCAPE + sign)
    return word
