"""Why a badge was withdrawn, in words, for everybody who may know of it."""

from flask_babel import LazyString, lazy_gettext

from academy.credentials.models import RevocationReason

CHOICES: dict[str, LazyString] = {
    RevocationReason.MISTAKE: lazy_gettext("De badge is per ongeluk gegeven"),
    RevocationReason.OBJECTION: lazy_gettext("De medewerker wil deze badge niet"),
    RevocationReason.FRAUD: lazy_gettext("Er is niet eerlijk beoordeeld"),
}
"""What a leader or administrator can choose; the other reasons come by themselves."""
PUBLIC_REASONS: dict[str, LazyString] = {
    RevocationReason.MISTAKE: lazy_gettext("De badge was per ongeluk gegeven."),
    RevocationReason.REPLACED: lazy_gettext("Er is een andere badge voor in de plaats gekomen."),
    RevocationReason.FRAUD: lazy_gettext("Er was niet eerlijk beoordeeld."),
    RevocationReason.KEY_COMPROMISED: lazy_gettext(
        "Iemand anders had misschien de digitale sleutel van de uitgever."
    ),
}
"""A sentence for whoever checks the badge. That it was undone within minutes is nobody's business,
nor what its holder wants or said."""
LOGGED: dict[str, LazyString] = {
    RevocationReason.UNDONE: lazy_gettext("Ongedaan gemaakt binnen 15 minuten"),
    RevocationReason.MISTAKE: lazy_gettext("Per ongeluk gegeven"),
    RevocationReason.REPLACED: lazy_gettext("Vervangen door een andere badge"),
    RevocationReason.OBJECTION: lazy_gettext("De medewerker wil deze badge niet"),
    RevocationReason.FRAUD: lazy_gettext("Niet eerlijk beoordeeld"),
    RevocationReason.KEY_COMPROMISED: lazy_gettext("Iemand anders had misschien de sleutel"),
}
"""A few words for the organisation's own log."""
