"""Is it the time at which the badge counts? Both ends count: from <= now <= until."""

from datetime import datetime, timedelta

from badges.reading import JsonObject
from badges.times import instant, stamp
from badges.verifying.report import Check, CheckId, Outcome


def check_start(document: JsonObject, *, now: datetime, name: str = "validFrom") -> Check:
    """Check that the badge has begun to be valid (VC Data Model 2.0, section 4.9)."""
    start = instant(document[name])
    outcome = Outcome.PASS if start <= now else Outcome.FAIL
    code = "started" if start <= now else "not-started"
    return Check(CheckId.VALID_FROM, outcome, code, {"moment": stamp(start)}, f"/{name}")


def check_end(
    document: JsonObject,
    *,
    now: datetime,
    proof_ends: datetime | None = None,
    name: str = "validUntil",
) -> Check:
    """Check that neither the badge nor its signature has come to its end."""
    if name in document:
        end = instant(document[name])
        if _is_over(end, now):
            values = {"moment": stamp(end)}
            return Check(CheckId.VALID_UNTIL, Outcome.FAIL, "ended", values, f"/{name}")
    if proof_ends is not None and proof_ends < now:
        values = {"moment": stamp(proof_ends)}
        return Check(CheckId.VALID_UNTIL, Outcome.FAIL, "signature-ended", values, "/proof/expires")
    if name in document:
        values = {"moment": stamp(instant(document[name]))}
        return Check(CheckId.VALID_UNTIL, Outcome.PASS, "not-ended", values, f"/{name}")
    return Check(CheckId.VALID_UNTIL, Outcome.PASS, "no-end")


def _is_over(end: datetime, now: datetime) -> bool:
    """An end in whole seconds lasts to the end of its second: 23:59:59 is the end of the day."""
    return end < now if end.microsecond else end <= now - timedelta(seconds=1)
