"""Roles in words."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from academy.security.identity import Role

ROLES: Mapping[str, LazyString] = {
    Role.WORKER: lazy_gettext("Medewerker"),
    Role.TEAM_LEADER: lazy_gettext("Teamleider"),
    Role.GUEST: lazy_gettext("Gastbeoordelaar"),
    Role.ORGANISATION_ADMIN: lazy_gettext("Beheerder"),
    Role.ACADEMY_ADMIN: lazy_gettext("Beheerder van de academie"),
    Role.REGIONAL_READER: lazy_gettext("Lezer voor een regio"),
    Role.EMPLOYER: lazy_gettext("Werkgever"),
}
SHORT_ROLES: Mapping[str, LazyString] = {
    **ROLES,
    Role.ACADEMY_ADMIN: lazy_gettext("Academie"),
    Role.REGIONAL_READER: lazy_gettext("Regio"),
}
"""Where the name of the organisation stands beside it."""
