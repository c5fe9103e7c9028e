"""The one answer on top of a report, said so that it is true for the case at hand.

"Echt" is said only of a badge of an issuer that we know; nothing is called forged that is only
built wrongly; and what was not checked is never part of "alles klopt".
"""

from dataclasses import dataclass
from typing import Literal

from flask_babel import LazyString, lazy_gettext

from badges.verifying import CheckId, Outcome, Report, Verdict

Tone = Literal["good", "warn", "bad"]
CLOCK = "clock"
"""It is known what the badge is: only its time is not now. A question mark would say otherwise."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a verdict is said."""

    tone: Tone
    """Never good for what is unknown."""
    title: LazyString
    meaning: LazyString
    """What it means for who asks, and what to do now."""
    icon: str | None = None
    """Another one than that of the tone."""


ANSWERS = {
    Verdict.VALID: Answer(
        "good",
        lazy_gettext("Deze badge is echt en geldig"),
        lazy_gettext("Alles klopt. Je kunt deze badge vertrouwen."),
    ),
    Verdict.UNKNOWN_ISSUER: Answer(
        "warn",
        lazy_gettext("We kennen de uitgever van deze badge niet"),
        lazy_gettext("De handtekening klopt. Kijk zelf na of je deze uitgever vertrouwt."),
    ),
    Verdict.INVALID: Answer(
        "bad",
        lazy_gettext("Deze badge klopt niet"),
        lazy_gettext("Vertrouw hem niet. Vraag om de badge zoals de uitgever hem gaf."),
    ),
    Verdict.EXPIRED: Answer(
        "warn",
        lazy_gettext("Deze badge is verlopen"),
        lazy_gettext("De badge is echt, maar de tijd is om. Vraag of er een nieuwe is."),
        CLOCK,
    ),
    Verdict.NOT_YET_VALID: Answer(
        "warn",
        lazy_gettext("Deze badge geldt nog niet"),
        lazy_gettext("De badge is echt, maar telt pas later. Kijk hieronder vanaf wanneer."),
        CLOCK,
    ),
    Verdict.REVOKED: Answer(
        "bad",
        lazy_gettext("Deze badge is ingetrokken"),
        lazy_gettext("De uitgever heeft hem teruggenomen. De badge telt niet meer."),
    ),
    Verdict.COULD_NOT_CHECK: Answer(
        "warn",
        lazy_gettext("We konden deze badge niet helemaal controleren"),
        lazy_gettext(
            "Dat zegt niets over de badge: hij kan goed zijn of niet. "
            "Kijk hieronder wat we nodig hebben."
        ),
    ),
    Verdict.NO_CREDENTIAL: Answer(
        "warn",
        lazy_gettext("Hier zit geen badge in"),
        lazy_gettext(
            "Dat zegt niets over de badge zelf. We hebben het plaatje of het bestand nodig dat "
            "de uitgever gaf."
        ),
    ),
}
NOT_IN_FILE = Answer(
    "warn", lazy_gettext("In dit bestand zit geen badge"), ANSWERS[Verdict.NO_CREDENTIAL].meaning
)
OTHER_KIND = Answer(
    "warn",
    lazy_gettext("Dit is geen badge maar een ander soort bewijs"),
    lazy_gettext(
        "Dat zegt niets over het bewijs zelf. Wij controleren alleen badges. "
        "Vraag wie het gaf hoe je het controleert."
    ),
)
ONLY_THE_BADGE = Answer(
    "warn",
    lazy_gettext("De badge in dit certificaat is echt en geldig"),
    lazy_gettext("De naam op het papier is niet gecontroleerd. Die kan veranderd zijn."),
)
ON_ITS_WEBSITE = Answer(
    "warn",
    ANSWERS[Verdict.UNKNOWN_ISSUER].title,
    lazy_gettext(
        "De badge staat zo op de website van de uitgever. "
        "Kijk zelf na of je deze uitgever vertrouwt."
    ),
)
MISBUILT = Answer(
    "bad",
    lazy_gettext("Deze badge is niet goed gemaakt"),
    lazy_gettext(
        "De handtekening klopt, maar de badge volgt de regels niet. "
        "Vraag de uitgever om hem opnieuw te maken."
    ),
)
MISBUILT_ON_ITS_WEBSITE = Answer(
    "bad",
    MISBUILT.title,
    lazy_gettext(
        "De badge staat zo op de website van de uitgever, maar volgt de regels niet. "
        "Vraag de uitgever om hem opnieuw te maken."
    ),
)
SEVERAL = Answer(
    "bad",
    lazy_gettext("In dit plaatje zit meer dan één badge"),
    lazy_gettext("Er mag er maar één in. Vraag om het plaatje zoals de uitgever het gaf."),
)
ENDED_UNKNOWN = Answer(
    "warn",
    ANSWERS[Verdict.EXPIRED].title,
    lazy_gettext("De tijd is om. Vraag of er een nieuwe is. We kennen de uitgever niet."),
    CLOCK,
)
EARLY_UNKNOWN = Answer(
    "warn",
    ANSWERS[Verdict.NOT_YET_VALID].title,
    lazy_gettext(
        "De badge telt pas later. Kijk hieronder vanaf wanneer. We kennen de uitgever niet."
    ),
    CLOCK,
)
SUSPENDED = Answer(
    "bad",
    lazy_gettext("Deze badge is voor een tijd stopgezet"),
    lazy_gettext("De badge telt nu niet. Vraag de uitgever wanneer hij weer telt."),
)


