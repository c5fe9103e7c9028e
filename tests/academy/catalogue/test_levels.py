"""The words of the levels: those of today in one place, those of a badge in its version."""

import json
import re

import pytest
from flask import Flask
from flask_babel import force_locale

from academy.catalogue.levels import EARNED, FIRST_WORDS, HIGHEST, Level
from academy.catalogue.models import name_of_level
from academy.catalogue.palette_file import PALETTE_FILE
from academy.settings import PROJECT

TODAY = ["Kan de basis", "Zelfstandig", "Legt het anderen uit"]
SIGNED = ["Met hulp", "Zelfstandig", "Kan het anderen leren"]
"""As the first badges have it. Badges of years ago say this, and what they point to has to."""


def test_every_level_has_a_title_and_a_meaning(app: Flask) -> None:
    with app.test_request_context(), force_locale("nl"):
        assert [str(level.title) for level in Level] == ["Nog niet", *TODAY]
        assert all(str(level.meaning).endswith(".") for level in Level)
    with app.test_request_context(), force_locale("en"):
        assert str(Level.EXPLAINS.title) == "Explains it to others"


def test_a_level_gives_a_badge_unless_it_is_not_yet() -> None:
    assert EARNED == (1, 2, 3)
    assert max(Level) == HIGHEST
    assert set(Level) - set(EARNED) == {Level.NOT_YET}


def test_what_was_signed_first_stays_word_for_word() -> None:
    first = [{"level": 1}, {"level": 2}, {"level": 3}]

    assert [name_of_level(first, level)["nl"] for level in EARNED] == SIGNED
    with pytest.raises(StopIteration):
        name_of_level(first, Level.NOT_YET)


def test_a_version_names_its_levels_in_words_of_its_own() -> None:
    own = {"nl": "Weet ervan", "en": "Knows of it"}

    assert name_of_level([{"level": 1, "name": own}], 1) == own


def test_the_palette_file_names_the_levels_as_the_pages_do(app: Flask) -> None:
    scale = json.loads(PALETTE_FILE.read_text(encoding="utf-8"))["level_scale"]

    for language in ("nl", "en"):
        with app.test_request_context(), force_locale(language):
            named = {each["level"]: each["name"][language] for each in scale}
            assert named == {level: str(level.title) for level in EARNED}


def test_no_other_file_spells_a_level_out() -> None:
    """Choosing new words is work on one file, and on the palette."""
    words = sorted({*TODAY, *(words["nl"] for words in FIRST_WORDS.values())})
    spelled = re.compile(f"[\"'](?:{'|'.join(words)})[\"']")
    files = [*PROJECT.glob("academy/**/*.py"), *PROJECT.glob("templates/**/*.html")]
    spelling = [
        str(file.relative_to(PROJECT))
        for file in files
        if spelled.search(file.read_text(encoding="utf-8"))
    ]

    assert spelling == ["academy/catalogue/levels.py"]
