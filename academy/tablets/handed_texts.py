"""What a worker reads to whom a leader handed the tablet: in every language of workers."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext as pgettext

from academy.assessments.models import ResponseKind
from academy.assessments.words import OFFERED, REASONS
from academy.catalogue.levels import Level
from academy.objections.words import RESPONSES

HANDED_OVER: Final[Mapping[str, LazyString]] = {
    "lock.button": pgettext("what a button does", "Op slot"),
    "lock.warning": _("De tablet gaat zo op slot. Doorgaan?"),
    "lock.go_on": _("Doorgaan"),
    "back": _("Terug"),
    "photo.label": _("Foto van het werk"),
    "sync.full": _("De tablet is vol. Verstuur eerst. Maak daarna nieuwe foto's."),
    "level.0": Level.NOT_YET.title,
    "level.0_hint": Level.NOT_YET.meaning,
    **{f"answer.{code}": words for code, words in OFFERED.items()},
    "pass.title": _("%(name)s, klopt dit?"),
    "pass.wrote": _("%(leader)s heeft dit over jou opgeschreven."),
    "pass.aloud": _("Lees voor"),
    "pass.stop": pgettext("reading aloud", "Stop"),
    "pass.may_say_no": _("Je mag nee zeggen. Dat is niet erg voor je werk."),
    "pass.may_wait": _("Je kunt ook later antwoorden, met je eigen kaart."),
    "pass.agrees": RESPONSES[ResponseKind.AGREES],
    "pass.objects": RESPONSES[ResponseKind.OBJECTS],
    "pass.later": _("Later"),
    "pass.why": _("Wat klopt er niet?"),
    "pass.who_reads": _("Iemand anders leest dit. %(leader)s leest het niet."),
    "pass.about": _("Kies wat past. Het hoeft niet."),
    "pass.reason": _("Wil je er iets bij schrijven?"),
    "pass.send": _("Verstuur"),
    "pass.thanks": _("Dank je wel"),
    "pass.after": _("Je kunt altijd antwoorden of je antwoord veranderen, met je eigen kaart."),
    "pass.give_back": _("Tik op Klaar. Geef de tablet dan terug."),
    "pass.unread": _("Geen mens las dit na. Een zin in het Nederlands is nog niet vertaald."),
    "pass.language": _("Taal"),
    "pass.ready": _("Klaar"),
    **{f"why.{code}": words for code, words in REASONS.items()},
}
