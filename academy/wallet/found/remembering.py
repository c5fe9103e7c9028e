"""What the first look at a file found, so that offering it soon afterwards need not look again.

It holds for the same bytes, by their hash, and no longer than issuers mostly let a list of
withdrawn badges be kept. What was looked at longer ago, or is another file, is checked in full.
"""

import hashlib
from datetime import datetime, timedelta

from academy.wallet.elsewhere.reading import Brought
from academy.wallet.found.models import FoundBadge
from badges.verifying import Verdict

FRESH = timedelta(minutes=15)
TOLD = ("kind", "holder", "given_on", "valid_until", "identifier")
"""What a line has no column for."""


def remember(line: FoundBadge, content: bytes, brought: Brought, *, now: datetime) -> None:
    """`now`: when the look began. Not of a file that only leads to a badge: that may be another
    one the next time."""
    if brought.source != content:
        return
    line.digest, line.looked_at = _digest(content), now
    line.told = {name: getattr(brought, name) for name in TOLD}


def recalled(line: FoundBadge, content: bytes, *, now: datetime) -> Brought | None:
    """None: it has to be looked at again."""
    at, key_hash = line.looked_at, line.key_hash
    if at is None or key_hash is None or not at <= now <= at + FRESH:
        return None
    if line.digest != _digest(content):
        return None
    return Brought(
        key_hash=key_hash, source=content, name=line.name, issuer=line.issuer,
        verdict=Verdict(line.verdict), own=None, **{name: line.told[name] for name in TOLD},
    )  # fmt: skip


def forget(line: FoundBadge) -> None:
    """Once it was offered, or could not be."""
    line.digest, line.looked_at, line.told = None, None, {}


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
