"""What is known so far about one assertion, and how its examination stops."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from badges.reading import JsonObject, shown
from badges.times import instant
from badges.verifying.asking import Asked
from badges.verifying.open_badges_2 import shapes
from badges.verifying.open_badges_2.generations import Generation
from badges.verifying.report import Check, CheckId, Outcome
from badges.verifying.stopping import StoppedError


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
