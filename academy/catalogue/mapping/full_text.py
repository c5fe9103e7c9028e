"""Full text of concepts, in the databases' own index: FTS5 on SQLite, `tsvector` on PostgreSQL.

Revisions 0081 and 0088 make both. The index of SQLite is a table of its own, which triggers keep
in step with `skill_concept`. PostgreSQL keeps the words in a column that it makes itself, with an
index: without it, ranking what fits would take every text apart again. Each ranks as it does:
SQLite counts a rare word for more, PostgreSQL does not.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, column, func, literal_column, select, table, text

from academy.catalogue.mapping.models import Concept
from academy.catalogue.mapping.terms import SHORTEST_BEGINNING, Term
from academy.database import db

FULL_TEXT: Final = "full_text_of_concept"
"""The table of SQLite, and the index of PostgreSQL; neither is in the models, nor is `WORDS`."""
DUTCH: Final[ColumnElement[Any]] = literal_column("'dutch'")
WORDS: Final[ColumnElement[Any]] = literal_column(f"{Concept.__tablename__}.full_text_of_words")
SHORT_IS_BETTER: Final = 1
"""Of `ts_rank`: what has fewer words besides stands higher."""
INDEX: Final = table(FULL_TEXT, column("rowid"), column("search_text"), column("rank"))


def is_postgres() -> bool:
    return db.engine.dialect.name == "postgresql"


def matching(terms: Sequence[Term], *, every: bool) -> Select[Concept]:
    """Concepts with `every` term or with any of them, the best first. There is one term at least.

    The terms hold letters and digits only (see `terms`), so nothing of them is an operator.
    """
    if is_postgres():
        return _on_postgres(_joined(terms, " & " if every else " | ", " | ", _lexeme))
    return _on_sqlite(_joined(terms, " AND " if every else " OR ", " OR ", _token))


def _on_sqlite(question: str) -> Select[Concept]:
    found = select(Concept).join(INDEX, INDEX.c.rowid == Concept.id)
    best = (INDEX.c.rank, func.length(Concept.search_text), Concept.id)
    return found.where(INDEX.c.search_text.match(question)).order_by(*best)


def _on_postgres(question: str) -> Select[Concept]:
    asked = func.to_tsquery(DUTCH, question)
    best = func.ts_rank(WORDS, asked, SHORT_IS_BETTER).desc()
    found = select(Concept).where(WORDS.bool_op("@@")(asked))
    return found.order_by(best, func.length(Concept.search_text), Concept.id)


def _joined(terms: Sequence[Term], between: str, within: str, written: Any) -> str:
    return between.join(f"({within.join(map(written, term))})" for term in terms)


def _token(word: str) -> str:
    return f'"{word}"*' if len(word) >= SHORTEST_BEGINNING else f'"{word}"'


def _lexeme(word: str) -> str:
    return f"'{word}':*" if len(word) >= SHORTEST_BEGINNING else f"'{word}'"


def problems() -> Iterator[str]:
    """What the database lacks, with its cure; asks no table, for the revision needs it first."""
    if is_postgres():
        there = "SELECT count(*) FROM pg_ts_config WHERE cfgname = 'dutch'"
        cure = "has no text search in Dutch (pg_ts_config). Install PostgreSQL's own dictionaries."
    else:
        there = "SELECT sqlite_compileoption_used('ENABLE_FTS5')"
        cure = "SQLite was compiled without FTS5. Install pysqlite3 anew, which brings its own."
    if not db.session.scalar(text(there)):
        yield cure
