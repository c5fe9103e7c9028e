"""Who does not read hears what a skill is: a person, else a computer; never another language."""

import struct
from pathlib import Path

import pytest
from flask import Flask

from academy.catalogue.showing.models import Folder
from academy.dependencies import dependencies
from academy.media import speaking
from academy.privacy import sweeping
from tests.academy.catalogue.test_showing import CODE, MP4, say
from tests.cast import AMINA, ANNA, Cast
from tests.client import AcademyClient
from tests.clock import TestClock

SOUND = f"/skills/{CODE}/sound"
HEAD = r"RIFF\377\377\377\177WAVEfmt " + "." * 20 + r"data\377\377\377\177"
SPEAKS = r"""#!/bin/sh
test "$1" = --voices && { printf 'Pty Language\n 5 nl x\n 5 en-gb x\n 5 uk x\n'; exit; }
printf 'HEAD'
cat
echo
env
"""
"""Stands in for the program: in place of sound it says the text itself, and its environment."""


@pytest.fixture(autouse=True)
def _palette(cast: Cast, palette: None) -> None:
    """Everybody, and all skills."""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    folder.mkdir(exist_ok=True)
    program = folder / speaking.PROGRAM
    program.write_text(script.replace("HERE", str(folder)).replace("HEAD", HEAD), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    speaking._languages_of.cache_clear()


@pytest.fixture
def espeak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    install(tmp_path / "bin", monkeypatch, SPEAKS)
    return tmp_path / "bin"


@pytest.fixture
def no_espeak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def heard(client: AcademyClient, language: str = "nl") -> str:
    return client.get(f"{SOUND}/{language}").data[44:].decode()


@pytest.mark.usefixtures("no_espeak")
def test_without_the_program_nothing_is_offered(client: AcademyClient) -> None:
    assert not client.page(f"/skills/{CODE}").select("audio")
    assert client.get(f"{SOUND}/nl").status_code == 404


def test_a_computer_speaks_and_says_that_it_is_one(client: AcademyClient, espeak: Path) -> None:
    for address in (f"/skills/{CODE}", f"/wallet/skills/{CODE}"):
        answer = client.as_(AMINA).get(address)
        assert answer.page.select_one(".listen audio")["src"].endswith("/sound/nl")
        assert "stem van een computer" in answer.page.select_one(".listen").get_text()
        assert "media-src 'self'" in answer.headers["Content-Security-Policy"]

    assert heard(client).startswith("Textiel sorteren. Je ")


def test_a_browser_keeps_what_a_computer_says(client: AcademyClient, espeak: Path) -> None:
    answer = client.get(f"{SOUND}/nl")
    part = client.get(f"{SOUND}/nl", headers={"Range": "bytes=0-1"})

    assert answer.headers["Cache-Control"] == "private, max-age=86400"
    assert part.status_code == 206
    assert part.headers["ETag"] == answer.headers["ETag"]


def test_each_text_is_spoken_once_with_its_real_length(client: AcademyClient, espeak: Path) -> None:
    first = client.get(f"{SOUND}/nl")
    (espeak / speaking.PROGRAM).write_text("#!/bin/sh\nexit 1\n", "utf-8")
    again = client.get(f"{SOUND}/nl")

    assert first.mimetype == "audio/wav"
    assert first.data == again.data
    assert struct.unpack("<I", first.data[40:44])[0] == len(first.data) - 44


def test_it_gets_nothing_of_our_environment(client: AcademyClient, espeak: Path) -> None:
    _text, *environment = heard(client).splitlines()

    own = {"LC_CTYPE", "PWD", "SHLVL", "_", "OLDPWD"}
    assert {line.split("=")[0] for line in environment} <= own


def test_a_person_comes_before_a_computer(client: AcademyClient, espeak: Path) -> None:
    say(client.as_(ANNA), MP4)

    assert client.get(f"{SOUND}/nl").data == MP4
    assert not client.page(f"/skills/{CODE}").select(".listen p")


def test_never_in_another_language(client: AcademyClient, espeak: Path) -> None:
    """Tigrinya has no voice, and of Arabic this computer has none."""
    for language in ("ti", "ar", "xx"):
        assert client.get(f"{SOUND}/{language}").status_code == 404
        amina = client.as_(AMINA)
        amina.set_cookie("language", language if language != "xx" else "ti")
        assert not amina.page(f"/wallet/skills/{CODE}").select("audio")

    assert heard(client, "en").startswith("Sorting textiles.")
    assert heard(client, "uk").startswith("Сортувати текстиль. Ти сортуєш"), "name and description"


@pytest.mark.parametrize(
    "script",
    [
        "exit 1",
        "printf 'HEAD'",
        "printf 'nothing that is sound, but more than enough bytes of it'",
        "printf 'HEAD'; echo >HERE/written; head -c 9 HERE/written",
    ],
    ids=["fails", "says nothing", "no sound", "writes a file"],
)
def test_what_goes_wrong_is_not_there(
    client: AcademyClient,
    app: Flask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
) -> None:
    voices = 'test "$1" = --voices && { printf "Pty\\n 5 nl\\n"; exit; }'
    install(tmp_path / "bin", monkeypatch, f"#!/bin/sh\n{voices}\n{script}\n")

    assert client.get(f"{SOUND}/nl").status_code == 404
    assert not list(app.extensions["academy"].files.keys(Folder.SPOKEN))


def test_what_was_said_goes_after_a_while(
    client: AcademyClient, app: Flask, espeak: Path, clock: TestClock
) -> None:
    heard(client)
    files = dependencies().files

    sweeping.sweep(files, dependencies().clock())
    kept = list(files.keys(Folder.SPOKEN))
    clock.advance(days=200 * 365)
    sweeping.sweep(files, dependencies().clock())

    assert len(kept) == 1
    assert not list(files.keys(Folder.SPOKEN))


def test_the_check_says_what_can_be_spoken(app: Flask, espeak: Path) -> None:
    assert (
        "voice: espeak-ng speaks en, nl, uk" in app.test_cli_runner().invoke(args=["check"]).output
    )
