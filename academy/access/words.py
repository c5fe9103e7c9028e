"""The ways in, in words."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext, lazy_pgettext

from academy.security.identity import Role

WAYS_IN: Mapping[str, LazyString] = {
    "password": lazy_gettext("Wachtwoord"),
    "card": lazy_pgettext("card to log in with", "Kaart"),
    "pictures": lazy_gettext("Kaart en plaatjes"),
    "look": lazy_gettext("Alleen kijken, met de kaart"),
    "demo": lazy_gettext("Demo"),
}
"""By the `method` of a session."""
NOT_YET_IN: Mapping[str, LazyString] = {
    Role.TEAM_LEADER: lazy_gettext("Kan nog niet inloggen als teamleider"),
    Role.GUEST: lazy_gettext("Kan nog niet inloggen als gastbeoordelaar"),
    Role.ORGANISATION_ADMIN: lazy_gettext("Kan nog niet inloggen als beheerder"),
    Role.ACADEMY_ADMIN: lazy_gettext("Kan nog niet inloggen als beheerder van de academie"),
    Role.REGIONAL_READER: lazy_gettext("Kan nog niet inloggen als lezer voor een regio"),
    Role.EMPLOYER: lazy_gettext("Kan nog niet inloggen als werkgever"),
}
"""By a role that a card does not open."""
