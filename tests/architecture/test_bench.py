"""`make bench` needs nothing that `./run` does not install."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from bench.conditions import RUNS, median_of, tell

ROOT = Path(__file__).resolve().parents[2]
OTHER_NAMES = {"beautifulsoup4": "bs4", "import-linter": "importlinter"}
BENCHES = (
    "__main__",
    "batch",
    "bounds",
    "certificates",
    "checking",
    "conditions",
    "databases",
    "engine",
    "found",
    "growth",
    "imports",
    "issuing",
    "merging",
    "pages",
    "poor_line",
    "processes",
    "proofs",
    "publishing",
    "sectors",
    "slow_clients",
    "tables",
    "tablet",
    "wallet",
)
BLOCKED = """
import importlib, sys
blocked = set(sys.argv[1].split(","))
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in blocked:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Finder())
for name in sys.argv[2].split(","):
    importlib.import_module(f"bench.{name}")
"""


def development_only() -> set[str]:
    """The packages of which an installation by `./run` has none."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = (re.split(r"[<>=\[;]", each)[0] for each in project["dependency-groups"]["dev"])
    return {OTHER_NAMES.get(name, name).replace("-", "_") for name in named}


def test_every_bench_starts_after_run_alone() -> None:
    command = [sys.executable, "-c", BLOCKED, ",".join(development_only()), ",".join(BENCHES)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-600:]


def test_every_bench_is_tried() -> None:
    there = {path.stem for path in (ROOT / "bench").glob("*.py")}
    assert there - set(BENCHES) == {"__init__", "foreign", "people", "server"}, (
        "add the new bench to BENCHES"
    )


def test_a_figure_is_the_median_of_several_runs() -> None:
    figures = iter([9.0, 1.0, 2.0, 100.0, 3.0])
    assert median_of(lambda: next(figures)) == 3.0
    assert RUNS % 2 == 1


def test_the_conditions_are_told_first(capsys: object) -> None:
    tell()
    said = capsys.readouterr().out.splitlines()  # type: ignore[attr-defined]
    assert said[0].startswith(f"Python {sys.version.partition(' ')[0]}")
    assert "load" in said[0]
