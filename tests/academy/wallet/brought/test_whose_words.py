"""Own words come along in a file of everything of oneself, of any version; never another's."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from academy.wallet.elsewhere import layout
from academy.wallet.elsewhere.kept import STEP, part_of
from academy.wallet.elsewhere.rules import come_along
from tests.academy.verification.conftest import elsewhere
from tests.academy.wallet.brought.test_taking import COOK, FORKLIFT, data_of, kept
from tests.academy.wallet.elsewhere.test_bringing import bring, foreign
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, GORAN

if TYPE_CHECKING:
    from tests.academy.shown import Shown
    from tests.academy.wallet.elsewhere.test_bringing import Bring
    from tests.client import AcademyClient

__all__ = ["bring", "elsewhere"]

LEFT_OUT = "Wat iemand in dit bestand zelf vertelde, bewaarden we niet."


def packed(*badges: bytes, data: str | None = None, own_words: object = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for number, each in enumerate(badges):
            made.writestr(f"{layout.BADGES}/{number}/badge.json", each)
        if own_words is not None:
            made.writestr(layout.OWN_WORDS, json.dumps(own_words))
        if data is not None:
            made.writestr(layout.DATA, data)
    return buffer.getvalue()


def words() -> list[str]:
    return [each.words for each in kept()]


def test_a_file_of_an_earlier_version_kept_them_among_its_data(
    bring: Bring, amina: AcademyClient
) -> None:
    data = data_of(AMINA.name, badges=[{"uuid": "x"}], said_by_oneself=[COOK, FORKLIFT], shares=[])

    answer = bring(packed(foreign(name=AMINA.name), data=data))

    assert "2 dingen die je zelf vertelde, zijn bewaard." in text_of(amina.page(answer.location))
    assert words() == ["Kok", "Heftruck"]


def test_however_much_stands_before_them(bring: Bring) -> None:
    """Every file that was brought there does."""
    bring(packed(data=data_of(AMINA.name, badges=["x" * 3_000_000], said_by_oneself=[FORKLIFT])))
    assert words() == ["Heftruck"]


def test_they_are_found_wherever_the_file_is_cut_while_it_is_read() -> None:
    """The name of the part stands before, over and behind the cut."""
    bare = len(data_of("", badges=[""]))
    for size in range(STEP - bare - 30, STEP - bare + 30):
        data = data_of("", badges=["x" * size], said_by_oneself=[size])
        with zipfile.ZipFile(io.BytesIO(packed(data=data))) as file:
            assert part_of(file, file.getinfo(layout.DATA), "said_by_oneself") == [size]


def test_the_file_of_their_own_goes_before_what_stands_among_the_data(bring: Bring) -> None:
    data = data_of(AMINA.name, said_by_oneself=[FORKLIFT])
    bring(packed(data=data, own_words=[COOK]))
    assert words() == ["Kok"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("geen JSON", id="no JSON"),
        pytest.param("", id="nothing"),
        pytest.param('{\n  "said_by_oneself": ' + "[" * 100_000, id="brackets without end"),
        pytest.param('{\n  "said_by_oneself": {"kind": "work"}\n}', id="no list"),
        pytest.param('{\n  "said_by_oneself": "[', id="half a text"),
        pytest.param('{\n  "person": []\n}', id="no person"),
        pytest.param('{\n  "person": {"name": ["Amina"]}\n}', id="a name that is none"),
    ],
)
def test_strange_data_bring_nothing_and_the_badge_comes_in(
    bring: Bring, amina: AcademyClient, data: str
) -> None:
    answer = bring(packed(foreign(name=AMINA.name), data=data))
    assert "1 badge is bewaard." in text_of(amina.page(answer.location))
    assert kept() == []


def test_words_of_a_stranger_stay_out_and_that_is_told(bring: Bring, amina: AcademyClient) -> None:
    file = packed(foreign(name=GORAN.name), data=data_of(GORAN.name), own_words=[COOK])

    answer = bring(file)

    text = text_of(amina.page(answer.location))
    assert LEFT_OUT in text
    assert "Zeg dat eerst bij je badges." in text
    assert kept() == []


def test_a_stranger_from_here_is_not_told_to_say_that_their_badges_are_the_own_ones(
    bring: Bring, amina: AcademyClient, shown: Shown
) -> None:
    """They were given to somebody else here, and no yes changes that."""
    answer = bring(packed(shown(GORAN).document, data=data_of(GORAN.name), own_words=[COOK]))

    text = text_of(amina.page(answer.location))
    assert LEFT_OUT in text
    assert "1 badge had je al, of kan niet." in text
    assert "Is het van jou?" not in text
    assert "zijn bewaard" not in text, "nothing was kept"
    assert kept() == []


def test_once_somebody_says_that_the_badges_are_the_own_ones_the_words_are_too(
    bring: Bring, amina: AcademyClient
) -> None:
    """Who has another name since."""
    file = packed(foreign(name="Amina Anders"), data=data_of("Amina Anders"), own_words=[COOK])
    bring(file)
    assert kept() == []
    amina.post("/wallet/elsewhere/confirm-all")

    bring(file)

    assert words() == ["Kok"]


def test_without_badges_the_name_says_whose_they_are(bring: Bring, amina: AcademyClient) -> None:
    answer = bring(packed(data=data_of(GORAN.name), own_words=[COOK]))
    assert answer.location == "/wallet/brought"
    text = text_of(amina.page(answer.location))
    assert LEFT_OUT in text
    assert "Vertel het dan hier zelf." in text
    bring(packed(own_words=[COOK]))
    assert kept() == [], "a file that says nothing of whose it is"

    bring(packed(data=data_of(AMINA.name.upper()), own_words=[COOK]))

    assert words() == ["Kok"]


def test_badges_that_name_nobody_leave_it_to_the_name_of_the_file(bring: Bring) -> None:
    bring(packed(foreign(1), data=data_of(GORAN.name), own_words=[COOK]))
    assert kept() == []
    bring(packed(foreign(1), data=data_of(AMINA.name), own_words=[COOK]))
    assert words() == ["Kok"]


@pytest.mark.parametrize(("whose", "expected"), [(AMINA, ["Kok"]), (GORAN, [])])
def test_badges_of_this_platform_say_to_whom_they_were_given(
    bring: Bring, shown: Shown, whose: object, expected: list[str]
) -> None:
    mine, theirs = shown(), shown(GORAN)
    badge = mine if whose is AMINA else theirs

    bring(packed(badge.document, data=data_of("Iemand Anders"), own_words=[COOK]))

    assert words() == expected


@pytest.mark.parametrize(
    ("theirs", "is_named", "expected"),
    [
        ([], False, False),
        ([], True, True),
        ([None], True, True),
        ([None], False, False),
        ([True, None], False, True),
        ([True, False], True, False),
        ([False], True, False),
    ],
)
def test_one_badge_of_somebody_else_makes_it_a_file_of_somebody_else(
    theirs: list[bool | None], is_named: bool, expected: bool
) -> None:
    assert come_along(theirs, is_named=is_named) is expected
