"""What a check said of a badge from elsewhere, in words of every day and with one thing to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from academy.verification.answers import ANSWERS, Tone
from badges.verifying import Verdict


@dataclass(frozen=True, slots=True)
class Told:
    """In one sentence what it is worth, in one more what to do."""

    tone: Tone
    title: LazyString
    advice: LazyString


def _told(verdict: Verdict, title: LazyString, advice: LazyString) -> Told:
    return Told(ANSWERS[verdict].tone, title, advice)


TOLD: Mapping[str, Told] = {
    Verdict.VALID: _told(Verdict.VALID, _("Deze badge is echt."), _("Je kunt hem laten zien.")),
    Verdict.UNKNOWN_ISSUER: _told(
        Verdict.UNKNOWN_ISSUER,
        _("Deze badge is heel. Wij kennen niet wie hem gaf."),
        _("Zeg zelf wie de badge gaf, als je hem laat zien."),
    ),
    Verdict.EXPIRED: _told(
        Verdict.EXPIRED,
        _("De tijd van deze badge is om."),
        _("Vraag een nieuwe aan wie hem gaf."),
    ),
    Verdict.NOT_YET_VALID: _told(
        Verdict.NOT_YET_VALID, _("Deze badge telt pas later."), _("Kijk later nog een keer.")
    ),
    Verdict.REVOKED: _told(
        Verdict.REVOKED,
        _("Deze badge telt niet meer."),
        _("Vraag waarom, aan wie hem gaf."),
    ),
    Verdict.COULD_NOT_CHECK: _told(
        Verdict.COULD_NOT_CHECK,
        _("We konden niet alles controleren."),
        _("Controleer hem later nog een keer."),
    ),
    Verdict.INVALID: _told(
        Verdict.INVALID, _("Deze badge klopt niet meer."), _("Vraag een nieuwe aan wie hem gaf.")
    ),
    Verdict.NO_CREDENTIAL: _told(
        Verdict.NO_CREDENTIAL,
        _("Dit bestand is geen badge meer."),
        _("Vraag een nieuwe aan wie hem gaf."),
    ),
}

_OVER = _("Dit geldt niet meer")
_UNSURE = _("We konden niet alles controleren.")
SAID: Mapping[str, LazyString] = {
    Verdict.VALID: _("Het klopt"),
    Verdict.UNKNOWN_ISSUER: _("Wij kennen het bedrijf niet."),
    Verdict.REVOKED: _("Teruggenomen"),
    Verdict.EXPIRED: _OVER,
    Verdict.INVALID: _OVER,
    Verdict.NO_CREDENTIAL: _OVER,
    Verdict.NOT_YET_VALID: _UNSURE,
    Verdict.COULD_NOT_CHECK: _UNSURE,
}
"""Of what others signed about a badge, in a few words."""
