"""Words for the codes of courses, in the language of the page."""

from flask_babel import LazyString, lazy_gettext

FORMS: dict[str, LazyString] = {
    "praktijk": lazy_gettext("In de praktijk"),
    "klassikaal": lazy_gettext("In een groep"),
    "e-learning": lazy_gettext("Online"),
}
"""How a course is given, by the code in the course file."""

AUDIENCES: dict[str, LazyString] = {
    "iedereen": lazy_gettext("Iedereen"),
    "winkel": lazy_gettext("Winkel"),
    "sorteren": lazy_gettext("Sorteren"),
    "textiel": lazy_gettext("Textiel"),
    "werkplaats": lazy_gettext("Werkplaats"),
    "teamleider": lazy_gettext("Teamleiders"),
}
"""For whom a course is, by the code in the course file."""
