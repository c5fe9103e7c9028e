"""The badge that one of our own addresses or codes is about, looked up without asking ourselves."""

from datetime import date
from urllib.parse import urlsplit

from flask import request

from academy.credentials.models import Credential
from academy.credentials.papers import find_copy, page_is_open
from academy.credentials.queries import public_credential
from academy.dependencies import dependencies
from academy.verification.own_places import OwnPlace
from academy.web.opening import opened_at


def own_hosts() -> set[str]:
    # the host of the browser too: a demo is opened at an address that it does not sign
    settings = dependencies().settings
    ours = {urlsplit(each).netloc for each in (settings.public_url, opened_at(settings))}
    return {host.lower() for host in (*ours, request.host)}


def badge_at(place: OwnPlace, today: date) -> Credential | None:
    """None for a code whose page was closed, and for what is no badge."""
    if place.badge:
        return public_credential(place.badge)
    copy = find_copy(place.paper) if place.paper else None
    return copy.credential if copy is not None and page_is_open(copy, today) else None
