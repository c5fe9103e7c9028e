"""The badge that one of our own addresses or codes is about, looked up without asking ourselves."""

from datetime import date

from academy.credentials.models import Credential
from academy.credentials.papers import find_copy, page_is_open
from academy.credentials.queries import public_credential
from academy.verification.own_places import OwnPlace


def badge_at(place: OwnPlace, today: date) -> Credential | None:
    """None for a code whose page was closed, and for what is no badge."""
    if place.badge:
        return public_credential(place.badge)
    copy = find_copy(place.paper) if place.paper else None
    return copy.credential if copy is not None and page_is_open(copy, today) else None
