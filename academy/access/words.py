"""The ways in, in words."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext, lazy_pgettext

WAYS_IN: Mapping[str, LazyString] = {
    "password": lazy_gettext("Wachtwoord"),
    "card": lazy_pgettext("card to log in with", "Kaart"),
    "demo": lazy_gettext("Demo"),
}
"""By the `method` of a session."""
