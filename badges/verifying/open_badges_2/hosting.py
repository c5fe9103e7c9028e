"""Which addresses may speak for an Open Badges 2.0 issuer (Open Badges 2.0, "Hosted Verification").

A hosted badge is believed because of where it stands: on the issuer's own origin, or within what
the issuer's *own* profile allows (`verification.allowedOrigins`, host names, and
`verification.startsWith`, address prefixes). Addresses are compared as parsed, never as bare text,
so `https://good.example.evil.example` is not within `https://good.example`.
"""

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from badges.reading import JsonObject

_CROOKED: Final = re.compile(r"[\x00-\x20\\]|/\.{1,2}(?:/|$)|%2[eEfF]|%5[cC]")
_DEFAULT_PORTS: Final = {"https": 443, "http": 80}


def may_speak(address: str, profile: JsonObject) -> bool:
    """Say whether an assertion at `address` is within the scope of the issuer's profile.

    >>> may_speak("https://a.example/1", {"id": "https://a.example/issuer"})
    True
    >>> may_speak("https://a.example.evil.example/1", {"id": "https://a.example/issuer"})
    False
    """
    parts = _parsed(address)
    issuer = _parsed(str(profile["id"]))
    if parts is None or issuer is None:
        return False
    policy = profile.get("verification")
    policy = policy if isinstance(policy, dict) else {}
    hosts, prefixes = policy.get("allowedOrigins"), policy.get("startsWith")
    if hosts is None and prefixes is None:
        return _origin(parts) == _origin(issuer)
    allowed_host = hosts is None or _host(parts) in _texts(hosts)
    allowed_prefix = prefixes is None or any(_within(parts, text) for text in _texts(prefixes))
    return allowed_host and allowed_prefix


def same_origin(one: str, other: str) -> bool:
    """Say whether two addresses have the same scheme, host and port."""
    parts, others = _parsed(one), _parsed(other)
    return parts is not None and others is not None and _origin(parts) == _origin(others)


def same_place(one: object, other: object) -> bool:
    """Say whether two addresses differ in nothing but a query, by which some ask for a version.

    >>> same_place("https://a.example/1", "https://a.example/1?v=2_0")
    True
    """
    if one == other or not isinstance(one, str) or not isinstance(other, str):
        return one == other
    parts, others = _parsed(one), _parsed(other)
    if parts is None or others is None:
        return False
    return (_origin(parts), parts.path) == (_origin(others), others.path)


def same_host(one: str, other: str) -> bool:
    """Say whether two addresses lead to one host; a step from http to https is none away."""
    parts, others = _parsed(one), _parsed(other)
    return parts is not None and others is not None and parts.hostname == others.hostname


def _within(parts: SplitResult, prefix: str) -> bool:
    start = _parsed(prefix)
    if start is None or _origin(parts) != _origin(start):
        return False
    path, scope = _rest(parts), _rest(start)
    if not path.startswith(scope):
        return False
    # "/org1" is not a prefix of "/org12": a name must end where the prefix ends.
    return not scope[-1:].isalnum() or not path[len(scope) : len(scope) + 1].isalnum()


def _parsed(address: str) -> SplitResult | None:
    if _CROOKED.search(address):
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    return parts._replace(netloc=f"{parts.hostname}:{port or _DEFAULT_PORTS[parts.scheme]}")


def _origin(parts: SplitResult) -> tuple[str, str]:
    return parts.scheme, parts.netloc


def _host(parts: SplitResult) -> str:
    """Return host, with the port only if it is not the usual one."""
    host, _, port = parts.netloc.rpartition(":")
    return host if int(port) == _DEFAULT_PORTS[parts.scheme] else parts.netloc


def _rest(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _texts(value: Any) -> Iterable[str]:
    listed = value if isinstance(value, list) else [value]
    return [text for text in listed if isinstance(text, str)]
