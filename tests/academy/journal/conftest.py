"""A journal folder of its own for each test, and what people of the cast have shown."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from academy.journal.files import JournalFolder
from tests.academy.shown import palette, shown

__all__ = ["palette", "shown"]


@pytest.fixture(autouse=True)
def folder(app: Flask, tmp_path: Path) -> Iterator[JournalFolder]:
    """Where the application of this test writes its journal."""
    path = tmp_path / "journal"
    deps = app.extensions["academy"]
    settings = replace(deps.settings, journal_url=f"file://{path}")
    app.extensions["academy"] = replace(deps, settings=settings)
    yield JournalFolder(path)
    app.extensions["academy"] = deps
