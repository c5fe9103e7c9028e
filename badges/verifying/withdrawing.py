"""How a report says that the issuer withdrew a badge, in any version."""

from badges.reading import shown
from badges.verifying.report import Check, CheckId, Outcome


def revoked_check(reason: object, *, place: str) -> Check:
    """The check for a badge that its issuer withdrew, with the reason if one is given."""
    place = shown(place, limit=200)
    if isinstance(reason, str) and reason.strip():
        values = {"reason": shown(reason.strip(), limit=200)}
        return Check(CheckId.STATUS, Outcome.FAIL, "revoked-reason", values, place)
    return Check(CheckId.STATUS, Outcome.FAIL, "revoked", {}, place)
