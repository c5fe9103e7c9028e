"""A database is for its owner alone; what only bears the name of one stays as it was."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from academy.ownership import make_private, make_private_database, problems_with

OPEN, PRIVATE = 0o666, 0o600
Make = Callable[[Path], None]


@pytest.fixture(params=[make_private, make_private_database])
def make(request: pytest.FixtureRequest) -> Make:
    chosen: Make = request.param
    return chosen


def mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


def test_a_new_file_is_for_its_owner_alone(make: Make, tmp_path: Path) -> None:
    make(tmp_path / "new.db")
    assert mode(tmp_path / "new.db") == PRIVATE


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0 and more"])
def test_a_database_that_was_open_to_all_is_closed(
    make: Make, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "known.db"
    file.write_bytes(content)
    file.chmod(OPEN)
    make(file)
    assert mode(file) == PRIVATE


def test_what_is_no_file_stays_open(make: Make, tmp_path: Path) -> None:
    """As a device is: a machine whose /dev/null is closed stands still."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    pipe.chmod(OPEN)
    make(pipe)
    assert mode(pipe) == OPEN


def test_a_file_of_something_else_stays_open(tmp_path: Path) -> None:
    file = tmp_path / "hosts"
    file.write_text("127.0.0.1 localhost\n")
    file.chmod(OPEN)
    make_private_database(file)
    assert mode(file) == OPEN


def test_where_nobody_may_look_is_left_to_whoever_opens_it(tmp_path: Path) -> None:
    """A name too long answers like a closed folder, to root too."""
    file = tmp_path / ("x" * 300)

    make_private_database(file)

    assert list(problems_with(tmp_path, [file])) == []
