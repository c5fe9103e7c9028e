"""While somebody else has the database open for writing, a command ends in a sentence."""

from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from academy import patience
from academy.commands.held import HELD
from tests.application import application_for_tests, migrate_database


@pytest.mark.parametrize("is_new", [True, False], ids=["db upgrade", "move-database"])
def test_it_says_who_has_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_new: bool
) -> None:
    file = tmp_path / "academy.db"
    if not is_new:
        migrate_database(tmp_path, f"sqlite:///{file}")
    monkeypatch.setattr(patience, "OF_A_COMMAND", 0.1)
    app = application_for_tests(tmp_path, f"sqlite:///{file}")
    words = ["db", "upgrade"] if is_new else ["move-database", f"sqlite:///{tmp_path}/other.db"]
    other = sqlite.connect(file, isolation_level=None)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("BEGIN IMMEDIATE")

    told = app.test_cli_runner().invoke(args=words)
    other.close()

    assert (told.exit_code, told.output) == (1, f"Error: {HELD}\n")
