"""Folding, so that a search forgives how people type."""

import pytest

from academy.searching import folded


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Café", "cafe"),
        ("Yıldız", "yildiz"),
        ("YILDIZ", "yildiz"),
        ("İstanbul", "istanbul"),
        ("Wałęsa", "walesa"),
        ("Jørgen Đorđević", "jorgen dordevic"),
        ("Straße", "strasse"),
        ("  veel \n spaties ", "veel spaties"),
        ("nul\x00teken", "nulteken"),
        ("كريم", "كريم"),
    ],
)
def test_letters_lose_their_marks_and_capitals(typed: str, kept: str) -> None:
    assert folded(typed) == kept


def test_several_texts_become_one_line() -> None:
    assert folded("Een", "twee") == "een twee"
