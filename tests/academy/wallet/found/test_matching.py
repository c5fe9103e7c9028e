"""Whose a file is, by its name or by a list."""

import pytest

from academy.errors import InvalidInputError
from academy.wallet.found.matching import Owners

NUMBERS = {"12": 1, "k7": 2, "122024": 3}


@pytest.mark.parametrize(
    ("file", "owner"),
    [
        ("12.png", 1),
        ("12 heftruck.png", 1),
        ("12_heftruck.png", 1),
        ("map/K-7.heftruck.svg", 2),
        ("k 7.json", 2),
        ("122024.json", 3),
    ],
)
def test_a_name_begins_with_the_number(file: str, owner: int) -> None:
    assert Owners(NUMBERS, [], [file]).owner(file) == owner


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("12-2024.png", "number-unclear"),
        ("123.png", "number-unknown"),
        ("12a.png", "number-unknown"),
        ("heftruck 12.png", "number-unknown"),
        ("\u202e.png", "number-unknown"),
        (".png", "number-unknown"),
    ],
)
def test_what_may_be_of_another_is_nobodys(file: str, code: str) -> None:
    with pytest.raises(InvalidInputError, match=code):
        Owners(NUMBERS, [], [file]).owner(file)


def test_a_list_goes_before_the_name_and_one_name_in_two_folders_needs_its_folder() -> None:
    files = ["a/badge.png", "b/badge.png", "12 lassen.png"]
    rows = [["badge.png", "12"], ["B/Badge.png", "k-7"], ["12 lassen.png", "99"], ["los"], []]
    owners = Owners(NUMBERS, rows, files)
    assert owners.owner("b/badge.png") == 2
    for file in ("a/badge.png", "12 lassen.png"):
        with pytest.raises(InvalidInputError, match="number-unknown"):
            owners.owner(file)
