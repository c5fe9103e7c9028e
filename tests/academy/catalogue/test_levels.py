"""The words of the levels: one place to choose new ones, and none of it touches what is signed."""

import json
import re

import pytest
from flask import Flask
from flask_babel import force_locale

from academy.catalogue.levels import EARNED, HIGHEST, Level
from academy.catalogue.loading import PALETTE_FILE
from academy.settings import PROJECT

SIGNED = ["Met hulp", "Zelfstandig", "Kan het anderen leren"]
"""As the first badges have it. Badges of years ago say this, and what they point to has to."""


def test_every_level_has_a_title_and_a_meaning(app: Flask) -> None:
    with app.test_request_context(), force_locale("nl"):
        assert [str(level.title) for level in Level] == ["Nog niet", *SIGNED]
        assert all(str(level.meaning).endswith(".") for level in Level)
    with app.test_request_context(), force_locale("en"):
        assert str(Level.TEACHES.title) == "Can teach others"


def test_a_level_gives_a_badge_unless_it_is_not_yet() -> None:
    assert EARNED == (1, 2, 3)
    assert max(Level) == HIGHEST
    assert set(Level) - set(EARNED) == {Level.NOT_YET}


def test_what_is_signed_stays_word_for_word() -> None:
    assert [level.signed for level in EARNED] == SIGNED
    with pytest.raises(KeyError):
        _ = Level.NOT_YET.signed


def test_the_palette_file_names_the_levels_alike() -> None:
    scale = json.loads(PALETTE_FILE.read_text(encoding="utf-8"))["level_scale"]

    assert {each["level"]: each["name"] for each in scale} == {
        level: {language: level.printed(language) for language in ("nl", "en")} for level in EARNED
    }


def test_no_other_file_spells_a_level_out() -> None:
    """Choosing new words is work on one file."""
    spelled = re.compile(f"[\"'](?:{'|'.join(SIGNED)})[\"']")
    files = [*PROJECT.glob("academy/**/*.py"), *PROJECT.glob("templates/**/*.html")]
    spelling = [
        str(file.relative_to(PROJECT))
        for file in files
        if spelled.search(file.read_text(encoding="utf-8"))
    ]

    assert spelling == ["academy/catalogue/levels.py"]
