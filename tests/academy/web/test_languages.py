"""The languages stand in one file; what is on offer is a setting that knows them."""

import re
from pathlib import Path

import pytest
from babel import Locale

from academy.languages import CONTENT_LANGUAGES, DEFAULT, DUTCH, LANGUAGES, with_catalogue
from academy.settings import Settings, SettingsError
from tests.application import application_for_tests
from tests.client import AcademyClient
from tests.tools.pseudo import write_pseudo_catalogue
from tests.tools.translations import catalogue_paths


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_the_direction_that_the_world_knows(code: str) -> None:
    locale = Locale.parse(code)

    assert LANGUAGES[code].direction == ("rtl" if locale.text_direction == "rtl" else "ltr")


def test_what_has_a_catalogue_is_on_offer() -> None:
    there = {path.parts[-3] for path in catalogue_paths()}

    assert there == set(DEFAULT) - {DUTCH}
    assert there <= set(LANGUAGES)


def test_a_language_without_a_catalogue_is_not_on_offer(tmp_path: Path) -> None:
    write_pseudo_catalogue(tmp_path, "ar")

    assert with_catalogue(("nl", "ar", "en")) == ("nl", "en")
    assert with_catalogue(("nl", "ar", "en"), [tmp_path]) == ("nl", "ar", "en")
    assert with_catalogue(("ar",)) == ("nl",), "Dutch is always there"


def test_a_page_is_in_a_language_only_when_it_has_texts_in_it(
    tmp_path: Path, client: AcademyClient
) -> None:
    write_pseudo_catalogue(tmp_path / "texts", "ar")
    asked, address = {"languages": ("nl", "ar")}, f"sqlite:///{tmp_path / 'academy.db'}"
    without = application_for_tests(tmp_path, address, **asked)
    with_texts = application_for_tests(tmp_path, address, catalogues=(tmp_path / "texts",), **asked)

    pages = []
    for app in (without, with_texts):
        visitor = app.test_client()
        visitor.set_cookie("language", "ar", domain="localhost")
        pages.append(visitor.page("/verify"))

    assert [(page.html["lang"], page.html["dir"]) for page in pages] == [
        ("nl", "ltr"), ("ar", "rtl"),
    ]  # fmt: skip
    assert "badge" in pages[0].h1.get_text()
    assert not re.search("[a-z]", pages[1].h1.get_text())
    assert not pages[0].select(".language-switch button[lang=ar]")


def test_content_is_written_in_languages_that_screens_have() -> None:
    assert set(CONTENT_LANGUAGES) <= set(DEFAULT)
    assert DUTCH == DEFAULT[0] == CONTENT_LANGUAGES[0]


def test_a_setting_that_names_an_unknown_language_is_refused() -> None:
    given = {
        "LANGUAGES": "nl,en,xx",
        "PUBLIC_URL": "https://badges.example.nl",
        "SECRET_KEY": "s" * 32,
        "MASTER_KEY": "A" * 43,
    }

    with pytest.raises(SettingsError, match="LANGUAGES names xx"):
        Settings.from_environment(given)
    assert Settings.from_environment(given | {"LANGUAGES": "nl, ar"}).languages == ("nl", "ar")
    assert Settings.from_environment(given | {"LANGUAGES": ""}).languages == DEFAULT
    kept = Settings.from_environment(given | {"LANGUAGES": "", "CATALOGUES": "/srv/a:/srv/b"})
    assert kept.catalogues == (Path("/srv/a"), Path("/srv/b"))


def test_the_switch_offers_each_language_in_its_own_name_and_direction(
    client: AcademyClient,
) -> None:
    client.application.config["LANGUAGES"] = ("nl", "ar")
    buttons = client.page("/").select(".language-switch button")

    assert [(each["lang"], each["dir"], each.get_text(strip=True)) for each in buttons] == [
        ("nl", "ltr", "Nederlands"),
        ("ar", "rtl", "العربية"),
    ]
