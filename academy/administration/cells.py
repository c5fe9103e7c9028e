"""What can be wrong with a cell of a list of people: one room for pasted lines and for imports.

Pure, and in codes: a list is read by a process that has no language. `said` has the words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import LazyString, lazy_gettext

from academy.administration.pasting import Column
from academy.credentials.certificates.letters import cannot_be_set, is_latin
from academy.web.forms import is_hidden, says_nothing

LONGEST_NAME = 60
LONGEST_NUMBER = 20
ERROR_OF_EXCEL = re.compile(
    r"#(?:N/[AB]|[A-Z]+[!?]|(?:DIV|DEEL)/0!|#+)|-?\d(?:[.,]\d+)?E[+-]\d+", re.IGNORECASE
)
"""What a spreadsheet saves in place of what it could not work out, show or keep: #N/A is #N/B in
Dutch, a column that is too narrow is ####, and a long number 1,23457E+14."""

MONTHS = "jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec"
DAY_OF_EXCEL = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9:]+)?"
    rf"|[0-9]{{1,2}}-(?:{MONTHS})(?:-[0-9]{{2,4}})?|(?:{MONTHS})-[0-9]{{2,4}}",
    re.IGNORECASE,
)
"""What it makes of a number that looks like one: of 3-5 the third of May, shown as 3-mei."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and in which column."""

    code: str
    column: Column
    values: Mapping[str, Any] = field(default_factory=dict)


WORDS: Mapping[str, LazyString] = {
    "name-missing": lazy_gettext("Vul een naam in."),
    "hidden-signs": lazy_gettext("Haal de onzichtbare tekens weg. Typ de tekst opnieuw."),
    "error-of-excel": lazy_gettext("Hier staat een fout van Excel. Typ wat er moet staan."),
    "day-of-excel": lazy_gettext("Excel maakte een dag van dit nummer. Typ het nummer."),
    "name-too-long": lazy_gettext("Maak de naam korter. Er passen %(most)s tekens."),
    "number-too-long": lazy_gettext("Maak het nummer korter. Er passen %(most)s tekens."),
    "letters-not-on-paper": lazy_gettext(
        "Deze letters komen niet op papier. Zet de naam erachter in onze letters."
    ),
    "latin-is-not-latin": lazy_gettext("Schrijf de naam hier met letters als a, b en c."),
    "latin-not-needed": lazy_gettext("Laat dit leeg. De naam staat al in onze letters."),
}


def said(fault: Fault) -> str:
    """The sentence for a person."""
    return str(WORDS[fault.code]) % dict(fault.values)


def fault_of(name: str, staff_number: str, latin_name: str) -> Fault | None:
    """The first thing that is wrong with these cells."""
    return (
        _fault_of_name(name)
        or _fault_of_number(staff_number)
        or _fault_of_letters(name, latin_name)
    )


def _fault_of_name(name: str) -> Fault | None:
    if says_nothing(name):
        return Fault("name-missing", Column.NAME)
    if _hides(name):
        return Fault("hidden-signs", Column.NAME)
    if ERROR_OF_EXCEL.fullmatch(name):
        return Fault("error-of-excel", Column.NAME)
    return _too_long(name, Column.NAME)


def _fault_of_number(staff_number: str) -> Fault | None:
    if _hides(staff_number):
        return Fault("hidden-signs", Column.NUMBER)
    if ERROR_OF_EXCEL.fullmatch(staff_number):
        return Fault("error-of-excel", Column.NUMBER)
    if DAY_OF_EXCEL.fullmatch(staff_number):
        return Fault("day-of-excel", Column.NUMBER)
    if len(staff_number) > LONGEST_NUMBER:
        return Fault("number-too-long", Column.NUMBER, {"most": LONGEST_NUMBER})
    return None


def _fault_of_letters(name: str, latin_name: str) -> Fault | None:
    """As the form for one person tells it (`latin_names`), in words for a list."""
    if _hides(latin_name):
        return Fault("hidden-signs", Column.LATIN)
    if latin_name and not is_latin(latin_name):
        return Fault("latin-is-not-latin", Column.LATIN)
    if latin_name and is_latin(name):
        return Fault("latin-not-needed", Column.LATIN)
    if not latin_name and cannot_be_set(name):
        return Fault("letters-not-on-paper", Column.LATIN)
    return _too_long(latin_name, Column.LATIN)


def _too_long(name: str, column: Column) -> Fault | None:
    if len(name) > LONGEST_NAME:
        return Fault("name-too-long", column, {"most": LONGEST_NAME})
    return None


def _hides(text: str) -> bool:
    return any(is_hidden(sign) for sign in text)
