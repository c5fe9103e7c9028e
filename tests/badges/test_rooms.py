"""The page names every room, and the platform uses only what the page names."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import badges

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "badges-engine.md").read_text(encoding="utf-8").partition("## Verify")[0]
ROWS = dict(re.findall(r"^\| (`badges[^|]+) \|[^|]+\| ([^|]+) \|$", TABLE, re.MULTILINE))


def test_every_room_stands_on_the_page() -> None:
    rooms = {f"`badges.{module.name}`" for module in pkgutil.iter_modules(badges.__path__)}
    assert rooms - {"`badges.__main__`"} == set(", ".join(ROWS).split(", "))


def test_every_public_name_is_there() -> None:
    for rooms, told in ROWS.items():
        if len(names := re.findall(r"`(\w+)`", told)) and "," not in rooms:
            room = importlib.import_module(rooms.strip("`"))
            modules = {module.name for module in pkgutil.iter_modules(room.__path__)}
            assert set(names) <= {*getattr(room, "__all__", ()), *modules}, rooms


def test_the_platform_imports_only_what_the_page_names() -> None:
    for path in (ROOT / "academy").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("badges."):
                room, _, inner = (node.module or "").removeprefix("badges.").partition(".")
                told = next(told for rooms, told in ROWS.items() if f"`badges.{room}`" in rooms)
                names = [inner] if inner else [alias.name for alias in node.names]
                assert told == "all" or set(names) <= set(re.findall(r"\w+", told)), path
