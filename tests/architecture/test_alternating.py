"""In a full run no test is lost: pages are on one database, races on both."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES, RACES = "tests/academy/teams/test_matrix.py", "tests/academy/assessments/test_races.py"
ENGINE = re.compile(r"(?<=[\[-])(?:sqlite|postgres)(?=[\]-])")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def variants() -> dict[str, Counter[str]]:
    """How often each test of two files is run by `pytest --all`, and by `pytest --all --both`."""
    return {"one": collected("--all"), "both": collected("--all", "--both")}


def collected(*options: str) -> Counter[str]:
    command = [sys.executable, "-m", "pytest", *options, "--collect-only", "-q", "-n0"]
    environment = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
    told = subprocess.run(
        [*command, PAGES, RACES], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    names = (line for line in told.stdout.decode().splitlines() if "::" in line)
    return Counter(ENGINE.sub("", name, count=1) for name in names)


def test_no_test_is_lost(variants: dict[str, Counter[str]]) -> None:
    assert variants["one"].keys() == variants["both"].keys()


def test_every_page_has_its_turn_on_one_database(variants: dict[str, Counter[str]]) -> None:
    twice = {name for name, often in variants["both"].items() if often == 2}
    pages = {name for name in twice if name.startswith(PAGES)}
    assert pages
    assert {variants["one"][name] for name in pages} == {1}


def test_races_are_tried_on_both_databases(variants: dict[str, Counter[str]]) -> None:
    races = {name: often for name, often in variants["one"].items() if name.startswith(RACES)}
    assert set(races.values()) == {2}
