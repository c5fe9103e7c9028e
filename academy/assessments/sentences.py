"""What a person reads when something about assessments is refused, by code."""

from flask_babel import lazy_gettext

from academy.assessments.rules import Objection
from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "photo-too-heavy": lazy_gettext("Deze foto is te groot. Kies een foto van hoogstens 10 MB."),
    "photo-too-large": lazy_gettext("Deze foto is te groot. Maak een kleinere foto."),
    "not-a-photo": lazy_gettext(
        "Dit is geen foto die we kunnen lezen. Kies een JPEG, PNG of WebP."
    ),
    "outdated-page": lazy_gettext("Deze pagina is verouderd. Laad de pagina opnieuw."),
    "not-the-badge-to-correct": lazy_gettext(
        "Deze badge hoort niet bij deze medewerker of bij deze vaardigheid."
    ),
    "badge-was-corrected": lazy_gettext(
        "Deze badge is al ingetrokken of vervangen. Bekijk wat er nu is."
    ),
    "not-the-assessor": lazy_gettext("Alleen wie keek kan dit ongedaan maken."),
    "too-late-to-undo": lazy_gettext(
        "Ongedaan maken kan tot 15 minuten na het opslaan. Trek de badge in met een reden."
    ),
    "decided-already": lazy_gettext(
        "Hier is al over besloten. Praat met je teamleider of je beheerder."
    ),
    "own-assessment": lazy_gettext("Iemand anders moet hiernaar kijken."),
    "undone-already": lazy_gettext("Dit is al ongedaan gemaakt. Je hoeft niets meer te doen."),
    "reviewed-already": lazy_gettext("Hier heeft al iemand naar gekeken. Laad de pagina opnieuw."),
    Objection.ABOUT_ONESELF: lazy_gettext(
        "Je kunt niet naar jezelf kijken. Vraag een andere teamleider."
    ),
    Objection.NOT_THE_LEADER: lazy_gettext("Je was die dag geen leider van dit team."),
    Objection.NOT_IN_TEAM: lazy_gettext("Deze medewerker werkte die dag niet in jouw team."),
    Objection.NO_AUTHORITY: lazy_gettext(
        "Je mag in dit domein nog niet beoordelen. Vraag je beheerder om bevoegdheid."
    ),
    Objection.VERSION_CLOSED: lazy_gettext(
        "Deze vaardigheid is veranderd. Laad de pagina opnieuw en kijk nog eens."
    ),
    Objection.IN_THE_FUTURE: lazy_gettext(
        "Deze datum is nog niet geweest. Kies vandaag of eerder."
    ),
    Objection.TOO_LONG_AGO: lazy_gettext(
        "Dit is te lang geleden. Kies een dag in de laatste 60 dagen."
    ),
    "nothing-left-to-decide": lazy_gettext(
        "Hier is al over besloten. De academie hoeft niet te kijken."
    ),
}
