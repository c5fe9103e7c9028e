"""Every example in the docstrings of the library is true."""

import doctest
import importlib
import pkgutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import badges
from badges.fetching import OfflineMap
from badges.verifying import verify

PAGE = Path(__file__).parents[2] / "docs" / "badges-engine.md"

MODULES = [
    module.name
    for module in pkgutil.walk_packages(badges.__path__, prefix="badges.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert failed == 0


def test_there_are_examples() -> None:
    modules = [importlib.import_module(name) for name in MODULES]
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [test for module in modules for test in finder.find(module) if test.examples]
    assert len(examples) >= 10


def test_the_page_shows_how_to_issue_a_valid_badge() -> None:
    section = PAGE.read_text(encoding="utf-8").partition("## Issue")[2]
    example = section.partition("```python\n")[2].partition("```")[0]
    made: dict[str, Any] = {}
    exec(example, made)
    assert verify(made["signed"], documents=OfflineMap(), now=datetime.now(UTC)).valid
