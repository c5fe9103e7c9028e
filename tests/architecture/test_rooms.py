"""Each feature keeps to its own room: no reaching into another at import, or by a raw table."""

import ast
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

CODE = Path(__file__).resolve().parents[2] / "academy"
CHANGING = frozenset({"append", "extend", "insert", "add", "update", "setdefault", "remove", "pop"})


def room(module: str) -> str:
    """`academy.people` of `academy.people.queries`."""
    return ".".join(module.split(".")[:2])


def test_a_blueprint_gets_routes_from_its_own_room_only(app: Flask) -> None:
    strangers = [
        f"{endpoint} stands in {view.__module__}, its blueprint in "
        f"{app.blueprints[endpoint.split('.')[0]].import_name}. Give it a blueprint of its own."
        for endpoint, view in sorted(app.view_functions.items())
        if "." in endpoint
        and room(view.__module__) != room(app.blueprints[endpoint.split(".")[0]].import_name)
    ]

    assert not strangers, "\n".join(strangers)


def test_no_module_changes_another_at_import() -> None:
    changing = [
        f"{path.relative_to(CODE.parent)}:{call.lineno} changes {ast.unparse(call.func.value)} "
        "while it is imported. Pass it on where the application is wired."
        for path, tree in _modules()
        for statement in tree.body
        if isinstance(statement, ast.Expr)
        and isinstance(call := statement.value, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in CHANGING
    ]

    assert not changing, "\n".join(changing)


WITHOUT_A_MODEL = {Path("catalogue/mapping/full_text.py")}
"""An index of SQLite that is asked as if it were a table."""


def test_no_module_reads_a_table_past_its_model() -> None:
    raw = [
        f"{path.relative_to(CODE.parent)}:{node.lineno} builds a table() of its own. "
        "Import the model, or move the query to the room above both."
        for path, tree in _modules()
        if path.relative_to(CODE) not in WITHOUT_A_MODEL
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module in {"sqlalchemy", "sqlalchemy.sql"}
        and "table" in {alias.name for alias in node.names}
    ]

    assert not raw, "\n".join(raw)


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(CODE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))
