"""The drawing in docs/architecture.md is the house as it stands."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DRAWING = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
STEP = re.compile(r"`((?:academy|badges)/[\w/]+\.py)` `(\w+)`")


def layers() -> list[set[str]]:
    """The rooms that the import contract knows, the highest first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layered = next(each for each in contracts if each.get("containers") == ["academy"])
    return [set(re.findall(r"\w+", layer)) for layer in layered["layers"]]


def drawn() -> list[list[str]]:
    """The rooms of each line of the drawing, in order."""
    known = set().union(*layers())
    house = DRAWING.partition("## The rooms")[2].partition("\nBeside")[0]
    named = [re.split(r"\s{2,}", line.strip()) for line in house.splitlines() if line.strip()]
    lines = [[part for cell in cells for part in cell.split(" · ")] for cells in named]
    return [[part for part in line if part in known] for line in lines]


def test_every_room_is_drawn_once_and_in_its_order() -> None:
    order = [room for line in drawn() for room in line]
    place = {room: number for number, layer in enumerate(layers()) for room in layer}

    assert sorted(order) == sorted(place), "draw each layer of pyproject.toml in docs/architecture"
    assert [place[room] for room in order] == sorted(place[room] for room in order)


@pytest.mark.parametrize(("file", "name"), STEP.findall(DRAWING))
def test_every_step_of_the_walk_is_there(file: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_the_walk_has_steps() -> None:
    assert len(STEP.findall(DRAWING)) > 10
