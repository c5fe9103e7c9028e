"""What a person reads when something about a badge from elsewhere is refused, by code."""

from flask_babel import lazy_gettext as _

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "foreign-badge-cannot-be-checked": _(
        "We kunnen deze badge nu niet controleren. Probeer het morgen nog een keer."
    ),
    "foreign-badge-is-endorsement": _(
        "Hierin zegt iemand iets over een badge. Kies het bestand van de badge zelf."
    ),
    "foreign-badge-is-false": _("Deze badge klopt niet. Vraag een nieuwe aan wie hem gaf."),
    "foreign-badge-is-many": _("Hier zitten meer badges in. Kies een bestand met 1 badge."),
    "foreign-badge-is-none": _(
        "Hier zit geen badge in. Vraag het plaatje of bestand aan wie de badge gaf."
    ),
    "foreign-badge-is-ours": _("Deze badge heb je hier al. Kijk bij Wat ik kan."),
    "foreign-badge-is-there": _("Deze badge heb je al bewaard. Kies een andere."),
    "foreign-badge-is-unknown": _(
        "Dit soort bestand kunnen we niet controleren. Dat zegt niets over de badge. "
        "Vraag een ander bestand aan wie de badge gaf."
    ),
    "foreign-badge-of-somebody-else": _(
        "Deze badge is van iemand anders. Kies een badge van jezelf."
    ),
    "foreign-link-is-dead": _("Deze link werkt niet. Kies het bestand van de badge."),
    "foreign-link-is-no-badge": _(
        "Achter deze link staat geen badge. Kies het bestand van de badge."
    ),
    "foreign-link-is-unsafe": _("Deze link is niet veilig. Kies het bestand van de badge."),
    "too-many-foreign-badges": _(
        "Je bewaart al heel veel. Haal eerst iets weg. Je mag %(most)s badges bewaren."
    ),
}
