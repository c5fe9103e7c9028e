"""What a person reads when it is refused to say something about a worker, by code."""

from flask_babel import lazy_gettext as _

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "claim-was-withdrawn": _("Het bedrijf heeft dit teruggenomen. Je kunt het niet meer bewaren."),
    "too-many-claims": _(
        "Deze persoon moet eerst lezen wat anderen schreven. Probeer het later weer."
    ),
    "too-many-claims-today": _("Er is vandaag al genoeg geschreven. Probeer het morgen weer."),
}
