"""A stamp booklet for somebody without a phone: A4 to fold once, and a sheet of stickers to put in.

Each sticker has the picture of a badge and a code to check it. A booklet has twelve places; whoever
has more badges gets one more booklet, for the newest that the skills passport shows with a picture.
In Dutch or English, as that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import current_app
from flask_babel import force_locale

from academy.credentials.certificates.markup import direction
from academy.credentials.printing import print_pdf
from academy.wallet.passport.contents import Entry, Passport
from academy.wallet.passport.paper import PDF_VARIANT, codes_of, language_of_paper, pictures_of

STYLES: Final = Path(__file__).with_name("booklet.css")
PLACES: Final = 12
"""In one booklet: six on each half of the inside."""
A_SHEET: Final = 15
"""Stickers."""


@dataclass(frozen=True, slots=True)
class Booklet:
    """One folded sheet; `first` is the number of its first place."""

    number: int
    first: int


def booklet_pdf(passport: Passport) -> bytes:
    """Raises BusyError when others print, ImportError or OSError without WeasyPrint's libraries."""
    # the oldest first: a badge that comes later gets the next place, and no other moves
    entries = passport.cards[::-1]
    wish = language_of_paper()
    with force_locale(wish):
        page = current_app.jinja_env.get_template("passport/_booklet.html")
        html = page.render(
            passport=passport,
            booklets=_booklets(len(entries)),
            sheets=_sheets(entries),
            places=PLACES,
            pictures=pictures_of(entries, wish),
            codes=codes_of(entries),
            language=wish,
            direction_of=direction,
        )
    return print_pdf(html, styles=STYLES, variant=PDF_VARIANT)


def _booklets(badges: int) -> list[Booklet]:
    """As many as the badges need; without badges one to begin with."""
    number = max(1, -(-badges // PLACES))
    return [Booklet(each + 1, each * PLACES + 1) for each in range(number)]


def _sheets(entries: Sequence[Entry]) -> list[list[tuple[int, Entry]]]:
    """The stickers of each sheet, with the number of their place."""
    numbered = list(enumerate(entries, start=1))
    return [numbered[at : at + A_SHEET] for at in range(0, len(numbered), A_SHEET)]
