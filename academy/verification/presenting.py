"""A report in words that a shop manager understands, in the language of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from academy.verification.sentences import sentence
from badges.verifying import Check, CheckId, Outcome, Report, Verdict

TITLES = {
    CheckId.PARSE: lazy_gettext("Leesbaar"),
    CheckId.SCHEMA: lazy_gettext("Juiste vorm"),
    CheckId.SAFE_MODE: lazy_gettext("Eén betekenis"),
    CheckId.KEY_CONTROLLER: lazy_gettext("Sleutel van de uitgever"),
    CheckId.PROOF: lazy_gettext("Handtekening"),
    CheckId.ISSUER: lazy_gettext("Bekende uitgever"),
    CheckId.VALID_FROM: lazy_gettext("Geldig vanaf"),
    CheckId.VALID_UNTIL: lazy_gettext("Geldig tot"),
    CheckId.STATUS: lazy_gettext("Niet ingetrokken"),
    CheckId.RECIPIENT: lazy_gettext("Van wie"),
    CheckId.ENDORSEMENTS: lazy_gettext("Aanbevelingen"),
}
VERDICTS = {
    Verdict.VALID: ("good", lazy_gettext("Deze badge is echt en geldig.")),
    Verdict.UNKNOWN_ISSUER: (
        "warn",
        lazy_gettext("We kennen de uitgever van deze badge niet."),
    ),
    Verdict.INVALID: ("bad", lazy_gettext("Deze badge klopt niet. Vertrouw hem niet.")),
    Verdict.EXPIRED: ("warn", lazy_gettext("Deze badge is verlopen.")),
    Verdict.NOT_YET_VALID: ("warn", lazy_gettext("Deze badge is nog niet geldig.")),
    Verdict.REVOKED: ("bad", lazy_gettext("Deze badge is ingetrokken.")),
    Verdict.COULD_NOT_CHECK: (
        "warn",
        lazy_gettext("We konden deze badge nu niet helemaal controleren."),
    ),
    Verdict.NO_CREDENTIAL: ("warn", lazy_gettext("Hier zit geen badge in.")),
}


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One line of the report."""

    id: str
    outcome: str
    title: str
    message: str
    place: str


@dataclass(frozen=True, slots=True)
class ShownReport:
    """What the page of a report says."""

    tone: str
    """`good`, `warn` or `bad`; never good for what is unknown."""
    verdict: str
    title: str
    checks: tuple[ShownCheck, ...]
    credential: Mapping[str, Any] | None
    ours: bool
    """Whether an organisation that is known here issued it."""


def present(report: Report) -> ShownReport:
    tone, title = VERDICTS[report.verdict]
    return ShownReport(
        tone=tone,
        verdict=report.verdict.value,
        title=str(title),
        checks=tuple(_shown(check) for check in report.checks if _matters(check)),
        credential=report.credential,
        ours=report.outcome(CheckId.ISSUER) is Outcome.PASS,
    )


def _matters(check: Check) -> bool:
    return check.outcome is not Outcome.SKIP


def _shown(check: Check) -> ShownCheck:
    return ShownCheck(
        id=check.id.value,
        outcome=check.outcome.value,
        title=str(TITLES[check.id]),
        message=sentence(check),
        place=check.place,
    )
