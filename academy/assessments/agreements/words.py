"""What an agreement says."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext, lazy_pgettext

from academy.assessments.agreements.rules import Help, Standing

HELPS: Mapping[Help, LazyString] = {
    Help.TIME: lazy_gettext("Tijd om te oefenen"),
    Help.COURSE: lazy_gettext("Een cursus"),
    Help.MENTOR: lazy_gettext("Iemand die het voordoet"),
}
STANDINGS: Mapping[Standing, LazyString] = {
    Standing.PROPOSED: lazy_pgettext("agreement", "Wacht op een ja"),
    Standing.RUNNING: lazy_pgettext("agreement", "Loopt"),
    Standing.SOON: lazy_pgettext("agreement", "Bijna zover"),
    Standing.OVER: lazy_pgettext("agreement", "Kies een nieuwe dag"),
    Standing.KEPT: lazy_pgettext("agreement", "Gelukt"),
    Standing.ENDED: lazy_pgettext("agreement", "Gestopt"),
}
ASKS = lazy_pgettext("agreement", "Zeg ja of nee")
"""Instead of where it stands, to whoever has to answer."""
