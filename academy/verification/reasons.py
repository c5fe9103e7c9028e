"""Why a badge was withdrawn, as far as anybody may know."""

from flask_babel import LazyString

from academy.credentials.models import Revocation
from academy.credentials.words import PUBLIC_REASONS


def public_reason(revocation: Revocation | None) -> LazyString | None:
    """The reason; None for a badge that stands, and for one that was undone within minutes."""
    if revocation is None:
        return None
    return PUBLIC_REASONS.get(revocation.reason)
