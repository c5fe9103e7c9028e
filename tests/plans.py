"""How SQLite finds the rows of each statement: which of them it reads from end to end."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event

READING = re.compile(r"\s*(SELECT|WITH|UPDATE|DELETE)\b", re.IGNORECASE)
ALIAS = re.compile(r'\b(?:FROM|JOIN|,)\s*"?(\w+)"?\s+AS\s+"?(\w+)"?', re.IGNORECASE)
LOOKED_UP = re.compile(r"VIRTUAL TABLE INDEX \d+:.*[M=]")
"""In an index of full text, by words or by the number of a row. Without, it is read as a whole."""
SCAN = re.compile(r"SCAN (\w+)(?:.* USING (?:COVERING )?INDEX (\w+))?")
WIDE = re.compile(
    r"SEARCH (\w+) .*INDEX (\w+) \((?:organisation_id|team_id|chain|skill_id|achievement_id|"
    r"assessor_id|skill_version_id|framework)=\?"
    r"(?: AND is_gone=\?)?\)"
)
"""Everything that one shop, team, skill or list of concepts ever had: it grows as well."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A statement that reads a table from end to end, or all that a shop or a skill ever had."""

    table: str
    index: str | None
    statement: str
    plan: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.table} is read from end to end by\n{self.statement}\n" + "\n".join(self.plan)


@contextmanager
def watch_plans() -> Iterator[list[Scan]]:
    """Within the block, the plan of every statement is asked for before it runs.

    with watch_plans() as scans:
        client.get("/wallet/")
    assert not scans, scans[0]
    """
    scans: list[Scan] = []

    def ask(
        _connection: Any, cursor: Any, statement: str, values: Any, _context: Any, many: bool
    ) -> None:
        if READING.match(statement) and not many:
            scans.extend(_scans_of(cursor, statement, values))

    event.listen(Engine, "before_cursor_execute", ask)
    try:
        yield scans
    finally:
        event.remove(Engine, "before_cursor_execute", ask)


def _scans_of(cursor: Any, statement: str, values: Any) -> Iterator[Scan]:
    asking = cursor.connection.cursor()
    asking.execute(f"EXPLAIN QUERY PLAN {statement}", values)
    plan = tuple(row[3] for row in asking.fetchall())
    asking.close()
    names = {alias: table for table, alias in ALIAS.findall(statement)}
    for line in plan:
        found = SCAN.match(line) or WIDE.match(line)
        if found and not LOOKED_UP.search(line):
            yield Scan(names.get(found[1], found[1]), found[2], statement, plan)
