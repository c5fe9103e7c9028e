"""What a person reads when something about courses is refused, by code."""

from datetime import date

from flask_babel import format_date, format_decimal, gettext, lazy_gettext, ngettext

from academy.web.refusals import Sentences


def _seats_are_taken(taken: int) -> str:
    sentence: str = ngettext(
        "Er is al %(num)s persoon aangemeld. Kies meer plaatsen.",
        "Er zijn al %(num)s mensen aangemeld. Kies meer plaatsen.",
        taken,
    )
    return sentence


def _too_few_hours(least: float) -> str:
    if not least:
        return str(gettext("Wie er nooit was, is niet klaar. Haal het vinkje weg."))
    sentence: str = gettext(
        "Wie klaar is, volgde %(least)s uur of meer. Haal het vinkje weg, of kijk de uren na.",
        least=format_decimal(least),
    )
    return sentence


def _day_was_attended(day: date) -> str:
    sentence: str = gettext(
        "Op %(day)s is opgeschreven wie er was. Laat die dag erbij.", day=format_date(day, "d MMMM")
    )
    return sentence


def _followed_later(day: date) -> str:
    sentence: str = gettext(
        "Op %(day)s was er nog iemand. Kies die dag of een latere.", day=format_date(day, "d MMMM")
    )
    return sentence


SENTENCES: Sentences = {
    "proof-lacks-elements": lazy_gettext(
        "Dit kan geen Open Badge worden. De beschrijving van de cursus was nog niet af."
    ),
    "course-title-is-taken": lazy_gettext(
        "Er is al een cursus met deze titel. Kies een andere titel."
    ),
    "course-has-ended": lazy_gettext("Deze cursus is gestopt. Zet hem eerst weer aan."),
    "run-was-changed": lazy_gettext(
        "Iemand anders veranderde deze planning ook. Sla op als jouw tekst moet blijven."
    ),
    "day-was-attended": _day_was_attended,
    "followed-later": _followed_later,
    "run-is-cancelled": lazy_gettext("Deze cursus gaat niet door. Er kan niets meer veranderen."),
    "run-has-completions": lazy_gettext(
        "Mensen hebben deze cursus al afgerond. Maak dat eerst ongedaan."
    ),
    "run-has-not-begun": lazy_gettext("Deze cursus is nog niet begonnen."),
    "left-the-run-already": lazy_gettext(
        "Deze persoon is al klaar of gestopt. Maak dat eerst ongedaan."
    ),
    "course-version-differs": lazy_gettext(
        "Versie %(number)s van cursus %(course)s bestaat al en verandert niet meer. "
        "Geef de cursus in het bestand een nieuw versienummer."
    ),
    "course-was-changed": lazy_gettext(
        "Iemand anders veranderde deze cursus net ook. Hier staat wat jij invulde. "
        "Sla nog een keer op als jouw tekst moet blijven."
    ),
    "course-draft-was-changed": lazy_gettext(
        "Iemand anders bewaarde dit concept net ook. Hier staat wat jij invulde. "
        "Bij elk veld dat anders is, lees je wat de ander schreef. Bewaar nog een keer."
    ),
    "course-has-a-draft": lazy_gettext("Er is al een concept van deze cursus. Ga daarmee verder."),
    "seats-are-taken": _seats_are_taken,
    "enrolling-is-over": lazy_gettext("Aanmelden kan niet meer. Vraag de academie."),
    "was-there-already": lazy_gettext(
        "Van deze persoon is al opgeschreven of die er was. Kies: Is gestopt."
    ),
    "day-cannot-be-attended": lazy_gettext(
        "Op deze dag kan nog niemand geweest zijn. Kies een dag van de cursus die er al was."
    ),
    "attendance-of-oneself": lazy_gettext(
        "Je kunt niet van jezelf opschrijven of je er was. Vraag iemand anders."
    ),
    "too-few-hours": _too_few_hours,
    "has-no-seat": lazy_gettext("Deze persoon staat op de wachtlijst. Haal die van de lijst."),
}
