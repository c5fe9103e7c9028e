"""What is known so far about one assertion, and how its examination stops."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from badges.reading import JsonObject, shown
from badges.times import instant, stamp, zoneless_instant
from badges.verifying.asking import Asked
from badges.verifying.open_badges_2 import shapes
from badges.verifying.open_badges_2.generations import Generation
from badges.verifying.report import Check, CheckId, Outcome
from badges.verifying.stopping import StoppedError

_MOMENTS: Final = ("issuedOn", "expires")


@dataclass(slots=True)
class Examination:
    """One assertion under examination."""

    asked: Asked
    generation: Generation
    checks: dict[CheckId, Check] = field(default_factory=dict)

    def note(self, check: Check) -> None:
        """Keep the outcome of a check."""
        self.checks[check.id] = check


def failed(name: CheckId, code: str, place: str = "", detail: str = "") -> StoppedError:
    """Return the stop for something that was checked and is wrong."""
    return StoppedError(Check(name, Outcome.FAIL, code, {}, place, detail))


def unknown(name: CheckId, code: str, place: str = "", detail: str = "") -> StoppedError:
    """Return the stop for something that could not be checked."""
    return StoppedError(Check(name, Outcome.UNKNOWN, code, {}, place, detail))


def misbuilt(place: str, detail: str) -> StoppedError:
    """Return the stop for a document of a wrong form."""
    return failed(CheckId.SCHEMA, "shape-wrong", place, detail)


def check_shape(document: JsonObject, kind: str, where: str) -> None:
    """Stop unless a document has the form of its kind."""
    wrong = shapes.problem(document, kind)
    if wrong is not None:
        place, detail = wrong
        raise misbuilt(f"{shown(where, limit=200)}{shown(place, limit=120)}", detail)


def in_utc(assertion: JsonObject) -> JsonObject:
    """Return an assertion with its moments in UTC, where they have no zone at all.

    Open Badges 2.0 asks for a zone (DateTime), so without one the form is wrong; but what else is
    true of the badge can be told all the same.
    """
    return assertion | {name: _zoned(assertion[name]) for name in _MOMENTS if name in assertion}


def zoneless(assertion: JsonObject) -> str:
    """Name the first moment of an assertion that has no zone; empty for none."""
    zoned = in_utc(assertion)
    return next((name for name in zoned if zoned[name] != assertion[name]), "")


def _zoned(told: Any) -> Any:
    try:
        return stamp(zoneless_instant(told))
    except ValueError:
        return told


def moment(text: str) -> datetime:
    """Read a moment, or stop."""
    try:
        return instant(text)
    except ValueError as error:
        raise misbuilt("", str(error)) from error


def listed(value: Any) -> list[Any]:
    """Return one or several values as a list."""
    return value if isinstance(value, list) else [value]


def name_of(value: Any) -> Any:
    """Reduce an embedded object to its id; compare a recipient without optional members."""
    if isinstance(value, dict) and "identity" in value:
        kind = listed(value.get("type"))
        return (kind, value["identity"], value.get("hashed"), value.get("salt") or "")
    return value.get("id") if isinstance(value, dict) else value
