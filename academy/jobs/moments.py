"""The database's own clock in SQL: leases are judged by it alone, never by a worker's clock."""

from datetime import datetime
from typing import Any

from sqlalchemy import Float, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from academy.database import UtcDateTime


class FromNow(FunctionElement[datetime]):
    """The present moment plus so many seconds, as the database sees it."""

    name = "moment_from_now"
    type = UtcDateTime()
    inherit_cache = True

    def __init__(self, seconds: float = 0) -> None:
        super().__init__(literal(float(seconds), Float))


@compiles(FromNow, "sqlite")
def _for_sqlite(element: FromNow, compiler: SQLCompiler, **options: Any) -> str:
    """Text in the form in which SQLAlchemy stores a DateTime, so that both compare."""
    seconds = compiler.process(element.clauses, **options)
    return f"strftime('%Y-%m-%d %H:%M:%f000', 'now', {seconds} || ' seconds')"


@compiles(FromNow)
def _for_postgres(element: FromNow, compiler: SQLCompiler, **options: Any) -> str:
    """`clock_timestamp()` moves on inside a transaction; `now()` would not."""
    seconds = compiler.process(element.clauses, **options)
    return f"clock_timestamp() + make_interval(secs => {seconds})"
