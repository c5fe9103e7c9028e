"""What came out: checks, one verdict, and what may be believed.

Precedence of verdicts, and why (`verdict_of`):

1. `invalid` if a check of meaning, signature, key or recipient fails: the badge is false or broken,
   and nothing else that it says matters. So does a wrong form, unless the signature holds.
2. `could-not-check` if the signature itself could not be checked: dates and status are then
   only claims, so they must not decide.
3. `revoked` before dates: it is the stronger message, and it holds for expired badges too.
4. `expired` and `not-yet-valid`: certain whatever the status list would say.
5. `invalid` for a wrong form alone.
6. `could-not-check` if the meaning of a word, the status or the recipient is unknown: never green.
7. `unknown-issuer`: all is well, but nobody here knows who says so.
8. `valid`: no check failed, and none that decides is unknown.

An endorsement decides in one direction only: a false one makes the badge `invalid`, one that could
not be checked is left out of what is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from badges.reading import shown
from badges.verifying.messages import MESSAGES


class Verdict(StrEnum):
    """The one answer."""

    VALID = "valid"
    UNKNOWN_ISSUER = "unknown-issuer"
    INVALID = "invalid"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    REVOKED = "revoked"
    COULD_NOT_CHECK = "could-not-check"
    NO_CREDENTIAL = "no-credential"


class Outcome(StrEnum):
    """How one check went."""

    PASS = "pass"  # noqa: S105 - not a password
    FAIL = "fail"
    UNKNOWN = "unknown"
    """It could not be checked."""
    SKIP = "skip"
    """It was not asked for, has no meaning here, or an earlier check made it pointless."""


class CheckId(StrEnum):
    """The checks, in the order in which they are done."""

    PARSE = "parse"
    SCHEMA = "schema"
    SAFE_MODE = "safe-mode"
    KEY_CONTROLLER = "key-controller"
    PROOF = "proof"
    ISSUER = "issuer"
    VALID_FROM = "valid-from"
    VALID_UNTIL = "valid-until"
    STATUS = "status"
    RECIPIENT = "recipient"
    ENDORSEMENTS = "endorsements"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a stable code, an English sentence, where, and what a specialist wants to know.

    `values` fills the placeholders of the sentence; translate by `code` and fill in again.
    All of it is escaped, so it is safe to print (escape for HTML all the same).
    """

    id: CheckId
    outcome: Outcome
    code: str
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    place: str = ""
    detail: str = ""
    text: str = ""

    @property
    def message(self) -> str:
        """The sentence for a person."""
        return self.text or MESSAGES[self.code].format_map(self.values)

    def to_json(self) -> dict[str, Any]:
        """Return the check as it stands in the JSON report."""
        told: dict[str, Any] = {
            "id": self.id.value,
            "outcome": self.outcome.value,
            "code": self.code,
            "message": self.message,
        }
        optional = {"place": self.place, "detail": self.detail, "values": dict(self.values)}
        return told | {name: value for name, value in optional.items() if value}


def signature_kind_unknown(kind: object, place: str, detail: str = "") -> Check:
    """A signature of a kind that we do not support, by the name that the badge gives it."""
    values = {"kind": shown(str(kind), limit=100)}
    return Check(CheckId.PROOF, Outcome.UNKNOWN, "signature-kind-unknown", values, place, detail)


def not_reached(name: CheckId) -> Check:
    """A check that an earlier failure made pointless."""
    return Check(name, Outcome.SKIP, "not-reached")


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to "is this badge good?"

    `credential` is what may be shown: schema-checked and covered by a verified signature; None
    when the signature was not verified. `members` are the reports on the badges inside a CLR.
    """

    verdict: Verdict
    checks: tuple[Check, ...]
    version: str | None = None
    format: str | None = None
    credential: Mapping[str, Any] | None = None
    members: tuple["Report", ...] = ()
    refresh: str | None = None
    """Where the issuer offers a newer version; nobody asked there. Check what it gives anew."""
    carrier: str | None = None
    """The kind of file that it was in (`png`, `svg`, `pdf`), of which nothing else was checked: not
    the picture, and not what is printed on a certificate."""
    reports: tuple["Report", ...] = ()
    """All of several badges that came together (this one first); empty for a badge alone."""

    @property
    def valid(self) -> bool:
        """True only for the verdict `valid`."""
        return self.verdict is Verdict.VALID

    @property
    def may_pass(self) -> bool:
        """Say whether asking again can help: something gave no answer this time."""
        return any(c.outcome is Outcome.UNKNOWN and c.code in _PASSING for c in self.checks)

    def outcome(self, check: CheckId) -> Outcome:
        """Return how one check went; `skip` for one that was not reached."""
        return next((c.outcome for c in self.checks if c.id is check), Outcome.SKIP)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON report (plain dicts, lists and texts)."""
        told: dict[str, Any] = {
            "verdict": self.verdict.value,
            "valid": self.valid,
            "version": self.version,
            "format": self.format,
            "checks": [check.to_json() for check in self.checks],
            "credential": dict(self.credential) if self.credential is not None else None,
        }
        if self.members:
            told["members"] = [member.to_json() for member in self.members]
        if self.carrier:
            told["carrier"] = self.carrier
        if self.refresh:
            told["refresh"] = self.refresh
        if self.reports:
            told["reports"] = [report.to_json() for report in self.reports]
        return told


_PASSING: Final = frozenset(
    {
        *("busy", "internal", "address-unavailable", "key-unavailable"),
        *("document-unavailable", "hosted-unavailable", "status-unavailable"),
    }
)
_BREAKS: Final = frozenset(
    {
        CheckId.PARSE,
        CheckId.SAFE_MODE,
        CheckId.KEY_CONTROLLER,
        CheckId.PROOF,
        CheckId.RECIPIENT,
        CheckId.ENDORSEMENTS,
    }
)
_SIGNED: Final = frozenset({CheckId.PARSE, CheckId.KEY_CONTROLLER, CheckId.PROOF})
_LEFT_OUT: Final = frozenset({CheckId.ENDORSEMENTS})
"""What of it could not be checked is not shown, and decides nothing."""


def verdict_of(checks: Iterable[Check]) -> Verdict:
    """Return the verdict that follows from the checks; see the module for the precedence."""
    checks = list(checks)
    failed = {check.id for check in checks if check.outcome is Outcome.FAIL}
    unknown = {check.id for check in checks if check.outcome is Outcome.UNKNOWN}
    forged = any(check.code == "not-issued-by-us" for check in checks)
    misshapen = CheckId.SCHEMA in failed
    signed = any(c.id is CheckId.PROOF and c.outcome is Outcome.PASS for c in checks)
    rules = (
        (bool(failed & _BREAKS) or forged, Verdict.INVALID),
        (misshapen and not signed, Verdict.INVALID),
        (bool(unknown & _SIGNED), Verdict.COULD_NOT_CHECK),
        (CheckId.STATUS in failed, Verdict.REVOKED),
        (CheckId.VALID_FROM in failed, Verdict.NOT_YET_VALID),
        (CheckId.VALID_UNTIL in failed, Verdict.EXPIRED),
        (misshapen, Verdict.INVALID),
        (bool(unknown - _LEFT_OUT), Verdict.COULD_NOT_CHECK),
        (CheckId.ISSUER in failed, Verdict.UNKNOWN_ISSUER),
    )
    return next((verdict for holds, verdict in rules if holds), Verdict.VALID)
