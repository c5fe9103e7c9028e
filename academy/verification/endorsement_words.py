"""The same answers about an endorsement, which is no badge: whoever reads "this badge was revoked"
would take it for the badge that somebody else still stands for."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from academy.verification.answers import CLOCK, Answer
from badges.verifying import Verdict

ANSWERS_ON_ENDORSEMENTS: Mapping[Verdict, Answer] = {
    Verdict.VALID: Answer(
        "good",
        lazy_gettext("Deze aanbeveling is echt"),
        lazy_gettext("Alles klopt. Dit is geen badge. Het zegt iets over een badge."),
    ),
    Verdict.UNKNOWN_ISSUER: Answer(
        "warn",
        lazy_gettext("We weten niet van wie deze aanbeveling is"),
        lazy_gettext("De handtekening klopt. Kijk zelf na of je vertrouwt wie dit zegt."),
    ),
    Verdict.EXPIRED: Answer(
        "warn",
        lazy_gettext("Deze aanbeveling is verlopen"),
        lazy_gettext("De tijd is om. Dat zegt niets over de badge zelf."),
        CLOCK,
    ),
    Verdict.NOT_YET_VALID: Answer(
        "warn",
        lazy_gettext("Deze aanbeveling geldt nog niet"),
        lazy_gettext("Kijk hieronder vanaf wanneer. Dat zegt niets over de badge zelf."),
        CLOCK,
    ),
    Verdict.REVOKED: Answer(
        "bad",
        lazy_gettext("Deze aanbeveling is teruggenomen"),
        lazy_gettext("Wie dit schreef, zegt het niet meer. De badge zelf kan gewoon gelden."),
    ),
    Verdict.COULD_NOT_CHECK: Answer(
        "warn",
        lazy_gettext("We konden deze aanbeveling niet helemaal controleren"),
        lazy_gettext("Dat zegt niets over de badge. Kijk hieronder wat we nodig hebben."),
    ),
}
CHECKS_OF_ENDORSEMENTS: Mapping[str, LazyString] = {
    "not-revoked": lazy_gettext("Wie dit schreef, nam het niet terug."),
    "revoked": lazy_gettext("Wie dit schreef, nam het terug. Dat zegt niets over de badge."),
}
"""By code, what a check of a badge says with other words."""
