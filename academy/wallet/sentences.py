"""What a person reads when something about the own wallet is refused, by code."""

from flask_babel import lazy_gettext as _

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "nobody-can-sign": _("Deze organisatie kan nu geen kopie maken. Kies het bestand."),
    "too-many-copies": _("Van deze badge zijn al veel kopieën. Gebruik er een van."),
}
