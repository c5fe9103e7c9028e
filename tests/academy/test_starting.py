"""Whatever is missing at a start is one sentence, and a demo leaves nothing behind."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from academy.commands import only_commands
from academy.database import db
from academy.settings import PROJECT, Settings, SettingsError

OWN = {
    "SECRET_KEY": "k" * 43,
    "MASTER_KEY": base64.urlsafe_b64encode(bytes(32)).decode(),
    "PUBLIC_URL": "https://badges.example.nl",
}


def command(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in {*OWN, "DEMO"}}
    return subprocess.run(
        [sys.executable, *words], cwd=PROJECT, env=clean | settings, check=False,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_help_needs_no_settings() -> None:
    told = only_commands().test_cli_runner().invoke(args=["--help"])

    assert told.exit_code == 0
    assert {"backup", "check", "setup"} <= set(told.output.split())


def test_a_demo_before_leaves_nothing_behind_for_an_installation_of_its_own(tmp_path: Path) -> None:
    folder = {"INSTANCE_PATH": str(tmp_path)}
    demo = Settings.from_environment({"DEMO": "1", **folder})
    assert demo.demo

    own = Settings.from_environment({**OWN, **folder})

    assert not own.demo
    assert own.secret_key == OWN["SECRET_KEY"]
    assert own.master_key == bytes(32)


@pytest.mark.parametrize("left_out", ["SECRET_KEY", "MASTER_KEY"])
def test_a_key_that_was_forgotten_is_not_taken_from_the_demo(tmp_path: Path, left_out: str) -> None:
    folder = {"INSTANCE_PATH": str(tmp_path)}
    Settings.from_environment({"DEMO": "1", **folder})
    given = {name: value for name, value in OWN.items() if name != left_out}

    with pytest.raises(SettingsError, match=left_out):
        Settings.from_environment({**given, **folder})


def test_every_command_after_a_demo_works_on_that_demo(tmp_path: Path) -> None:
    folder = {"INSTANCE_PATH": str(tmp_path)}
    demo = Settings.from_environment({"DEMO": "1", **folder})

    assert Settings.from_environment(folder) == demo
    without = {"DEMO": "0", "PUBLIC_URL": "http://localhost:8000"}
    assert not Settings.from_environment(without | folder).demo


def test_the_log_tells_no_names_with_a_statement_that_failed(app: Flask) -> None:
    with app.app_context():
        assert db.engine.hide_parameters


@pytest.mark.slow
class TestOneSentence:
    @pytest.mark.parametrize(
        ("address", "sentence"),
        [
            pytest.param(
                "sqlite:////no-such-folder/academy.db",
                "Cannot start. The database file /no-such-folder/academy.db cannot be opened",
                id="no folder",
            ),
            pytest.param(
                "postgresql+psycopg://academy:hidden@127.0.0.1:1/academy",
                "Cannot start. The database does not answer",
                id="away",
            ),
        ],
    )
    def test_a_database_that_cannot_be_used(self, address: str, sentence: str) -> None:
        for words in (("-m", "flask", "--app", "app", "check"), ("-m", "academy.serving")):
            told = command(*words, **OWN, DATABASE_URL=address, PORT="0")

            assert told.returncode == 1
            assert told.stderr.startswith(sentence)
            assert told.stderr.count("\n") == 1
            assert "hidden" not in told.stderr

    def test_no_settings_at_all(self, tmp_path: Path) -> None:
        told = command("-m", "flask", "--app", "app", "check", INSTANCE_PATH=str(tmp_path))

        assert told.returncode == 1
        assert told.stderr.startswith("Cannot start. SECRET_KEY must be")

    def test_help_of_a_command_without_settings(self, tmp_path: Path) -> None:
        told = command("-m", "flask", "--app", "app", "jobs", "--help", INSTANCE_PATH=str(tmp_path))

        assert told.returncode == 0, told.stderr
        assert "work" in told.stdout

    def test_nowhere_to_keep_a_body(self, tmp_path: Path) -> None:
        """As where /dev/shm or /tmp cannot be written."""
        script = (
            "import sys, tempfile; from academy.serving import __main__ as it;"
            "tempfile._candidate_tempdir_list = lambda: ['/no-such-folder'];"
            "sys.exit(it.main([]))"
        )
        told = command("-c", script, **OWN, PORT="0")

        assert told.returncode == 1
        assert told.stderr.startswith("The web server cannot start: ")
        assert told.stderr.count("\n") == 1
