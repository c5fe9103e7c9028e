"""Words for what waits on the list of tablets."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

REASONS: Mapping[str, LazyString] = {
    "names-unknown": lazy_gettext("De medewerker, het team of de vaardigheid is er niet meer."),
    "content-unfit": lazy_gettext("De tablet stuurde iets wat niet klopt."),
    "cannot-be-kept": lazy_gettext("De tablet stuurde iets wat niet klopt."),
    "unknown-key": lazy_gettext("We hebben de sleutel niet. Is er een back-up teruggezet?"),
    "cannot-open": lazy_gettext("Het is onderweg veranderd. We kunnen het niet openen."),
    "envelope-unfit": lazy_gettext("De tablet stuurde iets wat niet klopt."),
    "forged-grant": lazy_gettext("Het bewijs van inloggen is niet van ons."),
    "bad-signature": lazy_gettext("Het is niet gemaakt door wie was ingelogd."),
}
"""Why an item could not be recorded, for an administrator; by the reason of the protocol."""
