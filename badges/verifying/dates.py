"""Is it the time at which the badge counts? Both ends count: from <= now <= until."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from badges.reading import JsonObject
from badges.times import instant, stamp
from badges.verifying.report import Check, CheckId, Outcome


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when a signature counts, as far as it says."""

    begins: datetime | None = None
    ends: datetime | None = None
    end_named: str = "/proof/expires"
    """Where it says when it ends."""


ALWAYS: Final = Span()


def check_start(
    document: JsonObject, *, now: datetime, signature: Span = ALWAYS, name: str = "validFrom"
) -> Check:
    """Check that badge and signature have begun to be valid (VC Data Model 2.0, section 4.9)."""
    told = [(instant(document[name]), f"/{name}")] if name in document else []
    told += [] if signature.begins is None else [(signature.begins, "/nbf")]
    start, place = max(told)
    outcome = Outcome.PASS if start <= now else Outcome.FAIL
    code = "started" if start <= now else "not-started"
    return Check(CheckId.VALID_FROM, outcome, code, {"moment": stamp(start)}, place)


def check_end(
    document: JsonObject,
    *,
    now: datetime,
    signature: Span = ALWAYS,
    name: str = "validUntil",
) -> Check:
    """Check that neither the badge nor its signature has come to its end."""
    if name in document:
        end = instant(document[name])
        if _is_over(end, now):
            values = {"moment": stamp(end)}
            return Check(CheckId.VALID_UNTIL, Outcome.FAIL, "ended", values, f"/{name}")
    if signature.ends is not None and signature.ends < now:
        values = {"moment": stamp(signature.ends)}
        place = signature.end_named
        return Check(CheckId.VALID_UNTIL, Outcome.FAIL, "signature-ended", values, place)
    if name in document:
        values = {"moment": stamp(instant(document[name]))}
        return Check(CheckId.VALID_UNTIL, Outcome.PASS, "not-ended", values, f"/{name}")
    return Check(CheckId.VALID_UNTIL, Outcome.PASS, "no-end")


def _is_over(end: datetime, now: datetime) -> bool:
    """An end in whole seconds lasts to the end of its second: 23:59:59 is the end of the day."""
    return end < now if end.microsecond else end <= now - timedelta(seconds=1)
