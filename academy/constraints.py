"""What it means for a person that a constraint of the database said no.

Two requests at one moment can both pass a rule that only one of them should; then the database
refuses the second. Each feature says in its `taken.py` which field of a form its constraint is
about and what to do; the sentence is the one that the rule itself gives when nobody was faster.
What no feature knows stays an IntegrityError: somebody tries again, or the page says 409.
"""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import Index, MetaData, Table, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from academy.errors import AcademyError

Taken = Mapping[str, Callable[[], AcademyError]]
"""The name of a constraint or unique index, and what makes the error to show."""

SQLITE_SAYS = "UNIQUE constraint failed: "


def explaining(known: Taken, metadata: MetaData) -> Callable[[IntegrityError], Exception]:
    """For the end of transactions: the error that a person can put right, or the one given."""

    def explain(error: IntegrityError) -> Exception:
        make = known.get(broken_constraint(error, metadata) or "")
        return error if make is None else make()

    return explain


def broken_constraint(error: IntegrityError, metadata: MetaData) -> str | None:
    """The name of the constraint or unique index; PostgreSQL tells it, SQLite tells the columns."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        name: str | None = diagnosis.constraint_name
        return name
    # two unique sets over the same columns could not be told apart here, so `TAKEN` has none
    _before, said, columns = str(error.orig).partition(SQLITE_SAYS)
    return _unique_on(columns.split(", "), metadata) if said else None


def _unique_on(columns: Iterable[str], metadata: MetaData) -> str | None:
    named = [column.partition(".") for column in columns]
    table = metadata.tables.get(named[0][0])
    if table is None:
        return None
    wanted = {column for _table, _dot, column in named}
    return next((name for name, held in _unique_sets(table) if held == wanted), None)


def _unique_sets(table: Table) -> Iterable[tuple[str, set[str]]]:
    for rule in (*table.constraints, *table.indexes):
        if isinstance(rule, UniqueConstraint) or (isinstance(rule, Index) and rule.unique):
            yield str(rule.name), {column.name for column in rule.columns}
