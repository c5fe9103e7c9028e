"""What somebody brought, as a badge to keep: from a file, a picture, a text or a link. Raises a
refusal with one thing to do for what is no badge, or none that can be believed.

Whoever calls this holds a place for heavy work, and no transaction: websites are asked.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from academy.credentials.addresses import Addresses
from academy.credentials.queries import public_credential
from academy.dates import local_day
from academy.dependencies import Dependencies
from academy.errors import InvalidInputError
from academy.verification.checking import check, fetched
from academy.verification.own_badges import badge_at
from academy.verification.own_places import own_place
from academy.verification.whose import holder_of
from badges.verifying import Report, Verdict, address_in

ENDORSEMENT = "EndorsementCredential"
UNSAFE_LINK = "address-not-https"
KEPT = frozenset(Verdict) - {Verdict.INVALID, Verdict.NO_CREDENTIAL}
Checks = Callable[[bytes], Report]
LONGEST = 200
LONGEST_WORDS = 1_000
LONGEST_MESSAGE = 2_000
"""In bytes, of a text around a link; no badge is as small as this and holds an address alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A badge that may be kept."""

    key_hash: bytes
    source: bytes
    kind: str
    name: str
    issuer: str
    holder: str
    given_on: str
    valid_until: str
    verdict: Verdict
    own: UUID | None
    """It is one of this platform, with this id."""
    identifier: str
    """As it stands in the badge: what is said about it names this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What others signed about a badge, to be kept beside it."""

    about: str
    """The id of the badge."""
    key_hash: bytes
    source: bytes
    issuer: str
    words: str
    said_on: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Kept:
    """The files that the wallet holds already, each by its SHA-256."""

    badges: Mapping[bytes, bytes] = field(default_factory=dict)
    """With the key of the badge."""
    said: Collection[bytes] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check of something that is kept already says."""

    verdict: Verdict
    issuer: str
    """Empty when this time nothing could be believed of it."""


def checked(report: Report) -> Checked:
    told = report.credential
    return Checked(verdict=report.verdict, issuer=issuer_name(told["issuer"]) if told else "")


def read(
    source: bytes,
    deps: Dependencies,
    *,
    hosts: Collection[str] = (),
    checked_by: Checks | None = None,
) -> Brought:
    """From the bytes of a file, or a text: an address is opened first, and what it gives kept.

    At one of our own `hosts`, what stands there is looked up: it is no other's badge. `checked_by`
    checks the files that come with it too.
    """
    message = _message(source)
    source = _ours(message, hosts, deps) or _there(message, deps) or source
    report = checked_by(source) if checked_by else check(source, deps)
    _refuse(report)
    if ENDORSEMENT in (report.credential or {}).get("type", []):
        raise InvalidInputError("foreign-badge-is-endorsement")
    return _brought(source, report, deps)


def read_said(source: bytes, checked_by: Checks) -> Said:
    """From the bytes of a file that lies beside badges."""
    report = checked_by(source)
    _refuse(report)
    told = report.credential or {}
    if ENDORSEMENT not in told.get("type", []):
        raise InvalidInputError("foreign-badge-is-none")
    return Said(
        about=str(told.get("recipient", {}).get("id", "")),
        key_hash=_key_hash(told["issuer"], _identifier(told, source)),
        source=source,
        issuer=issuer_name(told["issuer"]),
        words=str(told.get("endorsementComment") or "")[:LONGEST_WORDS],
        said_on=str(told.get("validFrom") or "")[:40],
        verdict=report.verdict,
    )


def known_again(source: bytes, key_hash: bytes) -> str:
    """The id of a badge in these bytes, which were checked and kept under this key before; empty
    when that takes a new check: it lies in a picture, or is no plain JSON."""
    try:
        told = json.loads(source)
        identifier, issuer = str(told["id"]), told["issuer"]
        named = issuer if isinstance(issuer, dict) else {"id": issuer}
        return identifier if _key_hash(named, identifier) == key_hash else ""
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def _message(source: bytes) -> str:
    """A text that is a link or may hold one, as people copy it; empty for anything else."""
    if len(source) > LONGEST_MESSAGE:
        return ""
    try:
        return source.decode()
    except UnicodeDecodeError:
        return ""


def _ours(message: str, hosts: Collection[str], deps: Dependencies) -> bytes | None:
    place = own_place(message, hosts) if hosts else None
    if place is None or place.is_bare:
        return None
    found = badge_at(place, local_day(deps.clock()))
    if found is None:
        raise InvalidInputError("foreign-link-is-no-badge")
    return found.document


def _there(message: str, deps: Dependencies) -> bytes | None:
    """What the link in it leads to; None when there is no link."""
    address = address_in(message)
    there = fetched(address, deps) if address else None
    if address and there is None:
        raise InvalidInputError("foreign-link-is-dead")
    return there


def _refuse(report: Report) -> None:
    if report.reports:
        raise InvalidInputError("foreign-badge-is-many")
    if report.verdict is Verdict.NO_CREDENTIAL:
        raise InvalidInputError("foreign-badge-is-none")
    if report.verdict is Verdict.INVALID:
        raise InvalidInputError("foreign-badge-is-false")
    if any(check.code == UNSAFE_LINK for check in report.checks):
        raise InvalidInputError("foreign-link-is-unsafe")
    if report.credential is None and report.may_pass:
        raise InvalidInputError("foreign-badge-cannot-be-checked")
    if report.credential is None:
        raise InvalidInputError("foreign-badge-is-unknown")


def _brought(source: bytes, report: Report, deps: Dependencies) -> Brought:
    told = report.credential or {}
    achievement, issuer = told.get("achievement") or {}, told["issuer"]
    identifier = _identifier(told, source)
    return Brought(
        key_hash=_key_hash(issuer, identifier),
        source=source,
        kind=_kind(source, report),
        name=str(achievement.get("name") or told.get("name") or "?")[:LONGEST],
        issuer=issuer_name(issuer),
        holder=holder_of(report)[:LONGEST],
        given_on=str(told.get("awardedDate") or told.get("validFrom") or "")[:40],
        valid_until=str(told.get("validUntil") or "")[:40],
        verdict=report.verdict,
        own=_own(identifier, deps),
        identifier=identifier,
    )


def _identifier(told: Mapping[str, Any], source: bytes) -> str:
    return str(told.get("id") or hashlib.sha256(source).hexdigest())


def _key_hash(issuer: Mapping[str, Any], identifier: str) -> bytes:
    return hashlib.sha256(f"{issuer['id']} {identifier}".encode()).digest()


def issuer_name(issuer: Mapping[str, Any]) -> str:
    """As we know it; else as it calls itself, and the verdict says that we do not know it."""
    return str(issuer.get("name") or issuer.get("claimedName") or issuer["id"])[:LONGEST]


def _kind(source: bytes, report: Report) -> str:
    if report.carrier:
        return report.carrier
    return "json" if source.lstrip()[:1] == b"{" else "jwt"


def _own(identifier: str, deps: Dependencies) -> UUID | None:
    """The id of a badge of this platform, by its whole address."""
    try:
        key = UUID(identifier.rpartition("/")[2])
    except ValueError:
        return None
    addresses = Addresses(deps.settings.public_url)
    ours = (addresses.credential(key), addresses.ob2_assertion(key))
    return key if identifier in ours and public_credential(key) is not None else None
