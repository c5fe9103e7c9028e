"""What a person reads when something about the palette is refused, by code."""

from flask_babel import lazy_gettext

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "skill-version-differs": lazy_gettext(
        "Versie %(number)s van %(skill)s is al gepubliceerd en verandert niet meer "
        "(anders: %(fields)s). Geef de vaardigheid in het bestand een nieuw versienummer."
    ),
    "skill-version-too-low": lazy_gettext(
        "Van %(skill)s is versie %(newest)s al gepubliceerd. Geef de vaardigheid in het bestand "
        "een hoger nummer dan %(number)s."
    ),
    "palette-file-unreadable": lazy_gettext("We kunnen %(file)s niet lezen: %(why)s"),
    "palette-file-unfit": lazy_gettext("%(file)s klopt niet bij %(place)s: %(why)s"),
}
