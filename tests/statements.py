"""Counts SQL statements, for pages that promise a constant number."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


class Statements(list[str]):
    """The texts of the statements that were executed."""


@contextmanager
def count_statements() -> Iterator[Statements]:
    """Within the block, every statement of every engine is kept; transactions are not counted.

    with count_statements() as statements:
        client.get("/wallet/")
    assert len(statements) <= 8, statements
    """
    statements = Statements()

    def keep(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", keep)
