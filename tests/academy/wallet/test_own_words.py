"""Names of skills in the worker's language, the Dutch beside them, and whether they were read."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from academy.catalogue.models import SkillDomain
from academy.catalogue.palette_file import PaletteFileError
from academy.catalogue.queries import open_version
from academy.catalogue.translating import service
from academy.catalogue.translating.words import WORDS_FILE, load_words, told_of, words_in
from academy.database import db, transaction
from academy.languages import LANGUAGES
from academy.security.identity import Actor
from tests.academy.catalogue.test_keep_palette import the_actions
from tests.academy.shown import Shown
from tests.cast import AMINA, ANNA, Cast
from tests.client import AcademyClient
from tests.clock import START
from tests.statements import count_statements

CODE = "textiel-sorteren"
UNREAD = "Geen mens las deze vertaling nog na."
OPERATOR = Actor(None, "command")
OWN = ("ar", "uk", "pl", "tr", "ti", "fa")


@pytest.fixture(autouse=True)
def _palette(palette: Cast) -> None:
    """Everybody, and all skills."""


def in_language(client: AcademyClient, language: str, address: str):
    client.set_cookie("language", language)
    return client.page(address)


def read_it(client: AcademyClient, language: str, verdict: str = "good") -> None:
    """Somebody who was asked to read the language."""
    client.as_(ANNA).post("/palette/translations", data={"language": language})
    told = client.page("/palette/translations").select_one("#link-1").get_text()
    link = told[told.index("/read") :]
    client.post("/sign-out")
    page = client.page(f"{link}/{CODE}")
    assert words_in(language)["Textiel sorteren"] in page.get_text()
    client.post(f"{link}/{CODE}", data={"verdict": verdict, "words": "x" * (verdict != "good")})


def change(tmp_path: Path, content: object) -> Path:
    file = tmp_path / "words.json"
    file.write_text(json.dumps(content), "utf-8")
    return file


def load(file: Path) -> int:
    with transaction():
        return load_words(START, OPERATOR, file)


def test_all_that_the_palette_says_to_workers_has_words_in_every_language_of_theirs() -> None:
    found = db.session.scalars(select(SkillDomain))
    domains = {texts["nl"] for each in found for texts in (each.name, each.description)}
    said = {texts["nl"] for each in service.open_versions() for texts in told_of(each)} | domains

    assert [(language, text) for language in OWN for text in said - set(words_in(language))] == []
    assert {code for code in LANGUAGES if code not in ("nl", "en")} == set(OWN)


@pytest.mark.parametrize("language", OWN)
def test_the_dutch_stands_beside_it(client: AcademyClient, shown: Shown, language: str) -> None:
    badge = shown()
    words = words_in(language)["Textiel sorteren"]
    amina = client.as_(AMINA)

    for address in ("/wallet", f"/wallet/{badge.uuid}", f"/wallet/skills/{CODE}"):
        page = in_language(amina, language, address)
        name = page.select_one(":is(h1, .own-badge__name) .own-words")
        assert name.span.get_text() == words
        assert name.select_one("[lang=nl][dir=ltr]").get_text() == "(Textiel sorteren)"
        assert UNREAD in page.main.get_text()


def test_what_it_is_and_what_is_looked_at_stand_there_in_both(
    client: AcademyClient, shown: Shown
) -> None:
    badge, words = shown(), words_in("uk")
    version = badge.achievement.skill_version
    criteria = [each["text"]["nl"] for each in version.criteria]
    asked = {
        f"/wallet/{badge.uuid}": [version.told_to_worker(badge.level)["nl"], *criteria],
        f"/wallet/skills/{CODE}": [version.description["nl"], *criteria],
    }
    amina = client.as_(AMINA)

    for address, sentences in asked.items():
        told = in_language(amina, "uk", address).main.get_text()
        for dutch in sentences:
            assert words[dutch] in told
            assert f"({dutch})" in told


def test_titles_lists_and_choices_say_it_in_both(client: AcademyClient, shown: Shown) -> None:
    badge, words = shown(), words_in("ar")["Textiel sorteren"]
    both = f"{words} (Textiel sorteren)"
    amina = client.as_(AMINA)
    amina.submit("/wallet/brought/new/can", "brought", skill=CODE)
    amina.submit("/wallet/agreements/new", "agreement", skill1=CODE, due_on="2026-12-20")

    for address in (f"/wallet/{badge.uuid}", f"/wallet/skills/{CODE}"):
        assert in_language(amina, "ar", address).title.get_text().startswith(both)
    for address in ("/wallet/brought/new/can", "/wallet/agreements/new"):
        option = in_language(amina, "ar", address).select_one(f"option[value={CODE}]")
        assert option.get_text() == both
    for address in ("/wallet/brought", "/wallet/agreements", "/wallet"):
        told = in_language(amina, "ar", address).main.select(".said, .card")
        assert any(words in each.get_text() for each in told), address


def test_in_dutch_there_is_one_word(client: AcademyClient, shown: Shown) -> None:
    shown()

    page = client.as_(AMINA).page("/wallet")

    assert not page.select(".own-words")
    assert UNREAD not in page.get_text()


def test_what_somebody_agrees_to_is_there_in_dutch_too_where_nobody_checked_it(
    client: AcademyClient,
) -> None:
    amina = client.as_(AMINA)

    page = in_language(amina, "uk", "/wallet/erase")

    assert "Na die 7 dagen kan het niet terug." in [
        each.get_text() for each in page.select(".in-dutch[lang=nl]")
    ]
    assert not in_language(amina, "en", "/wallet/erase").select(".in-dutch")


def test_what_a_reader_found_good_says_nothing_more(client: AcademyClient, shown: Shown) -> None:
    badge = shown()
    read_it(client, "uk", "better")
    address = f"/wallet/{badge.uuid}"
    assert UNREAD in in_language(client.as_(AMINA), "uk", address).main.get_text()
    client.set_cookie("language", "nl")

    read_it(client, "uk")

    assert UNREAD not in in_language(client.as_(AMINA), "uk", address).main.get_text()
    assert UNREAD in in_language(client, "pl", address).main.get_text()


def test_other_words_are_read_again(client: AcademyClient, tmp_path: Path) -> None:
    read_it(client, "uk")
    version = open_version(CODE)

    assert load(change(tmp_path, {"Textiel sorteren": {"uk": "Інші слова"}})) == 1

    assert service.is_unread(version, "uk")
    assert words_in("uk")["Textiel sorteren"] == "Інші слова"
    assert the_actions()[-1] == "palette-words.loaded"


def test_another_sentence_is_read_again_too(client: AcademyClient, tmp_path: Path) -> None:
    read_it(client, "uk")
    version = open_version(CODE)
    criterion = version.criteria[0]["text"]["nl"]

    load(change(tmp_path, {criterion: {"uk": "Інші слова"}}))

    assert service.is_unread(version, "uk")


def test_loading_the_same_again_changes_nothing() -> None:
    before = the_actions()

    assert load(WORDS_FILE) == 0

    assert the_actions() == before


@pytest.mark.parametrize(
    "content",
    [
        [], {"Textiel": "x"}, {"Textiel": {"nl": "x"}}, {"Textiel": {"xx": "x"}},
        {"Textiel": {"uk": " "}}, {"Textiel": {"uk": 3}}, {"Textiel": {"uk": "x" * 401}},
    ],
    ids=["a list", "no languages", "dutch", "no language", "empty", "a number", "too long"],
)  # fmt: skip
def test_a_file_that_is_none_changes_nothing(tmp_path: Path, content: object) -> None:
    before = words_in("uk")

    with pytest.raises(PaletteFileError):
        load(change(tmp_path, content))

    assert words_in("uk") == before


def test_the_command_is_a_dry_run_without_commit(app: Flask, tmp_path: Path) -> None:
    file = change(tmp_path, {"Textiel sorteren": {"uk": "Інші слова"}})
    run = app.test_cli_runner().invoke

    told = run(args=["palette", "words", str(file)]).output
    assert "words changed: 1\nDry run" in told
    assert words_in("uk")["Textiel sorteren"] != "Інші слова"

    run(args=["palette", "words", str(file), "--commit"])
    assert words_in("uk")["Textiel sorteren"] == "Інші слова"


def test_somebody_finds_a_badge_by_its_name_in_either_language(
    client: AcademyClient, shown: Shown
) -> None:
    shown()
    client.as_(AMINA).set_cookie("language", "uk")

    for words, number in (("Сортувати", 1), ("textiel", 1), ("Прати", 0)):
        assert len(client.page(f"/wallet?q={words}").select(".own-badge")) == number


def test_words_cost_two_statements_whatever_the_number(client: AcademyClient, shown: Shown) -> None:
    shown()
    amina = client.as_(AMINA)
    in_language(amina, "nl", "/wallet")
    with count_statements() as dutch:
        amina.page("/wallet")
    in_language(amina, "uk", "/wallet")
    with count_statements() as ukrainian:
        amina.page("/wallet")

    assert len(ukrainian) <= len(dutch) + 2, ukrainian
