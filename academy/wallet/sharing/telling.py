"""Three plain sentences about a badge, for somebody who is going to tell an employer about it.

They are put together from fixed words, never made up; whoever reads another language than Dutch
has the Dutch beside it, for that is what they will say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from academy.catalogue.levels import Level
from academy.catalogue.translating.beside import own_words
from academy.languages import DUTCH
from academy.wallet.sharing.contents import ShownBadge
from academy.web.filters import day
from academy.web.locale import language, localised


@dataclass(frozen=True, slots=True)
class Told:
    """What to say about one badge."""

    badge: ShownBadge
    sentences: Sequence[str]
    in_dutch: Sequence[str]
    """The same in Dutch; empty where that is what stands there."""


def told(badge: ShownBadge) -> Told:
    if language() == DUTCH:
        return Told(badge, _sentences(badge), ())
    with force_locale(DUTCH):
        in_dutch = _sentences(badge)
    return Told(badge, _sentences(badge), in_dutch)


def _sentences(badge: ShownBadge) -> list[str]:
    how = {
        Level.BASICS: _("Ik doe dit samen met een collega."),
        Level.INDEPENDENT: _("Ik doe dit zelf."),
        Level.EXPLAINS: _("Ik doe dit zelf en ik leg het uit aan anderen."),
    }
    return [
        _("Dit kan ik: %(skill)s.", skill=own_words(badge.name) or localised(badge.name)),
        how[Level(badge.level)],
        _(
            "Een teamleider van %(organisation)s heeft dit gezien, op %(day)s.",
            organisation=badge.issuer,
            day=day(badge.last_seen),
        ),
    ]
