"""The languages of the platform: code, own name and direction, all in one place.

Dutch is the source of every text, so it has no catalogue; the others have one in
`academy/translations`. Which of them people can choose is a setting (`LANGUAGES`).
"""

from dataclasses import dataclass
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
    complete: bool = False
    """No text may lack its translation."""


DUTCH: Final = "nl"
"""The source: what there is no other text for is shown in it."""
LANGUAGES: Final = {
    language.code: language
    for language in (
        Language(code=DUTCH, name="Nederlands", complete=True),
        Language(code="en", name="English", complete=True),
        Language(code="ar", name="العربية", direction="rtl"),
        Language(code="uk", name="Українська"),
        Language(code="pl", name="Polski"),
        Language(code="tr", name="Türkçe"),
        Language(code="ti", name="ትግርኛ"),
        Language(code="fa", name="فارسی", direction="rtl"),
    )
}
"""By their codes, in the order in which they are offered."""
DEFAULT: Final = tuple(code for code, language in LANGUAGES.items() if language.complete)
"""Offered when the setting says nothing."""

ContentLanguage = Literal["nl", "en"]
"""What the palette, the courses, badges and certificates are written in."""
CONTENT_LANGUAGES: Final[tuple[ContentLanguage, ...]] = get_args(ContentLanguage)
