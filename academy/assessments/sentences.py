"""What a person reads when something about assessments is refused, by code."""

from flask_babel import lazy_gettext

from academy.assessments.rules import Objection
from academy.errors import AcademyError, InvalidInputError, NotAllowedError
from academy.web.refusals import Sentences

UNFIT = frozenset(
    {
        Objection.OUTDATED_PAGE,
        Objection.CANNOT_BE_KEPT,
        Objection.IN_THE_FUTURE,
        Objection.TOO_LONG_AGO,
        Objection.WRONG_BADGE,
    }
)
"""What was filled in is wrong: another answer helps."""
OVERTAKEN = frozenset({Objection.VERSION_CLOSED, Objection.BADGE_WAS_CORRECTED})
"""Something changed meanwhile: looking again helps."""


def refusal_of(objection: Objection) -> AcademyError:
    """The objection as a form refuses it; any other is a matter of who may do what."""
    if objection in UNFIT:
        return InvalidInputError(objection.value)
    if objection in OVERTAKEN:
        return AcademyError(objection.value)
    return NotAllowedError(objection.value)


SENTENCES: Sentences = {
    "agreement-has-ended": lazy_gettext("Deze afspraak is al gestopt."),
    "agreement-is-answered": lazy_gettext("Hier is al op geantwoord."),
    "enough-agreements": lazy_gettext(
        "Er lopen al %(most)s afspraken. Maak er eerst een af, of stop er een."
    ),
    "no-day-for-an-agreement": lazy_gettext("Kies een dag in het komende jaar."),
    "nobody-to-agree-with": lazy_gettext("Je werkt nu niet in een team. Vraag het op kantoor."),
    "one-to-three-skills": lazy_gettext("Kies 1 tot %(most)s vaardigheden."),
    "only-the-worker-says": lazy_gettext("Alleen de medewerker zegt dit."),
    "enough-asked": lazy_gettext(
        "Je vroeg al %(most)s keer om te kijken. Wacht tot er iemand keek, of trek een vraag in."
    ),
    "nobody-to-look": lazy_gettext("Nu kan niemand hiernaar kijken. Vraag het je teamleider."),
    "second-is-gone": lazy_gettext("Hier hoeft niemand meer naar te kijken."),
    "second-is-taken": lazy_gettext("Iemand anders kijkt hier al naar."),
    "photo-too-heavy": lazy_gettext("Deze foto is te groot. Kies een foto van hoogstens 10 MB."),
    "photo-too-large": lazy_gettext("Deze foto is te groot. Maak een kleinere foto."),
    "not-a-photo": lazy_gettext(
        "Dit is geen foto die we kunnen lezen. Kies een JPEG, PNG of WebP."
    ),
    Objection.OUTDATED_PAGE: lazy_gettext("Deze pagina is verouderd. Laad de pagina opnieuw."),
    Objection.WRONG_BADGE: lazy_gettext(
        "Deze badge hoort niet bij deze medewerker of bij deze vaardigheid."
    ),
    Objection.BADGE_WAS_CORRECTED: lazy_gettext(
        "Deze badge is al ingetrokken of vervangen. Bekijk wat er nu is."
    ),
    "not-the-assessor": lazy_gettext("Alleen wie keek kan dit ongedaan maken."),
    "too-late-to-undo": lazy_gettext(
        "Ongedaan maken kan tot 15 minuten na het opslaan. Trek de badge in met een reden."
    ),
    Objection.ABOUT_ONESELF: lazy_gettext(
        "Je kunt niet naar jezelf kijken. Vraag een andere teamleider."
    ),
    Objection.NOT_THE_LEADER: lazy_gettext("Je was die dag geen leider van dit team."),
    Objection.CANNOT_BE_KEPT: lazy_gettext("Hier klopt iets niet. Vul het opnieuw in."),
    Objection.LEADS_NO_MORE: lazy_gettext("Je bent geen leider van dit team meer."),
    Objection.AUTHORITY_ENDED: lazy_gettext(
        "Je mag in dit domein niet meer beoordelen. Vraag je beheerder om bevoegdheid."
    ),
    Objection.OUTSIDE_GRANT: lazy_gettext(
        "Deze tablet mag dit niet voor jou versturen. Log in en kijk het na."
    ),
    Objection.LEFT_SINCE: lazy_gettext(
        "Deze medewerker werkt niet meer in dit team. Was de badge toen al verdiend?"
    ),
    Objection.TIME_UNSURE: lazy_gettext(
        "De klok van de tablet is veranderd. Iemand kijkt na wanneer dit was."
    ),
    Objection.PARALLEL: lazy_gettext(
        "Een andere leider gaf een ander niveau. Iemand anders beslist."
    ),
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
}
