"""The languages of the platform: code, own name and direction, all in one place.

Dutch is the source of every text, so it has no catalogue; another language is on offer when it has
one, in `academy/translations` or in a folder of the installation (`CATALOGUES`). A language of
workers has the texts of their pages only, and is on offer there. Which of them people can choose is
a setting (`LANGUAGES`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language that screens can be in."""

    code: str
    """As in BCP 47, and the name of the folder of its catalogue."""
    name: str
    """As its speakers write it."""
    direction: Direction = "ltr"
    is_checked: bool = False
    """Somebody who speaks it read its texts; where nobody did, the page says so."""


DUTCH: Final = "nl"
"""The source: what there is no other text for is shown in it."""
LANGUAGES: Final = {
    language.code: language
    for language in (
        Language(code=DUTCH, name="Nederlands", is_checked=True),
        Language(code="en", name="English", is_checked=True),
        Language(code="ar", name="العربية", direction="rtl"),
        Language(code="uk", name="Українська"),
        Language(code="pl", name="Polski"),
        Language(code="tr", name="Türkçe"),
        Language(code="ti", name="ትግርኛ"),
        Language(code="fa", name="فارسی", direction="rtl"),
    )
}
"""By their codes, in the order in which they are offered."""
OWN_CATALOGUES: Final = Path(__file__).parent / "translations"
"""No text may lack in one of these."""

WHOLE: Final = "messages"
"""The name of a catalogue that has every text."""
OF_WORKERS: Final = "worker"
"""The name of a catalogue that has the texts of pages for workers."""


def with_catalogue(
    codes: Iterable[str], folders: Iterable[Path] = (), *, names: Iterable[str] = (WHOLE,)
) -> tuple[str, ...]:
    """Those of the languages that a page can be in: it has texts of its own, in one of `names`."""
    files = [f"LC_MESSAGES/{name}.mo" for name in names]
    places = (OWN_CATALOGUES, *folders)
    kept = (code for code in codes if code == DUTCH or _has_one(code, places, files))
    return tuple(kept) or (DUTCH,)


def _has_one(code: str, places: Iterable[Path], files: Iterable[str]) -> bool:
    return any((place / code / file).is_file() for place in places for file in files)


DEFAULT: Final = with_catalogue(LANGUAGES, names=(WHOLE, OF_WORKERS))
"""Offered when the setting says nothing."""

ContentLanguage = Literal["nl", "en"]
"""What the palette, the courses, badges and certificates are written in."""
CONTENT_LANGUAGES: Final[tuple[ContentLanguage, ...]] = get_args(ContentLanguage)
