"""The guide for operators names what there is; `make rehearse` finds out whether it works."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from click import Command, Context, Group

from academy.commands import COMMANDS
from tests.tools.rehearsal.guide import Seen, Step, steps, with_record

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "operations.md").read_text("utf-8")
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
GIVEN = sorted(
    {
        line.strip().replace('"$newest"', __file__)
        for step in steps(GUIDE)
        for line in step.commands.replace("\\\n", " ").splitlines()
        if line.startswith("deploy/academy ")
    }
)


def test_the_guide_has_steps_of_every_kind() -> None:
    found = list(steps(GUIDE))
    assert {step.deed for step in found} == {"", "save", "caddy", "lose"}
    assert {step.heading for step in found} >= {"Install", "Back up", "Restore", "Keys", "Move"}
    assert any(step.needs_network for step in found)


@pytest.mark.parametrize("line", GIVEN)
def test_every_command_of_the_guide_exists_with_its_options(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEW_MASTER_KEY", "set by the line before")
    words = shlex.split(line)[1:]
    if words[0] == "db":  # of Flask-Migrate
        return
    command: Command = Group(commands=list(COMMANDS))
    while isinstance(command, Group):
        command = command.commands[words.pop(0)]
    command.make_context("guide", words, resilient_parsing=False, parent=Context(command))


def test_every_unit_of_the_guide_is_there_and_the_other_way_round() -> None:
    named = set(re.findall(r"academy-[a-z]+", GUIDE)) - {"academy-admin", "academy-email"}
    assert named == {unit.stem for unit in UNITS}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_services_run_as_their_user_and_write_where_they_may(unit: Path) -> None:
    text = unit.read_text("utf-8")
    if unit.suffix == ".service":
        for line in ("User=academy", "EnvironmentFile=/etc/academy.env", "UMask=0077",
                     "ProtectSystem=strict", "StateDirectory=academy"):  # fmt: skip
            assert f"\n{line}\n" in text, f"{unit.name} lacks {line}"


def test_the_wrapper_is_plain_shell_and_refuses_without_settings(tmp_path: Path) -> None:
    script = ROOT / "deploy" / "academy"
    subprocess.run(["dash", "-n", str(script)], check=True)
    environment = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "ACADEMY_SETTINGS": str(tmp_path / "no"),
    }
    done = subprocess.run(
        [str(script), "check"], env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith(("Only root may become academy", f"There is no {tmp_path}/no"))
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")
def test_the_wrapper_reads_settings_as_systemd_does(tmp_path: Path) -> None:
    """Quotes, spaces around and the line ends of another system are no part of a value."""
    told = with_settings(
        tmp_path,
        "# a comment\n; another\n\n"
        "  PUBLIC_URL=\"https://badges.example.nl\"  \r\nMAIL_FROM='badges@example.nl'",
    )
    assert told.startswith("Cannot start. SECRET_KEY must be at least 32 random characters.")
    assert "PUBLIC_URL" not in told
    assert "MAIL_FROM" not in told


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")
def test_a_line_that_is_no_setting_is_named_without_what_it_holds(tmp_path: Path) -> None:
    for line in ("PORT = 8000", "SECRET_KEY", "=x", "8=x"):
        told = with_settings(tmp_path, f"PORT=8000\n{line}\n")
        assert told == f"Line 2 of {tmp_path / 'env'} is no NAME=value.\n", line


def with_settings(folder: Path, content: str) -> str:
    """What the wrapper says about these."""
    settings = folder / "env"
    settings.write_text(content, encoding="utf-8", newline="")
    environment = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "ACADEMY_USER": "root",
        "ACADEMY_SETTINGS": str(settings), "INSTANCE_PATH": str(folder),
    }  # fmt: skip
    done = subprocess.run(
        [str(ROOT / "deploy" / "academy"), "check"], env=environment, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    return done.stderr


def test_the_record_takes_the_place_of_the_one_before() -> None:
    seen = [
        Seen(Step("Install", "make a|b\nmore\n"), 61.4, "first\nlast | word\n\n"),
        Seen(Step("Install", deed="save"), 0.2, ""),
    ]
    once = with_record(GUIDE, seen)
    assert "| Install | `make a\\|b` | 61 | last \\| word |\n|  | *save* | 0 |  |\n" in once
    assert with_record(once, seen) == once
    assert list(steps(once)) == list(steps(GUIDE))
