"""The languages stand in one file; what is on offer is a setting that knows them."""

import pytest
from babel import Locale

from academy.languages import CONTENT_LANGUAGES, DEFAULT, DUTCH, LANGUAGES
from academy.settings import Settings, SettingsError
from tests.client import AcademyClient
from tests.tools.translations import COMPLETE, catalogue_paths


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_the_direction_that_the_world_knows(code: str) -> None:
    locale = Locale.parse(code)

    assert LANGUAGES[code].direction == ("rtl" if locale.text_direction == "rtl" else "ltr")


def test_every_complete_language_but_the_source_has_a_catalogue() -> None:
    there = {path.parts[-3] for path in catalogue_paths()}

    assert set(COMPLETE) == set(DEFAULT) - {DUTCH}
    assert set(COMPLETE) <= there <= set(LANGUAGES)


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


def test_the_switch_offers_each_language_in_its_own_name_and_direction(
    client: AcademyClient,
) -> None:
    client.application.config["LANGUAGES"] = ("nl", "ar")
    buttons = client.page("/").select(".language-switch button")

    assert [(each["lang"], each["dir"], each.get_text(strip=True)) for each in buttons] == [
        ("nl", "ltr", "Nederlands"),
        ("ar", "rtl", "العربية"),
    ]
