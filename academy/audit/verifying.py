"""Finds whether somebody touched the audit log: edited, deleted, inserted, swapped or cut off.

Every line's hash covers its content and the hash before it, and each chain's head remembers the
newest. Whoever rewrites everything, heads included, is found by a checkpoint kept elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from academy.audit.log import FIRST_HASH, event_hash
from academy.audit.models import AuditEvent, AuditHead
from academy.database import db
from academy.progress import Tell, nobody

BATCH = 1000


class Damage(StrEnum):
    """What is wrong at one place of a chain."""

    MISSING = "missing"
    """Lines that were written are not there."""
    CHANGED = "changed"
    """The line does not fit the one before it: one of them was edited, inserted or moved."""
    CUT_OFF = "cut_off"
    """The newest lines are gone."""
    ADDED = "added"
    """Lines after the end that the head remembers."""
    REWRITTEN = "rewritten"
    """The line is sound in itself, but not the one of which a checkpoint was kept."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Damage to one chain, from one line to another."""

    chain: int
    first: int
    last: int
    damage: Damage


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A line of a chain as it was at some time, kept outside the database."""

    chain: int
    sequence: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Verified:
    """What was read of one chain, and what is wrong with it."""

    chain: int
    lines: int
    head: Checkpoint
    findings: tuple[Finding, ...]


def lines_to_read() -> int:
    """About how many lines `verify_all` reads; the heads know it, so nothing is counted."""
    return db.session.scalar(select(func.sum(AuditHead.sequence))) or 0


def verify_all(checkpoints: Sequence[Checkpoint] = (), tell: Tell = nobody) -> tuple[Verified, ...]:
    """Read every chain from its first line to its head; `tell` hears of each portion read."""
    heads = db.session.scalars(select(AuditHead).order_by(AuditHead.chain)).all()
    kept: dict[int, dict[int, bytes]] = {}
    for checkpoint in checkpoints:
        kept.setdefault(checkpoint.chain, {})[checkpoint.sequence] = checkpoint.hash
    found = [verify_chain(head, kept.pop(head.chain, {}), tell) for head in heads]
    return (*found, *(_lost_chain(chain, marks) for chain, marks in sorted(kept.items())))


def verify_chain(
    head: AuditHead, checkpoints: Mapping[int, bytes], tell: Tell = nobody
) -> Verified:
    """Read one chain; `checkpoints` gives hashes by sequence that were kept elsewhere."""
    reader = _Reader(head.chain, dict(checkpoints))
    for portion in _events(head.chain):
        for event in portion:
            reader.read(event, head.sequence)
        tell(len(portion))
    reader.end(head)
    count = select(func.count()).select_from(AuditEvent).where(AuditEvent.chain == head.chain)
    return Verified(
        chain=head.chain,
        lines=db.session.scalar(count) or 0,
        head=Checkpoint(head.chain, head.sequence, head.hash),
        findings=tuple(reader.findings),
    )


class _Reader:
    """Follows one chain and remembers where it breaks."""

    def __init__(self, chain: int, checkpoints: dict[int, bytes]) -> None:
        self.findings: list[Finding] = []
        self._chain, self._checkpoints = chain, checkpoints
        self._sequence, self._hash = 0, FIRST_HASH

    def read(self, event: AuditEvent, end: int) -> None:
        expected = self._sequence + 1
        follows = event.sequence == expected
        if event.sequence > end:
            self._report(Damage.ADDED, event.sequence)
        elif not follows:
            self._report(Damage.MISSING, expected, event.sequence - 1)
        elif event_hash(self._hash, event) != event.hash:
            self._report(Damage.CHANGED, event.sequence)
        elif self._checkpoints.get(event.sequence, event.hash) != event.hash:
            self._report(Damage.REWRITTEN, event.sequence)
        self._checkpoints.pop(event.sequence, None)
        self._sequence, self._hash = event.sequence, event.hash

    def end(self, head: AuditHead) -> None:
        """Compare the last line with the head, and look for checkpoints beyond it."""
        furthest = max([head.sequence, *self._checkpoints])
        if self._sequence < furthest:
            self._report(Damage.CUT_OFF, self._sequence + 1, furthest)
        elif self._sequence == head.sequence and self._hash != head.hash:
            self._report(Damage.CHANGED, head.sequence)

    def _report(self, damage: Damage, first: int, last: int | None = None) -> None:
        self.findings.append(Finding(self._chain, first, last or first, damage))


def _events(chain: int) -> Iterator[Sequence[AuditEvent]]:
    find = select(AuditEvent).where(AuditEvent.chain == chain).order_by(AuditEvent.sequence)
    yield from db.session.scalars(find.execution_options(yield_per=BATCH)).partitions()


def _lost_chain(chain: int, marks: Mapping[int, bytes]) -> Verified:
    """A chain of which a checkpoint was kept, and that is not there any more."""
    gone = Finding(chain, 1, max(marks), Damage.CUT_OFF)
    return Verified(chain, 0, Checkpoint(chain, 0, FIRST_HASH), (gone,))
