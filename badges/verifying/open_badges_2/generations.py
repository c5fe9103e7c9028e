"""Open Badges 2.0 and what came before it, written as 2.0 so that one verifier reads them all.

| | assertion | issuer | key of signed badges | withdrawn |
|---|---|---|---|---|
| 2.0, 2.1 | `id` is its address | Profile at its `id` | `creator`, linked both ways | list |
| 1.0, 1.1 | `uid`, `verify` | at an address | PEM text at `verify.url` | `{uid: reason}` |
| 0.5 | `badge.issuer.origin` | only an origin | never signed | not at its address |

Sources: Open Badges 2.0; Open Badges 1.0 and 1.1 specifications (2013, 2015); the 0.5 "Mozilla
beta" assertion. In 1.x the key is bound to the issuer by its origin, as nothing else binds it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from badges.errors import SchemaError
from badges.reading import JsonObject, decode_text, read_object, without_nulls
from badges.times import lenient_instant, stamp, zoneless_instant
from badges.verifying.open_badges_2.hosting import same_origin

_CONTEXT_2: Final = re.compile(
    r"https://(?:w3id\.org/openbadges/v2|openbadgespec\.org/v2/context\.json)"
)
_CONTEXT_1: Final = re.compile(
    r"https://w3id\.org/openbadges/v1"
    r"|https?://(?:standard|specification)\.openbadges\.org/1\.1/context(?:\.json)?"
)
"""Under all the addresses that they have had."""

Upgrade = Callable[[str, str, JsonObject], JsonObject]


@dataclass(frozen=True, slots=True)
class Generation:
    """How one version writes its documents."""

    version: str
    upgrade: Upgrade
    """From kind, address and document to the same in 2.0; raises SchemaError."""

    def read(self, kind: str, address: str, body: bytes) -> JsonObject:
        """Read a fetched document of a kind (`assertion`, `badge`, `profile`, `key`…) as 2.0."""
        if kind == "key" and self.version.startswith("1."):
            return {"id": address, "owner": address, "publicKeyPem": decode_text(body)}
        return self.upgrade(kind, address, without_nulls(read_object(body)))

    def profile(self, address: str) -> JsonObject | None:
        """Return the issuer where a version has no document for it."""
        if self.version != "0.5":
            return None
        return {"id": address, "type": "Issuer", "name": address}

    def names_key(self, profile: JsonObject, creator: str) -> bool:
        """Say whether the issuer's profile stands for the key at an address."""
        if self.version.startswith("1."):
            return same_origin(profile["id"], creator)
        keys: Any = profile.get("publicKey", [])
        listed = keys if isinstance(keys, list) else [keys]
        return creator in [key["id"] if isinstance(key, dict) else key for key in listed]

    def owns_key(self, profile: JsonObject, key: JsonObject) -> bool:
        """Say whether the key names the issuer as its owner."""
        return self.version.startswith("1.") or key["owner"] == profile["id"]


def generation_of(document: JsonObject) -> Generation | None:
    """Return the version that a document gives itself out as, or None for something else.

    A verifiable credential is something else, also where it borrows the words of Open Badges 2.0.
    """
    if "credentialSubject" in document:
        return None
    named: Any = document.get("@context")
    listed = [
        each for each in (named if isinstance(named, list) else [named]) if isinstance(each, str)
    ]
    if any(map(_CONTEXT_2.fullmatch, listed)):
        return TWO
    if any(map(_CONTEXT_1.fullmatch, listed)):
        return ONE_ONE
    if (
        "@context" not in document
        and "uid" in document
        and isinstance(document.get("verify"), dict)
    ):
        return ONE_ZERO
    badge = document.get("badge")
    if (
        "recipient" in document
        and isinstance(badge, dict)
        and isinstance(badge.get("issuer"), dict)
    ):
        return HALF if "origin" in badge["issuer"] else None
    return None


def _from_2(kind: str, _address: str, document: JsonObject) -> JsonObject:
    """Write 2.0 in one way: `verification` under its own name, moments in one form."""
    if kind != "assertion":
        return document
    # Table "Assertion": "Alias verify may be used", as every Moodle badge does.
    verification = document.get("verification", document.get("verify"))
    named = {} if verification is None else {"verification": verification}
    kept = {name: value for name, value in document.items() if name != "verify"}
    moments: JsonObject = {name: _moment_2(document[name]) for name in _MOMENTS if name in document}
    return {**kept, **named, **moments}


def _moment_2(told: Any) -> Any:
    """Write a moment as Open Badges 2.0 allows it (ISO 8601 with a zone) as a dateTimeStamp."""
    try:
        return stamp(lenient_instant(told))
    except ValueError:
        return told  # the schema says what is wrong with it


def _from_1(kind: str, address: str, document: JsonObject) -> JsonObject:
    """Write a document of 1.0 or 1.1 as 2.0."""
    return _UPGRADES_1[kind](address, document)


