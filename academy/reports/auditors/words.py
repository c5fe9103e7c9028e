"""Words for the figures of the pack."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

SAMPLES: Mapping[str, LazyString] = {
    "chosen": _("Badges gekozen om na te kijken"),
    "of_many": _("Daarvan opgeslagen voor veel mensen tegelijk"),
    "right": _("Klopte"),
    "not_right": _("Klopte niet"),
    "answered": _("Daarop antwoord gekregen"),
    "open": _("Nog niet nagekeken"),
    "late": _("Te laat"),
}
OBJECTIONS: Mapping[str, LazyString] = {
    "made": _("Bezwaren van medewerkers"),
    "stands": _("Bleef zoals het was"),
    "rejected": _("Telt niet meer"),
    "look_again": _("Iemand keek opnieuw"),
    "undone": _("De beoordeling werd ongedaan gemaakt"),
    "open": _("Nog geen besluit"),
    "late": _("Te laat"),
}
REVOKED: Mapping[str, LazyString] = {
    "undone": _("Binnen een kwartier ongedaan gemaakt"),
    "mistake": _("Vergissing"),
    "replaced": _("Vervangen door een andere badge"),
    "objection": _("Na een bezwaar"),
    "fraud": _("Fraude"),
    "key_compromised": _("Sleutel gestolen"),
}
