"""Which network addresses are public, and which URLs may be fetched at all.

Written out rather than left to `ipaddress.is_global`, whose answer differs between Python
versions. Sources: the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and later).
Addresses that carry an IPv4 address inside (mapped, compatible, 6to4, Teredo, NAT64) are refused
as a whole: no server needs to be reached that way.
"""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

MAX_URL: Final = 2048

_NOT_PUBLIC_4: Final = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_GLOBAL_6: Final = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6: Final = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
_LABEL: Final = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_HOST: Final = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z0-9-]*[a-z]){_LABEL}")
_NOT_IN_URL: Final = re.compile(r"[\x00-\x20\x7f-\U0010ffff\\^`{|}<>\"]")
_LOCAL_NAMES: Final = (".localhost", ".local", ".internal", ".test", ".invalid", ".onion", ".arpa")


@dataclass(frozen=True, slots=True)
class Target:
    """A host and what to ask of it."""

    host: str
    path: str


def is_public(address: str) -> bool:
    """Say whether a textual IP address belongs to a public machine.

    >>> [is_public(a) for a in ("93.184.216.34", "100.64.0.1", "::ffff:8.8.8.8", "fe80::1%eth0")]
    [True, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _NOT_PUBLIC_4)
    if ip.scope_id is not None or ip not in _GLOBAL_6:
        return False
    return not any(ip in network for network in _NOT_PUBLIC_6)


def target(url: str) -> Target | None:
    """Return where an address leads, or None unless it is https on 443 to a host by name.

    No credentials, no other port, no IP address in any notation, no name without a dot, no name
    kept for local use (RFC 6761), nothing that two parsers could read differently.

    >>> target("https://badges.example.nl/status/1?x=2#3")
    Target(host='badges.example.nl', path='/status/1?x=2')
    """
    if len(url) > MAX_URL or _NOT_IN_URL.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme != "https" or "@" in parts.netloc or port not in (None, 443):
        return None
    host = (parts.hostname or "").lower()
    if not _HOST.fullmatch(host) or len(host) > 253 or host.endswith(_LOCAL_NAMES):
        return None
    path = parts.path or "/"
    return Target(host, f"{path}?{parts.query}" if parts.query else path)


def is_https(url: str) -> bool:
    """Say whether a URL asks for https on the usual port, whatever else is wrong with it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and port in (None, 443)
