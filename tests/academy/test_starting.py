"""Whatever is missing at a start is one sentence, and a demo leaves nothing behind."""

import base64
import os
import subprocess
import sys
import uuid
from pathlib import Path
from traceback import format_exception

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from academy.access.models import Account
from academy.commands import only_commands
from academy.database import db
from academy.settings import PROJECT, Settings, SettingsError
from tests.application import application_for_tests, migrate_database
from tests.cast import AMINA, a_card, a_person
from tests.statements import count_statements

OWN_SECRET = "for-tests-only-" + "x" * 32

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


@pytest.mark.parametrize("address", ["sqlite:///academy.db", "sqlite:///./a.db", "sqlite://"])
def test_half_a_path_is_no_database(tmp_path: Path, address: str) -> None:
    """It would be another file in each folder from which a command is given."""
    given = {**OWN, "INSTANCE_PATH": str(tmp_path), "DATABASE_URL": address}
    with pytest.raises(SettingsError, match="with a whole path"):
        Settings.from_environment(given)


def test_settings_of_somebody_else_are_one_sentence(tmp_path: Path) -> None:
    in_the_way = tmp_path / "instance"
    in_the_way.mkdir()
    (in_the_way / "local.env").mkdir()
    with pytest.raises(SettingsError, match=r"local\.env cannot be used \(Is a directory\)"):
        Settings.from_environment({"INSTANCE_PATH": str(in_the_way)})


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


@pytest.mark.usefixtures("db_session")
def test_the_log_tells_no_names_with_a_statement_that_failed() -> None:
    people = [a_person(name, uuid=uuid.uuid4()) for name in ("Bea", "Jan")]
    db.session.flush()
    db.session.add_all(Account(person_id=each.id, email="taken@example.nl") for each in people)
    with pytest.raises(IntegrityError) as refused:
        db.session.flush()
    db.session.rollback()
    told = "".join(format_exception(refused.value))
    assert "taken@example.nl" not in told
    assert "account" in told, "and still tells what was wrong"


def test_what_is_no_database_is_named_with_the_other_problems() -> None:
    given = {**OWN, "DATABASE_URL": "postgresql://academy@/academy", "COOKIE_KEY": "short"}

    with pytest.raises(SettingsError) as told:
        Settings.from_environment(given)

    assert "DATABASE_URL must be sqlite:/// with a whole path" in str(told.value)
    assert "COOKIE_KEY must be at least 32" in str(told.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "https://[bad"),
        ("PUBLIC_URL", "https://badges.example.nl:port"),
        ("PUBLIC_URL", "https://badges.example.nl?from=mail"),
        ("PUBLIC_URL", "https://badges.example.nl#top"),
        ("PUBLIC_URL", "https://somebody@badges.example.nl"),
        ("PUBLIC_URL", "https://badges example.nl"),
        ("DATABASE_URL", "postgresql+psycopg://academy@localhost:port/academy"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite://elsewhere/academy.db"),
        ("JOURNAL_URL", "file:"),
        ("JOURNAL_URL", "file://elsewhere/journal"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} must be"):
        Settings.from_environment({**OWN, name: value})


def test_a_demo_that_others_cannot_find_is_refused(tmp_path: Path) -> None:
    given = {"DEMO": "1", "DEMO_URL": "http://[bad", "INSTANCE_PATH": str(tmp_path)}
    with pytest.raises(SettingsError, match="DEMO_URL must be like"):
        Settings.from_environment(given)


def test_cookies_can_have_a_key_of_their_own(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'academy.db'}"
    assert application_for_tests(tmp_path, url).secret_key == OWN_SECRET
    assert application_for_tests(tmp_path, url, cookie_key="c" * 43).secret_key == "c" * 43


def test_the_database_and_what_lies_beside_it_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    folder.mkdir()
    before = os.umask(0o022)
    try:
        migrate_database(folder, f"sqlite:///{folder / 'academy.db'}")
    finally:
        os.umask(before)

    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes.pop("files") == 0o700
    assert "academy.db" in modes
    assert set(modes.values()) == {0o600}


@pytest.mark.usefixtures("cast")
class TestAnotherSecretKey:
    def test_is_noticed_at_the_start(self, app: Flask, tmp_path: Path, database) -> None:
        a_card(AMINA.row)
        db.session.commit()

        with pytest.raises(SettingsError, match="SECRET_KEY is another one than cards, PINs"):
            application_for_tests(tmp_path, database.url, secret_key="another" * 6)

        assert application_for_tests(tmp_path, database.url)
        new = {"secret_key": "another" * 6, "secret_is_new": True}
        assert application_for_tests(tmp_path, database.url, **new)

    def test_is_new_only_when_somebody_says_so(self) -> None:
        assert not Settings.from_environment(OWN).secret_is_new
        assert Settings.from_environment({**OWN, "NEW_SECRET_KEY": "yes"}).secret_is_new

    def test_is_asked_for_by_columns_of_the_first_release(
        self, app: Flask, tmp_path: Path, database
    ) -> None:
        """For it is asked before a database of an earlier release is brought up to date."""
        with count_statements() as statements:
            application_for_tests(tmp_path, database.url)

        asked = [each for each in statements if "FROM paper_copy" in each or "FROM card" in each]
        columns = {
            column.strip().rpartition(".")[2]
            for each in asked
            for column in each.partition("FROM")[0].removeprefix("SELECT").split(",")
        }
        assert columns == {"uuid", "code_hash"}

    def test_hurts_nobody_as_long_as_no_card_was_given_out(
        self, app: Flask, tmp_path: Path, database
    ) -> None:
        assert application_for_tests(tmp_path, database.url, secret_key="another" * 6)


@pytest.mark.slow
class TestOneSentence:
    @pytest.mark.parametrize(
        ("words", "address", "sentence"),
        [
            pytest.param(
                ("-m", "flask", "--app", "app", "check"),
                "sqlite:////no-such-folder/academy.db",
                "Cannot start. The database file /no-such-folder/academy.db cannot be opened",
                id="no folder, for a command",
            ),
            pytest.param(
                ("-m", "academy.serving"),
                "postgresql+psycopg://academy:hidden@127.0.0.1:1/academy",
                "Cannot start. The database does not answer",
                id="away, for the web server",
            ),
        ],
    )
    def test_a_database_that_cannot_be_used(
        self, words: tuple[str, ...], address: str, sentence: str
    ) -> None:
        told = command(*words, **OWN, DATABASE_URL=address, PORT="0")

        assert told.returncode == 1
        assert told.stderr.startswith(sentence)
        assert told.stderr.count("\n") == 1
        assert "hidden" not in told.stderr

    def test_a_database_file_that_holds_something_else(self, tmp_path: Path) -> None:
        file = tmp_path / "academy.db"
        file.write_bytes(b"a photo" * 200)
        told = command(
            "-m", "flask", "--app", "app", "check", **OWN, DATABASE_URL=f"sqlite:///{file}"
        )

        assert told.returncode == 1
        assert f"{file} cannot be opened (file is not a database)" in told.stderr
        assert told.stderr.count("\n") == 1

    def test_nowhere_to_keep_files(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        told = command(
            "-m", "flask", "--app", "app", "check", **OWN,
            STORAGE_URL=f"file://{tmp_path}/file/files", DATABASE_URL=f"sqlite:///{tmp_path}/a.db",
        )  # fmt: skip

        assert told.returncode == 1
        assert told.stderr.startswith("Cannot start. Files cannot be kept at STORAGE_URL=")
        assert told.stderr.count("\n") == 1

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
