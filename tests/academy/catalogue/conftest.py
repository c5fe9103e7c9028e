"""The starter palette in the database, and a small palette file to play with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from academy.catalogue.loading import load_palette
from academy.catalogue.palette_file import PALETTE_FILE
from academy.security.identity import Actor
from tests.clock import START

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Remember

OPERATOR = Actor(None, "command")


@pytest.fixture
def palette(remember: Remember) -> None:
    """All 69 skills, published on the first day of the tests."""
    remember("palette of an operator", lambda: load_palette(START, OPERATOR))


class PaletteFile:
    """A palette of the first two skills as version 1.0; change `content` and call `save`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.content: dict[str, Any] = json.loads(PALETTE_FILE.read_text(encoding="utf-8"))
        self.content["skills"] = [
            skill | {"version": "1.0"} for skill in self.content["skills"][:2]
        ]
        self.save()

    @property
    def skill(self) -> dict[str, Any]:
        """The first skill, to change in place."""
        return self.content["skills"][0]  # type: ignore[no-any-return]

    def save(self, **changes: object) -> None:
        """Write the file, with these changes to the first skill."""
        self.skill.update(changes)
        self.path.write_text(json.dumps(self.content), encoding="utf-8")


@pytest.fixture
def palette_file(tmp_path: Path) -> PaletteFile:
    return PaletteFile(tmp_path / "palette.json")
