"""Words for what is said about an objection, or another reason to look again."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from academy.assessments.models import ObjectionReason, ResponseKind, ReviewOutcome
from academy.assessments.rules import Objection

RESPONSES: Mapping[str, LazyString] = {
    ResponseKind.AGREES: lazy_gettext("Het klopt"),
    ResponseKind.OBJECTS: lazy_gettext("Ik ben het er niet mee eens"),
}
PICTURES: Mapping[str, str] = {
    ObjectionReason.BETTER: "award",
    ObjectionReason.NOT_DONE: "circle-x",
    ObjectionReason.ABSENT: "calendar-event",
    ObjectionReason.OTHER: "messages",
    ResponseKind.AGREES: "circle-check",
    ResponseKind.OBJECTS: "message-circle",
}
"""The icon beside the words."""
OUTCOMES: Mapping[str, LazyString] = {
    ReviewOutcome.STANDS: lazy_gettext("Het blijft zoals het is"),
    ReviewOutcome.LOOK_AGAIN: lazy_gettext("Iemand kijkt opnieuw"),
    ReviewOutcome.REJECTED: lazy_gettext("Het telt niet"),
}
DECISIONS: Mapping[str, LazyString] = {
    **OUTCOMES,
    ReviewOutcome.LOOK_AGAIN: lazy_gettext("Kijk opnieuw en geef een ander niveau"),
    ReviewOutcome.REJECTED: lazy_gettext("Het telt niet. De badge wordt ingetrokken."),
}
"""The outcomes before they are chosen, with what follows from them."""
OF_WHAT_WAITS: Mapping[str, LazyString] = {
    ReviewOutcome.STANDS: lazy_gettext("Het telt. Is er genoeg gezien, dan komt de badge."),
    ReviewOutcome.REJECTED: lazy_gettext("Het telt niet. Er komt geen badge."),
}
"""The same of what did not count yet, so that nobody gives a badge by leaving it as it is."""
FLAGS: Mapping[str, LazyString] = {
    Objection.ABOUT_ONESELF: lazy_gettext("De leider keek naar zichzelf."),
    Objection.OUTSIDE_GRANT: lazy_gettext("De tablet mocht dit niet voor deze leider versturen."),
    Objection.NOT_THE_LEADER: lazy_gettext("De leider had dit team die dag niet."),
    Objection.LEADS_NO_MORE: lazy_gettext("De leider heeft dit team niet meer."),
    Objection.NOT_IN_TEAM: lazy_gettext("De medewerker werkte die dag niet in dit team."),
    Objection.NO_AUTHORITY: lazy_gettext("De leider mocht dit die dag niet beoordelen."),
    Objection.AUTHORITY_ENDED: lazy_gettext("De leider mag dit niet meer beoordelen."),
    Objection.VERSION_CLOSED: lazy_gettext("De vaardigheid is intussen veranderd."),
    Objection.IN_THE_FUTURE: lazy_gettext("De dag was nog niet geweest."),
    Objection.TOO_LONG_AGO: lazy_gettext("De leider keek te lang geleden."),
    Objection.WRONG_BADGE: lazy_gettext("De badge om te verbeteren hoort hier niet bij."),
    Objection.BADGE_WAS_CORRECTED: lazy_gettext("De badge om te verbeteren was al vervangen."),
    Objection.TIME_UNSURE: lazy_gettext(
        "De klok van de tablet is veranderd. Kijk na wanneer dit was."
    ),
    Objection.PARALLEL: lazy_gettext("Twee leiders gaven elk een ander niveau."),
    Objection.LEFT_SINCE: lazy_gettext("De medewerker werkt niet meer in dit team."),
}
"""Why somebody has to look, in words for who looks."""
