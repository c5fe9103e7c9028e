"""Words of the pack: for its figures, and for the end of an authority."""

from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from academy.people.models import AssessorAuthority
from academy.web.filters import day

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


def last_day(row: AssessorAuthority, *, none: str) -> str:
    """`none`: what stands there without an end."""
    if row.never_held:
        return str(gettext("Gestopt op de eerste dag of eerder"))
    return day(row.ends_on) if row.ends_on else none
