"""Files stay small enough to read in one go, and name nothing of the machine they came from."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
KINDS = {".py", ".js", ".html", ".css", ".sh"}
VENDORED = (
    "badges/contexts/",
    "static/vendor/",
    "static/js/vendor/",
    "academy/migrations/versions/",
)
OF_A_MACHINE = ("/wo" + "rk/", "/ro" + "ot/", "/tm" + "p/bash_jobs")


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """What is under version control, or would be at the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def test_no_file_is_longer_than_a_reader_can_hold(files: list[Path]) -> None:
    too_long = [
        f"{name} has {lines} lines, {MOST_LINES} is the limit. Split it by noun or by action."
        for path in files
        if path.suffix in KINDS
        and not (name := _name(path)).startswith(VENDORED)
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    ]

    assert not too_long, "\n".join(too_long)


def test_no_file_names_a_folder_of_somebodys_machine(files: list[Path]) -> None:
    naming = [
        f"{_name(path)} names {folder}: use a path relative to the project."
        for path in files
        if path.suffix not in {".png", ".ttf", ".woff2", ".pdf", ".mo"}
        for folder in OF_A_MACHINE
        if folder.encode() in path.read_bytes()
    ]

    assert not naming, "\n".join(naming)


def test_locks_name_no_registry(files: list[Path]) -> None:
    for path in files:
        if path.name.startswith("requirements"):
            assert "://" not in path.read_text(encoding="utf-8"), f"{_name(path)}: run make lock"


def test_every_module_says_what_it_promises(files: list[Path]) -> None:
    silent = [
        f"{_name(path)} has no docstring: begin it with what the module promises."
        for path in files
        if path.suffix == ".py"
        and not _name(path).startswith(VENDORED)
        and (text := path.read_text(encoding="utf-8").lstrip())
        and not text.startswith(('"""', 'r"""'))
    ]

    assert not silent, "\n".join(silent)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
