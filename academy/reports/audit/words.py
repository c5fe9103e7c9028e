"""What happened, in words: one sentence for each action that the log knows."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

ACTIONS: Mapping[str, LazyString] = {
    "account.password_set": _("Wachtwoord gekozen"),
    "account.start_code_given": _("Startcode gegeven"),
    "assessment.conflict_dismissed": _("Dubbele beoordeling bekeken"),
    "assessment.conflict_kept": _("Dubbele beoordeling bewaard"),
    "assessment.deleted": _("Oude beoordeling verwijderd"),
    "assessment.recorded": _("Beoordeling opgeslagen"),
    "assessment.reviewed": _("Opnieuw naar een beoordeling gekeken"),
    "assessment.undone": _("Beoordeling ongedaan gemaakt"),
    "assessment.worker_agrees": _("Medewerker is het eens met een beoordeling"),
    "assessment.worker_objects": _("Medewerker maakte bezwaar"),
    "card.issued": _("Kaart gemaakt"),
    "card.last_try": _("Laatste poging met een pincode"),
    "card.pin_changed": _("Pincode veranderd"),
    "card.pin_reset": _("Nieuwe pincode gegeven"),
    "card.voided": _("Kaart ongeldig gemaakt"),
    "credential.confirmed": _("Badge bevestigd"),
    "credential.issued": _("Badge gegeven"),
    "credential.revoked": _("Badge ingetrokken"),
    "key.created": _("Sleutel gemaakt"),
    "keys.rotated": _("Sleutels vernieuwd"),
    "session.ended": _("Uitgelogd"),
    "session.started": _("Ingelogd"),
}


def words(action: str) -> str:
    """The action in words, or its code when it has none."""
    return str(ACTIONS.get(action, action))
