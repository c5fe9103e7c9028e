"""What a check says, in the language of the page: its sentence, filled in.

What a placeholder is filled with is put into the language of the page too.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache

from flask_babel import format_decimal
from flask_babel import gettext as _

from academy.verification.check_words import SENTENCES
from academy.verification.file_words import DAMAGES
from academy.web.filters import day
from academy.web.locale import language
from badges.verifying import Check

MEMBER = re.compile(r"/credentialSubject/verifiableCredential/(\d+)")
"""Where a check of a collection points when it is about one of its badges."""
SPOT = re.compile(r"line (\d+), column (\d+)")


def sentence(check: Check) -> str:
    """What a check says, in the language of the page; in English if the code is new here."""
    if check.code not in SENTENCES:
        return check.message
    said = _filled(check.code, check.values)
    member = MEMBER.match(check.place) if check.text else None
    if member is None:
        return said
    return _filled("member", {"number": str(int(member[1]) + 1), "message": said})


def _filled(code: str, values: Mapping[str, str]) -> str:
    words = {name: _said(name, value) for name, value in values.items()}
    return _text(code, language()).format_map(words)


@lru_cache(maxsize=1024)
def _text(code: str, _language: str) -> str:
    """Most reports say the same few sentences."""
    return str(SENTENCES[code])


def _said(name: str, value: str) -> str:
    say = WORDS.get(name)
    return say(value) if say else value


def _moment(value: str) -> str:
    return day(datetime.fromisoformat(value))


def _number(value: str) -> str:
    return str(format_decimal(int(value.replace(",", ""))))


def _spot(value: str) -> str:
    found = SPOT.fullmatch(value)
    if found is None:
        return str(_("het begin"))
    return str(_("regel %(line)s, plek %(column)s", line=found[1], column=found[2]))


def _damage(value: str) -> str:
    return str(DAMAGES.get(value, value))


WORDS: Mapping[str, Callable[[str], str]] = {
    "moment": _moment,
    "limit": _number,
    "spot": _spot,
    "problem": _damage,
}
"""How the values of a check are put into words, by the name of the placeholder."""
