"""Words for the codes of courses, in the language of the page."""

from flask_babel import LazyString, lazy_gettext, lazy_pgettext

FORMS: dict[str, LazyString] = {
    "praktijk": lazy_pgettext("how a course is given", "In de praktijk"),
    "klassikaal": lazy_pgettext("how a course is given", "In een groep"),
    "e-learning": lazy_pgettext("how a course is given", "Online"),
}
"""How a course is given, by the code in the course file."""

AUDIENCES: dict[str, LazyString] = {
    "iedereen": lazy_pgettext("who a course is for", "Iedereen"),
    "winkel": lazy_pgettext("who a course is for", "Winkel"),
    "sorteren": lazy_pgettext("who a course is for", "Sorteren"),
    "textiel": lazy_pgettext("who a course is for", "Textiel"),
    "werkplaats": lazy_pgettext("who a course is for", "Werkplaats"),
    "teamleider": lazy_pgettext("who a course is for", "Teamleiders"),
}
"""For whom a course is, by the code in the course file."""

FUNDINGS: dict[str, LazyString] = {
    "eigen": lazy_pgettext("where money comes from", "De organisatie zelf"),
    "academie": lazy_pgettext("where money comes from", "De academie"),
    "sociaal-fonds": lazy_pgettext("where money comes from", "Sociaal fonds of opleidingsfonds"),
    "gemeente": lazy_pgettext("where money comes from", "Gemeente"),
    "uwv": lazy_pgettext("where money comes from", "UWV"),
    "rijk-europa": lazy_pgettext("where money comes from", "Subsidie van het Rijk of Europa"),
    "anders": lazy_pgettext("where money comes from", "Iets anders"),
}
"""Who pays for a run."""

LEVELS: dict[str, LazyString] = {
    level: lazy_gettext("NLQF %(level)s", level=level)
    for level in ("Entree", "1", "2", "3", "4", "5", "6", "7", "8")
}
"""Of the Dutch qualifications framework; only for what stands in its register."""
