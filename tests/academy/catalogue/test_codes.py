"""Codes out of names, and numbers of versions."""

import pytest

from academy.catalogue.codes import code_of_name, next_number, parts_of_number


@pytest.mark.parametrize(("number", "after"), [("1.0", "1.1"), ("1.9", "1.10"), ("2.10", "2.11")])
def test_a_version_counts_up(number: str, after: str) -> None:
    assert next_number(number) == after


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Starten in de kringloop", "starten-in-de-kringloop"),
        ("Textiel: van zak tot rek!", "textiel-van-zak-tot-rek"),
        ("Één café", "een-cafe"),
        ("مرحبا", ""),
        ("a" * 70, "a" * 60),
    ],
)
def test_a_name_gives_a_code(name: str, code: str) -> None:
    assert code_of_name(name) == code


def test_numbers_are_compared_as_numbers() -> None:
    assert parts_of_number("1.10") > parts_of_number("1.9")
