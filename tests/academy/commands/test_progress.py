"""Long work says how far it is: as much in all as it said there was, and only to somebody."""

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from academy.adapters.sqlite_files import PAGES, copy_database
from academy.commands.progress import progress
from academy.journal.files import JournalFolder
from academy.progress import Tell


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Listener:
    """Remembers what was to be done, and what was done of it."""

    def __init__(self) -> None:
        self.heard: dict[str, tuple[int, list[int]]] = {}

    @contextmanager
    def __call__(self, label: str, length: int) -> Iterator[Tell]:
        self.heard[label] = (length, [])
        yield self.heard[label][1].append


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A database of more pages than are copied at once."""
    file = tmp_path / "large.db"
    with closing(sqlite.connect(str(file))) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE thing (content BLOB)")
        connection.executemany(
            "INSERT INTO thing VALUES (zeroblob(?))", [(40_000,) for _ in range(PAGES // 4)]
        )
        connection.commit()
    return file


def things(file: Path) -> int:
    with closing(sqlite.connect(str(file))) as connection:
        [number] = connection.execute("SELECT count(*) FROM thing").fetchone()
    return int(number)


def test_a_copy_says_how_far_it_is(large: Path, tmp_path: Path) -> None:
    listener = Listener()
    copy_database(large, tmp_path / "copy.db", listener)
    [(pages, heard)] = listener.heard.values()
    assert sum(heard) == pages
    assert len(heard) > 1


def test_a_copy_is_of_one_moment_and_ends_while_others_write(large: Path, tmp_path: Path) -> None:
    before = things(large)

    @contextmanager
    def written_to(_label: str, _length: int) -> Iterator[Tell]:
        def write(_more: int) -> None:
            with closing(sqlite.connect(str(large))) as other:
                other.execute("INSERT INTO thing VALUES ('meanwhile')")
                other.commit()

        yield write

    copy_database(large, tmp_path / "copy.db", written_to)
    assert things(tmp_path / "copy.db") == before
    assert things(large) > before


def test_reading_the_journal_says_how_far_it_is(tmp_path: Path) -> None:
    journal, listener = JournalFolder(tmp_path / "journal"), Listener()
    journal.append([{"kind": "issued", "number": number} for number in range(3)])
    [file] = journal.path.glob("*.jsonl")
    with file.open("ab") as handle:
        handle.write(b"torn")

    assert journal.damaged(listener) == 1
    assert listener.heard == {"Reading the journal": (file.stat().st_size, [38, 38, 38, 4])}


def test_somebody_at_a_terminal_sees_it() -> None:
    with redirect_stderr(Terminal()) as terminal, progress("Reading the log", 2) as tell:
        tell(1)
        tell(1)
    assert "Reading the log" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_nothing_to_do_is_no_bar() -> None:
    with redirect_stderr(Terminal()) as terminal, progress("Packing the files", 0):
        pass
    assert terminal.getvalue() == ""


def test_a_file_of_a_timer_gets_no_bars() -> None:
    with redirect_stderr(io.StringIO()) as log, progress("Reading the log", 1) as tell:
        tell(1)
    assert log.getvalue() == ""
