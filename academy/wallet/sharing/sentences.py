"""What a person reads when something about sharing is refused, by code."""

from flask_babel import lazy_gettext as _

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "share-is-unknown": _(
        "We kennen deze link niet. Vraag de persoon die hem gaf om de link nog een keer te sturen."
    ),
    "share-has-ended": _(
        "Deze link werkt niet meer. Dat zegt niets over de badges. "
        "Vraag de persoon die hem gaf om een nieuwe link."
    ),
    "share-is-empty": _("Kies minstens 1 badge die je wilt laten zien."),
    "share-has-too-many-badges": _("Kies hoogstens %(most)s badges. Haal er een paar weg."),
    "parent-needed": _("Je bent nog geen 16. Eerst moet een ouder ja zeggen, op papier."),
    "too-many-shares": _("Je laat al %(most)s keer iets zien. Stop er eerst een."),
    "too-many-shares-today": _("Je maakte vandaag al veel links. Probeer het morgen weer."),
}
