"""The levels of a skill: their numbers, their order, and every word for them.

Whoever shows, prints, asks or signs a level takes its words from here. What is shown may get
better words at any time. What is signed may not: a badge names its level in the words of the day
on which it was given, and the achievement that it points to still says the same (ADR 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from academy.languages import DUTCH, ContentLanguage


class Level(IntEnum):
    """How somebody does it."""

    NOT_YET = 0
    """Seen, but no badge: for the worker and the own leader only."""
    WITH_HELP = 1
    INDEPENDENT = 2
    TEACHES = 3

    @property
    def title(self) -> LazyString:
        """A few words, on screens and in forms."""
        return _WORDS[self].title

    @property
    def meaning(self) -> LazyString:
        """A sentence that explains it."""
        return _WORDS[self].meaning

    @property
    def signed(self) -> str:
        """The Dutch words in signed badges; only for a level that gives one."""
        return self.printed(DUTCH)

    def printed(self, language: ContentLanguage) -> str:
        """The words on pictures and certificates, made without a page whose language counts."""
        return _PRINTED[self][language]


EARNED: Final = (Level.WITH_HELP, Level.INDEPENDENT, Level.TEACHES)
"""Those that give a badge, the lowest first."""
HIGHEST: Final = EARNED[-1]


@dataclass(frozen=True, slots=True)
class _Words:
    title: LazyString
    meaning: LazyString


_WORDS: Final[Mapping[Level, _Words]] = {
    Level.NOT_YET: _Words(
        _("Nog niet"),
        _("We bewaren wat is gezien. Er komt geen badge. Na 6 maanden verdwijnt het vanzelf."),
    ),
    Level.WITH_HELP: _Words(_("Met hulp"), _("De medewerker doet het werk samen met iemand.")),
    Level.INDEPENDENT: _Words(_("Zelfstandig"), _("De medewerker doet het werk alleen.")),
    Level.TEACHES: _Words(_("Kan het anderen leren"), _("De medewerker legt het een collega uit.")),
}
_PRINTED: Final[Mapping[Level, Mapping[ContentLanguage, str]]] = {
    Level.WITH_HELP: {"nl": "Met hulp", "en": "With help"},
    Level.INDEPENDENT: {"nl": "Zelfstandig", "en": "Independently"},
    Level.TEACHES: {"nl": "Kan het anderen leren", "en": "Can teach others"},
}
