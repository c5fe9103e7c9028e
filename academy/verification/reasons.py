"""Why a badge was withdrawn, as far as anybody may know."""

from flask_babel import LazyString, lazy_gettext

from academy.credentials.models import Revocation, RevocationReason

PUBLIC_REASONS = {
    RevocationReason.MISTAKE: lazy_gettext("De badge was per ongeluk gegeven."),
    RevocationReason.REPLACED: lazy_gettext("Er is een andere badge voor in de plaats gekomen."),
    RevocationReason.OBJECTION: lazy_gettext("De medewerker wil deze badge niet."),
    RevocationReason.FRAUD: lazy_gettext("Er was niet eerlijk beoordeeld."),
    RevocationReason.KEY_COMPROMISED: lazy_gettext(
        "Iemand anders had misschien de digitale sleutel van de uitgever."
    ),
}


def public_reason(revocation: Revocation | None) -> LazyString | None:
    """The reason; None for a badge that stands, and for one that was undone within minutes."""
    if revocation is None:
        return None
    return PUBLIC_REASONS.get(RevocationReason(revocation.reason))
