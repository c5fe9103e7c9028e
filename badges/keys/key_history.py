"""Keys through the years: rotation, retirement, and what a stolen key still proves.

An issuer signs with one key at a time and publishes every key it ever used, so an old badge
verifies for ever. A *retired* key makes no new claims, but its public half stays listed. A
*compromised* key is marked ``revoked`` from a moment T: whoever stole it can write any date, so a
signature with it proves nothing by itself, and only the issuer's own log of what it issued before T
can still speak for a badge.

Pure rules: the log's answer is an argument, so is the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from badges.errors import KeyBindingError
from badges.keys import did
from badges.keys.multikey import PublicKey
from badges.reading import JsonObject


class Standing(StrEnum):
    """What a key's history says about a badge that verifies with it."""

    OURS = "ours"
    """The key was not compromised: the signature is enough."""
    OURS_BY_LOG = "ours-by-log"
    """The key was compromised, but the log has this badge from before."""
    NOT_ISSUED_BY_US = "not-issued-by-us"
    """The key was compromised and the log does not speak for this badge."""


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """One key of an issuer and what happened to it."""

    verification_method: str
    public_key: PublicKey
    created: datetime
    retired: datetime | None = None
    compromised: datetime | None = None
    """From this moment on somebody else may have held the private key."""


def rotate(history: Sequence[KeyRecord], new: KeyRecord) -> tuple[KeyRecord, ...]:
    """Return the history with a new current key; the one before is retired when the new begins."""
    if any(record.verification_method == new.verification_method for record in history):
        raise KeyBindingError("A new key needs an id of its own.")
    closed = (
        record if record.retired else replace(record, retired=new.created) for record in history
    )
    return (*closed, new)


def compromise(
    history: Sequence[KeyRecord], verification_method: str, *, since: datetime
) -> tuple[KeyRecord, ...]:
    """Return the history with a key marked as compromised; an earlier moment wins over a later."""
    if all(record.verification_method != verification_method for record in history):
        raise KeyBindingError("This issuer has no such key.")
    return tuple(
        _compromised(record, since) if record.verification_method == verification_method else record
        for record in history
    )


def current(history: Sequence[KeyRecord]) -> KeyRecord:
    """Return the key to sign with: the newest that is neither retired nor compromised."""
    usable = [r for r in history if r.retired is None and r.compromised is None]
    if not usable:
        raise KeyBindingError("This issuer has no key to sign with; make a new one.")
    return max(usable, key=lambda record: record.created)


def did_document(issuer: str, history: Sequence[KeyRecord]) -> JsonObject:
    """Return the DID document to publish: every key, a compromised one marked ``revoked``.

    Retired keys stay under ``assertionMethod``, for the badges they signed still count. Compromised
    keys leave it: a verifier elsewhere cannot ask the log, so it must not believe them.
    """
    return did.build_document(issuer, _methods(issuer, history))


def own_document(issuer: str, history: Sequence[KeyRecord]) -> JsonObject:
    """Return the DID document for the issuer's own verifier, which does ask the log.

    Compromised keys are marked ``revoked`` but stay under ``assertionMethod``, so that a badge in
    the log can still be checked; decide with ``standing``. Never publish this one.
    """
    methods = _methods(issuer, history)
    return did.build_document(issuer, methods, assertion=[method.id for method in methods])


def standing(record: KeyRecord, *, logged_at: datetime | None) -> Standing:
    """Say whether a badge that verifies with this key is the issuer's.

    ``logged_at`` is when the issuance log recorded exactly these signed bytes; None when it has no
    such badge. The date inside the badge plays no part: a thief can write any.
    """
    if record.compromised is None:
        return Standing.OURS
    if logged_at is not None and logged_at < record.compromised:
        return Standing.OURS_BY_LOG
    return Standing.NOT_ISSUED_BY_US


def _compromised(record: KeyRecord, since: datetime) -> KeyRecord:
    moment = since if record.compromised is None else min(since, record.compromised)
    return replace(record, compromised=moment)


def _methods(issuer: str, history: Sequence[KeyRecord]) -> list[did.Method]:
    return [
        did.Method(r.verification_method, issuer, r.public_key, revoked=r.compromised)
        for r in history
    ]