def answer_to(report: Report, *, as_file: bool = False) -> Answer:
    """The answer that is true for this report; `as_file` for what was sent in as a file."""
    special = {
        Verdict.VALID: _valid,
        Verdict.UNKNOWN_ISSUER: _unknown_issuer,
        Verdict.INVALID: _invalid,
        Verdict.EXPIRED: _expired,
        Verdict.NOT_YET_VALID: _early,
        Verdict.REVOKED: _revoked,
    }.get(report.verdict)
    if report.verdict is Verdict.NO_CREDENTIAL:
        if "other-credential" in _codes(report):
            return OTHER_KIND
        return NOT_IN_FILE if as_file else ANSWERS[report.verdict]
    return (special(report) if special else None) or ANSWERS[report.verdict]


def may_be_invented(report: Report) -> bool:
    """Say whether nobody stands for what a badge says."""
    proven = report.outcome(CheckId.PROOF) is Outcome.PASS
    return report.verdict is Verdict.INVALID and not proven


def _valid(report: Report) -> Answer | None:
    return ONLY_THE_BADGE if report.carrier == "pdf" else None


def _unknown_issuer(report: Report) -> Answer | None:
    return ON_ITS_WEBSITE if report.format == "hosted" else None


def _invalid(report: Report) -> Answer | None:
    if "several-badges" in _codes(report):
        return SEVERAL
    failed = {check.id for check in report.checks if check.outcome is Outcome.FAIL}
    only_form = CheckId.SCHEMA in failed and failed <= {CheckId.SCHEMA, CheckId.ISSUER}
    if not only_form or may_be_invented(report):
        return None
    return MISBUILT_ON_ITS_WEBSITE if report.format == "hosted" else MISBUILT


def _expired(report: Report) -> Answer | None:
    return None if _known(report) else ENDED_UNKNOWN


def _early(report: Report) -> Answer | None:
    return None if _known(report) else EARLY_UNKNOWN


def _revoked(report: Report) -> Answer | None:
    return SUSPENDED if "suspended" in _codes(report) else None


def _known(report: Report) -> bool:
    return report.outcome(CheckId.ISSUER) is Outcome.PASS


def _codes(report: Report) -> set[str]:
    return {check.code for check in report.checks}
