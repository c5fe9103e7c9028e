"""Under which address a person opens a page that we print, draw as a QR code or give as a link.

What was signed keeps PUBLIC_URL for good. In a demo that says `localhost:8000`, which a phone in
the same room cannot open, nor anybody when PORT is another; so there it is the address in use.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import has_request_context, request

from academy.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def opened_at(settings: Settings) -> str:
    """Scheme and host without a slash at the end, like PUBLIC_URL."""
    if not settings.demo:
        return settings.public_url
    asked = request.host_url.rstrip("/") if has_request_context() else ""
    if asked and not is_loopback(urlsplit(asked).hostname or ""):
        return asked
    # on the computer itself: what others in the room can open, else what the browser has
    return settings.demo_url or asked or settings.public_url


def own_hosts(settings: Settings) -> set[str]:
    """At which hosts, with their ports, what is asked for is ours."""
    ours = {urlsplit(each).netloc for each in (settings.public_url, opened_at(settings))}
    # the host of the browser too: a demo is opened at an address that it does not sign
    return {host.lower() for host in (*ours, request.host)}


def is_loopback(host: str) -> bool:
    return host in LOOPBACK


def is_near(address: str) -> bool:
    """Whether it is an address of this computer or of a private network, never of the internet."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return found.is_loopback or (found.is_private and not found.is_unspecified)
