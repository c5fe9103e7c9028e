"""On a database that nobody set up a command ends in a sentence, and a backup is none."""

from pathlib import Path

import pytest

from tests.application import application_for_tests


@pytest.mark.parametrize(
    "words",
    [
        ("backup", "copy.zip"), ("audit", "verify"), ("keys", "list"), ("jobs", "list"),
        ("start-code", "bea@example.nl"), ("secret", "replace"), ("journal", "catch-up"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_slip_of_the_pen_in_the_address_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    app = application_for_tests(tmp_path, f"sqlite:///{tmp_path / 'acadmy.db'}")

    answer = app.test_cli_runner().invoke(args=words)

    assert answer.exit_code == 1, answer.output
    assert "This database has no tables. Is DATABASE_URL right?" in answer.output
    assert not list(tmp_path.glob("*.zip"))
