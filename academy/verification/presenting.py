"""A report in words that a shop manager understands, in the language of the page."""

from dataclasses import dataclass
from functools import lru_cache

from flask_babel import lazy_gettext

from academy.verification.answers import Answer, Tone, answer_to, may_be_invented
from academy.verification.badge_words import Kind, ShownBadge, badge_words, kind_of
from academy.verification.endorsement_words import (
    ANSWERS_ON_ENDORSEMENTS,
    CHECKS_OF_ENDORSEMENTS,
)
from academy.verification.sentences import sentence
from academy.verification.whose import whose
from academy.web.locale import language
from badges.verifying import Check, CheckId, Outcome, Report

TITLES = {
    CheckId.PARSE: lazy_gettext("Leesbaar als badge"),
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


SHOWN_AS = {
    "issuer-unknown": "unknown",
    **dict.fromkeys(("nothing-found", "web-page", "not-a-badge", "other-credential"), "no"),
    **dict.fromkeys(("badge-part", "status-list", "wrapper-empty", "no-badge-in-image"), "no"),
    **dict.fromkeys(("pdf-no-badge", "address-not-badge"), "no"),
}
"""By code, where it is not the outcome for a program."""


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One line of the report; `place` and `detail` are for specialists, in English."""

    id: str
    outcome: str
    shown_as: str
    """The outcome as people read it: nothing is wrong with an issuer that we do not know."""
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
    icon: str | None
    """Of the answer; None: that of its tone."""
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
    whose: str
    """Whose name is or is not in it."""
    invented: bool
    """Whether what it says may be made up."""
    is_paper: bool
    """Whether it came in a certificate, on which only the badge was checked."""
    refresh: str | None
    """Where the issuer offers a newer version, if we may ask there."""
    together: tuple["ShownReport", ...]
    """All badges that came together; empty for one alone."""

    @property
    def worst_tone(self) -> Tone:
        """Of several badges, the tone of the worst."""
        tones = {each.tone for each in self.together}
        return next(tone for tone in TONES if tone in tones)


TONES: tuple[Tone, ...] = ("bad", "warn", "good")


def present(report: Report, public_url: str, *, as_file: bool = False) -> ShownReport:
    """The report in words; `as_file` when it is about a file that somebody sent."""
    told = report.credential
    kind = kind_of(told or {})
    answer = _answer(report, kind, as_file=as_file)
    checked = [check for check in report.checks if check.outcome is not Outcome.SKIP]
    skipped = [check for check in report.checks if check.outcome is Outcome.SKIP]
    refresh = report.refresh or ""
    return ShownReport(
        verdict=report.verdict.value,
        tone=answer.tone,
        icon=answer.icon,
        title=str(answer.title),
        meaning=str(answer.meaning),
        checks=tuple(_shown(check, kind) for check in sorted(checked, key=_urgency)),
        left_out=tuple(_shown(check, kind) for check in skipped),
        badge=None if told is None else badge_words(told, public_url),
        members=tuple(present(member, public_url) for member in report.members),
        version=report.version or "",
        format=report.format or "",
        whose=whose(report),
        invented=may_be_invented(report),
        is_paper=report.carrier == "pdf",
        # whatever an issuer wrote becomes a link: never javascript:, nor http
        refresh=refresh if refresh.startswith("https://") else None,
        together=tuple(present(each, public_url, as_file=as_file) for each in report.reports),
    )


def _answer(report: Report, kind: Kind, *, as_file: bool) -> Answer:
    other = ANSWERS_ON_ENDORSEMENTS if kind == "endorsement" else {}
    return other.get(report.verdict) or answer_to(report, as_file=as_file)


def _urgency(check: Check) -> int:
    return (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS).index(check.outcome)


def _shown(check: Check, kind: Kind) -> ShownCheck:
    other = CHECKS_OF_ENDORSEMENTS.get(check.code) if kind == "endorsement" else None
    return ShownCheck(
        id=check.id.value,
        outcome=check.outcome.value,
        shown_as=SHOWN_AS.get(check.code, check.outcome.value),
        code=check.code,
        title=_title(check.id, language()),
        message=str(other) if other else sentence(check),
        place=check.place,
        detail=" ".join(part for part in (check.text, check.detail) if part),
    )


@lru_cache(maxsize=256)
def _title(check: CheckId, _language: str) -> str:
    return str(TITLES[check])
