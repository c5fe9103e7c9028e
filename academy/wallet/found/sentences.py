"""What an administrator reads when badges of before cannot be taken or offered, by code."""

from flask_babel import lazy_gettext as _

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "found-badges-busy": _("Dit kan nu niet: er wordt nog aan gewerkt, of het is al gedaan."),
    "found-badges-empty": _("In dit ZIP-bestand zit geen badge. Kies een ander bestand."),
    "found-badges-gone": _("Het ZIP-bestand is er niet meer. Kies het opnieuw."),
    "found-badges-no-zip": _("Dit is geen ZIP-bestand. Zet de badges samen in een ZIP."),
    "found-badges-too-many": _(
        "Er zitten te veel bestanden in. Hoogstens 500 badges en 1 lijst. Breng de rest daarna."
    ),
    "found-badge-no-room": _(
        "Dit lukt niet bij deze medewerker. Geef het bestand aan de medewerker zelf."
    ),
    "found-badge-number-unclear": _(
        "Het nummer past bij meer mensen. Zet in een lijst van wie dit bestand is."
    ),
    "found-badge-number-unknown": _(
        "Wij vinden niemand met dit personeelsnummer die hier werkt. "
        "Begin de naam van het bestand met het nummer, of zet het in een lijst."
    ),
    "found-badge-ours": _("Deze badge is hier gegeven. Hij staat al bij wie hem kreeg."),
    "found-badge-too-large": _("Dit bestand is te groot. Een badge is hoogstens 1 MB."),
    "found-badge-twice": _("Deze badge zit er nog een keer in. Wij bieden hem één keer aan."),
    "found-badge-unreadable": _("Dit bestand gaat niet open. Staat er een wachtwoord op?"),
    "found-badge-withdrawn": _("Wie deze badge gaf, nam hem terug."),
}