def _assertion_1(_address: str, document: JsonObject) -> JsonObject:
    verify = document.get("verify")
    if not isinstance(verify, dict) or not isinstance(verify.get("url"), str):
        raise SchemaError("verify must be an object with type and url.", place="/verify")
    signed = verify.get("type") == "signed"
    kept: JsonObject = {name: document[name] for name in _KEPT_1 if name in document}
    if isinstance(document.get("recipient"), str):  # Mozilla's backpack wrote it so into pictures
        kept["recipient"] = _recipient_05(document)
    moments: JsonObject = {name: _moment(document[name]) for name in _MOMENTS if name in document}
    return {
        **kept,
        **moments,
        "type": "Assertion",
        "id": f"urn:openbadges:uid:{document.get('uid')}" if signed else verify["url"],
        "verification": {"type": verify.get("type"), "creator": verify["url"]},
    }


def _badge_1(address: str, document: JsonObject) -> JsonObject:
    return {"description": "", **document, "id": address, "type": "BadgeClass"}


def _profile_1(address: str, document: JsonObject) -> JsonObject:
    return {**document, "id": address, "type": "Issuer"}


def _revocations_1(address: str, document: JsonObject) -> JsonObject:
    entries = [
        {"id": f"urn:openbadges:uid:{uid}", "revocationReason": reason}
        for uid, reason in document.items()
    ]
    return {"id": address, "issuer": address, "revokedAssertions": entries}


def _from_05(kind: str, address: str, document: JsonObject) -> JsonObject:
    """Write a 0.5 assertion, fetched from `address`, as 2.0; it is the only kind of document.

    One that came as a file may say where it stands in the words of 1.0.
    """
    badge = document.get("badge")
    issuer = badge.get("issuer") if isinstance(badge, dict) else None
    if kind != "assertion" or not isinstance(badge, dict) or not isinstance(issuer, dict):
        raise SchemaError("A 0.5 assertion holds its badge and issuer.", place="/badge")
    verify = document.get("verify")
    stands_at = address or (verify.get("url") if isinstance(verify, dict) else None) or ""
    moments: JsonObject = {
        new: _moment(document[old]) for old, new in _MOMENTS_05 if old in document
    }
    origin = _with_lock(str(issuer.get("origin", "")).rstrip("/"), stands_at)
    addresses = {name: _within(origin, badge[name]) for name in _ADDRESSES_05 if name in badge}
    return {
        "type": "Assertion",
        "id": stands_at,
        "recipient": _recipient_05(document),
        "issuedOn": "1970-01-01T00:00:00Z",
        **moments,
        "verification": {"type": "hosted"},
        "badge": {**badge, **addresses, "id": stands_at, "type": "BadgeClass", "issuer": origin},
    }


def _with_lock(origin: str, address: Any) -> str:
    """Return the origin of an issuer that was without a lock (http) then, and has one now."""
    locked = "https://" + origin.removeprefix("http://")
    return locked if isinstance(address, str) and same_origin(locked, address) else origin


def _recipient_05(document: JsonObject) -> JsonObject:
    """Write an e-mail address, plain or hashed, as the object that came after it."""
    told = document.get("recipient")
    hashed = isinstance(told, str) and "$" in told
    return {"type": "email", "identity": told, "hashed": hashed, "salt": document.get("salt", "")}


def _within(origin: str, told: Any) -> Any:
    """0.5 lets an address begin at the origin of the issuer: `/criteria.html`."""
    return origin + told if isinstance(told, str) and told.startswith("/") else told


def _moment(told: Any) -> str:
    """Read what 0.5 and 1.x allow: seconds since 1970, or a date or moment, if need be in UTC."""
    try:
        if isinstance(told, int) and not isinstance(told, bool):
            return stamp(datetime.fromtimestamp(told, UTC))
        return stamp(_read_moment(told))
    except (ValueError, OverflowError, OSError) as error:
        raise SchemaError(str(error)) from error


def _read_moment(told: Any) -> datetime:
    try:
        return lenient_instant(told)
    except ValueError:
        return zoneless_instant(told)


_KEPT_1: Final = ("@context", "recipient", "badge", "evidence", "image", "narrative")
_MOMENTS: Final = ("issuedOn", "expires")
_MOMENTS_05: Final = (("issued_on", "issuedOn"), ("expires", "expires"))
_ADDRESSES_05: Final = ("image", "criteria")
_UPGRADES_1: Final[dict[str, Callable[[str, JsonObject], JsonObject]]] = {
    "assertion": _assertion_1,
    "badge": _badge_1,
    "profile": _profile_1,
    "revocations": _revocations_1,
}

TWO: Final = Generation("2.0", _from_2)
ONE_ONE: Final = Generation("1.1", _from_1)
ONE_ZERO: Final = Generation("1.0", _from_1)
HALF: Final = Generation("0.5", _from_05)
