"""Ends of the audit chains, kept every hour beside the journal, outside the database.

Whoever cuts off the newest lines, or rewrites them all with their heads, is found by them. They
lie on the same machine: copy the folder elsewhere for whoever could rewrite both.
"""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from academy.audit.models import AuditHead
from academy.audit.verifying import Checkpoint
from academy.database import db

FILE = "audit-checkpoints.txt"


def keep(folder: Path, *, now: datetime) -> int:
    """Append where every chain ends now; gives how many chains. Raises OSError."""
    heads = db.session.scalars(select(AuditHead).order_by(AuditHead.chain)).all()
    ends = {str(head.chain): [head.sequence, head.hash.hex()] for head in heads}
    db.session.rollback()
    _append(folder, {"at": now.isoformat(), "heads": ends})
    return len(ends)


def set_back(folder: Path, kept: Mapping[int, int], *, now: datetime) -> None:
    """A backup was restored: what was kept of lines that it does not have counts no more."""
    reached = {str(chain): sequence for chain, sequence in kept.items()}
    _append(folder, {"at": now.isoformat(), "restored": reached})


def kept_in(folder: Path) -> tuple[Checkpoint, ...]:
    """Every checkpoint that still counts; a line that a crash tore is passed over."""
    found: dict[tuple[int, int], bytes] = {}
    for line in _lines(folder / FILE):
        if "restored" in line:
            reached = {int(chain): sequence for chain, sequence in line["restored"].items()}
            found = {key: h for key, h in found.items() if key[1] <= reached.get(key[0], 0)}
        for chain, (sequence, digest) in line.get("heads", {}).items():
            if sequence:  # a chain that is only begun has no line to compare
                found[int(chain), sequence] = bytes.fromhex(digest)
    return tuple(Checkpoint(chain, sequence, digest) for (chain, sequence), digest in found.items())


def forget(folder: Path) -> None:
    """For a demo that begins anew."""
    (folder / FILE).unlink(missing_ok=True)


def _append(folder: Path, line: Mapping[str, object]) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # one write of one line with O_APPEND: two workers do not mix theirs
        os.write(handle, json.dumps(line).encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)


def _lines(file: Path) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    lines = []
    for text in file.read_text(encoding="utf-8").splitlines():
        try:
            lines.append(json.loads(text))
        except ValueError:
            continue
    return lines
