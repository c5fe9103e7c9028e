"""On a database that nobody set up a command ends in a sentence, and a backup is none."""

from pathlib import Path

import pytest

from tests.application import application_for_tests


@pytest.mark.parametrize(
    "words",
    [
        ("backup", "copy.zip"), ("audit", "verify"), ("keys", "list"), ("jobs", "list"),
        ("start-code", "bea@example.nl"), ("secret", "replace"), ("journal", "catch-up"),
        ("figures", "publish"),
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


def test_anybody_computes_figures_again_from_the_source_alone(tmp_path: Path) -> None:
    """As the page with the definitions says: nobody sets up a database for that."""
    run = application_for_tests(tmp_path, f"sqlite:///{tmp_path / 'none.db'}").test_cli_runner()
    made_up = tmp_path / "badges.csv"
    made_up.write_text(run.invoke(args=("figures", "example")).output)

    answer = run.invoke(args=("figures", "compute", str(made_up)))

    assert answer.exit_code == 0, answer.output
    lines = answer.output.splitlines()
    assert lines[0] == "term,counts,region,domain,number"
    numbers = [int(line.rpartition(",")[2]) for line in lines[1:]]
    assert numbers
    assert all(number >= 10 and number % 5 == 0 for number in numbers)
