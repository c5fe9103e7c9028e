"""What stands on a card: on the screen, on paper, and in what the office prints for others."""

from dataclasses import dataclass
from datetime import datetime

from academy.access import codes
from academy.access.models import Card
from academy.access.qr import qr_svg
from academy.people.models import Person
from academy.settings import Settings
from academy.web.opening import opened_at

TYPED_AT, SCANNED_AT = "/sign-in/card", "/card/"
"""Known here, for whoever prints without a page has no request to ask; a test compares them."""


@dataclass(frozen=True, slots=True)
class Print:
    """One card."""

    person: Person
    organisation: str
    code: str
    """In groups of four."""
    address: str
    """To type where there is no camera; the code is asked for there."""
    qr: str
    """SVG of the address that the QR opens."""
    until: datetime | None = None
    """For a temporary card: when it stops."""


def print_of(card: Card, organisation: str, settings: Settings) -> Print:
    code = codes.card_code(card.uuid, secret_key=settings.secret_key)
    return printed(card.person, organisation, code, settings)


def printed(
    person: Person,
    organisation: str,
    code: str,
    settings: Settings,
    *,
    until: datetime | None = None,
) -> Print:
    site = opened_at(settings)
    return Print(
        person=person,
        organisation=organisation,
        code=codes.grouped(code),
        address=site.partition("://")[2] + TYPED_AT,
        qr=qr_svg(f"{site}{SCANNED_AT}{code}"),
        until=until,
    )
