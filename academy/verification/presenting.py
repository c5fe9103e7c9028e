"""A report in words that a shop manager understands, in the language of the page."""

from dataclasses import dataclass
from typing import Literal

from flask_babel import LazyString, lazy_gettext

from academy.verification.badge_words import ShownBadge, badge_words
from academy.verification.sentences import sentence
from badges.verifying import Check, CheckId, Outcome, Report, Verdict

Tone = Literal["good", "warn", "bad"]

TITLES = {
    CheckId.PARSE: lazy_gettext("Leesbaar"),
    CheckId.SCHEMA: lazy_gettext("Juiste vorm"),
    CheckId.SAFE_MODE: lazy_gettext("Eén betekenis"),
    CheckId.KEY_CONTROLLER: lazy_gettext("Sleutel van de uitgever"),
    CheckId.PROOF: lazy_gettext("Handtekening"),
    CheckId.ISSUER: lazy_gettext("Bekende uitgever"),
    CheckId.VALID_FROM: lazy_gettext("Geldt al"),
    CheckId.VALID_UNTIL: lazy_gettext("Niet verlopen"),
    CheckId.STATUS: lazy_gettext("Niet ingetrokken"),
    CheckId.RECIPIENT: lazy_gettext("Van wie"),
    CheckId.ENDORSEMENTS: lazy_gettext("Aanbevelingen"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How a verdict is said."""

    tone: Tone
    """Never good for what is unknown."""
    title: LazyString
    meaning: LazyString
    """What it means for who asks, and what to do now."""


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
    ),
    Verdict.NOT_YET_VALID: Answer(
        "warn",
        lazy_gettext("Deze badge geldt nog niet"),
        lazy_gettext("De badge is echt, maar telt pas later. Kijk hieronder vanaf wanneer."),
    ),
    Verdict.REVOKED: Answer(
        "bad",
        lazy_gettext("Deze badge is ingetrokken"),
        lazy_gettext("De uitgever heeft hem teruggenomen. De badge telt niet meer."),
    ),
    Verdict.COULD_NOT_CHECK: Answer(
        "warn",
        lazy_gettext("We konden deze badge niet helemaal controleren"),
        lazy_gettext("Vertrouw hem nog niet. Kijk hieronder wat er niet lukte."),
    ),
    Verdict.NO_CREDENTIAL: Answer(
        "warn",
        lazy_gettext("Hier zit geen badge in"),
        lazy_gettext("Kies de badge zelf: een plaatje of een bestand van de uitgever."),
    ),
}


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One line of the report; `place` and `detail` are for specialists, in English."""

    id: str
    outcome: str
    code: str
    title: str
    message: str
    place: str
    detail: str


@dataclass(frozen=True, slots=True)
class ShownReport:
    """What the page of a report says."""

    verdict: str
    tone: Tone
    title: str
    meaning: str
    checks: tuple[ShownCheck, ...]
    """What was checked, first what needs attention, without what was not needed."""
    left_out: tuple[ShownCheck, ...]
    badge: ShownBadge | None
    """What it says, when that may be believed to be the issuer's."""
    members: tuple["ShownReport", ...]
    version: str
    format: str


def present(report: Report, public_url: str) -> ShownReport:
    answer = ANSWERS[report.verdict]
    told = report.credential
    checked = [check for check in report.checks if check.outcome is not Outcome.SKIP]
    skipped = [check for check in report.checks if check.outcome is Outcome.SKIP]
    return ShownReport(
        verdict=report.verdict.value,
        tone=answer.tone,
        title=str(answer.title),
        meaning=str(answer.meaning),
        checks=tuple(_shown(check) for check in sorted(checked, key=_urgency)),
        left_out=tuple(_shown(check) for check in skipped),
        badge=None if told is None else badge_words(told, public_url),
        members=tuple(present(member, public_url) for member in report.members),
        version=report.version or "",
        format=report.format or "",
    )


def _urgency(check: Check) -> int:
    return (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS).index(check.outcome)


def _shown(check: Check) -> ShownCheck:
    return ShownCheck(
        id=check.id.value,
        outcome=check.outcome.value,
        code=check.code,
        title=str(TITLES[check.id]),
        message=sentence(check),
        place=check.place,
        detail=" ".join(part for part in (check.text, check.detail) if part),
    )
