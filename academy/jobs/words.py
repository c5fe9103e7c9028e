"""What each kind of job is called, for whoever waits for it."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

NAMES: Mapping[str, LazyString] = {
    "issue-pending-badges": _("Badges maken die nog wachten"),
    "team-certificates": _("Certificaten van een team"),
    "refer-stuck-objections": _("Bezwaren doorgeven aan de academie"),
    "delete-old-assessments": _("Oude beoordelingen weghalen"),
    "delete-old-sign-ins": _("Oude inlogpogingen weghalen"),
    "delete-old-jobs": _("Oud werk weghalen"),
    "catch-up-journal": _("Het journaal bijwerken"),
    "tidy-journal": _("Het journaal opruimen"),
    "checkpoint-audit": _("Het einde van de logboeken bewaren"),
    "sweep-files": _("Foto's weghalen die nergens bij horen"),
}
