"""What is closed at first for whoever came in by a code of somebody else, by what they do here.

What workers read of it stands with their pages: `templates/account/_limited.html`.
"""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext

from academy.security.identity import Role
from academy.web.navigation import ON_THE_FLOOR, WITHOUT_WALLET


@dataclass(frozen=True, slots=True)
class Closed:
    """What one can do, what not yet, and one thing to do."""

    works: LazyString
    what: LazyString
    ask: LazyString
    """Whom to tell, when one did not ask for it."""


_WORKS = lazy_gettext(
    "Iemand anders gaf je dit wachtwoord of deze pincode. Voor deze organisatie kun je alles doen."
)
_WITH_WALLET = lazy_gettext(
    "Nu nog dicht: je eigen badges en gegevens, je e-mailadres, en werk voor andere organisaties."
)
_WITHOUT = lazy_gettext(
    "Nu nog dicht: je e-mailadres, je andere apparaten, en werk voor andere organisaties."
)
_TO_ACADEMY = lazy_gettext("Vroeg je niet om een nieuw wachtwoord? Zeg het tegen de academie.")
_TO_ADMINISTRATOR = lazy_gettext(
    "Vroeg je niet om een nieuw wachtwoord? Zeg het tegen je beheerder."
)


def closed_for(roles: Collection[str]) -> Closed | None:
    """None for a worker who is nothing else."""
    others = set(roles) - {Role.WORKER}
    if not others:
        return None
    return Closed(
        _WORKS,
        _WITHOUT if others <= WITHOUT_WALLET else _WITH_WALLET,
        _TO_ADMINISTRATOR if others <= ON_THE_FLOOR else _TO_ACADEMY,
    )
