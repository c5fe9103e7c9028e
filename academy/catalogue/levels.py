"""The levels of a skill: their numbers, their order, and every word for them.

A page that speaks of levels in general takes its words from here, and they may get better at any
time. What is signed may not: each published version of a skill holds the words of its own levels
(`SkillVersion.level_name`), and a badge, its picture and its paper keep those (ADR 29).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


class Level(IntEnum):
    """How somebody does it."""

    NOT_YET = 0
    """Seen, but no badge: for the worker and the own leader only."""
    BASICS = 1
    INDEPENDENT = 2
    EXPLAINS = 3

    @property
    def title(self) -> LazyString:
        """A few words, on screens and in forms."""
        return _WORDS[self].title

    @property
    def meaning(self) -> LazyString:
        """A sentence that explains it."""
        return _WORDS[self].meaning


EARNED: Final = (Level.BASICS, Level.INDEPENDENT, Level.EXPLAINS)
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
    Level.BASICS: _Words(
        _("Kan de basis"), _("De medewerker doet het werk samen met een collega.")
    ),
    Level.INDEPENDENT: _Words(
        _("Zelfstandig"),
        _("De medewerker doet het werk alleen. Een hulpmiddel mag, zoals een kaart of een app."),
    ),
    Level.EXPLAINS: _Words(
        _("Legt het anderen uit"), _("De medewerker legt het werk uit aan een collega.")
    ),
}
FIRST_WORDS: Final[Mapping[Level, Mapping[str, str]]] = {
    Level.BASICS: {"nl": "Met hulp", "en": "With help"},
    Level.INDEPENDENT: {"nl": "Zelfstandig", "en": "Independently"},
    Level.EXPLAINS: {"nl": "Kan het anderen leren", "en": "Can teach others"},
}
"""Of versions that were published before a version named its levels: signed, so for ever."""
