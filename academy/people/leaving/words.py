"""Where people go, in words."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from academy.people.leaving.rules import Destination

DESTINATIONS: Mapping[Destination, LazyString] = {
    Destination.PAID: lazy_gettext("Betaald werk"),
    Destination.LEARN_WORK: lazy_gettext("Leer-werktraject"),
    Destination.EDUCATION: lazy_gettext("School of opleiding"),
    Destination.VOLUNTEERING: lazy_gettext("Vrijwilligerswerk"),
    Destination.UNKNOWN: lazy_gettext("Weten we niet"),
}
