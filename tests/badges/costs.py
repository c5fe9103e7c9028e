"""What one verification costs: wall time, processor time, memory; children included.

Linux only, like the limits of the sandbox: it reads /proc.
"""

import os
import resource
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from badges.fetching import OfflineMap
from badges.sandbox import Sandbox
from badges.verifying import Report, verify
from tests.badges.foundry import NOW, TRUST
from tests.badges.hostile.cases import Case

MOST_SECONDS = 1.0
MOST_BYTES = 150 * 1024 * 1024
LOOK_SECONDS = 0.005
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What one file cost."""

    name: str
    report: Report
    wall: float
    processor: float
    """Seconds, of this process and its children."""
    child: int
    """The most memory of a child, in bytes."""
    own: int
    """By how much this process grew at most, in bytes."""


def cost_of(case: Case, child: Sandbox) -> Cost:
    """Verify a file as a stranger's upload and say what that cost."""
    documents = OfflineMap(case.documents, folder=Path(__file__).parent)
    _forget_peak()
    before, worked, began = _memory("VmRSS"), _processor(), time.monotonic()
    with _Watch() as watch:
        report = verify(case.source, documents=documents, now=NOW, trust=TRUST, child=child)
        wall = time.monotonic() - began
    processor, own = _processor() - worked, _memory("VmHWM") - before
    return Cost(case.name, report, wall, processor, watch.most, own)


def _forget_peak() -> None:
    """Let the kernel count the peak of this process anew (proc(5), clear_refs)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _memory(name: str, pid: int | str = "self") -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # a child that has just ended
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), 0)


def _is_started(pid: int) -> bool:
    """Say whether a child is one of the sandbox, with its own memory: until it runs its program it
    has ours. A browser that another test started is no child of the sandbox."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return b"badges.sandbox" in command


def _children() -> list[int]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return [int(pid) for pid in listed.split()]


class _Watch:
    """Looks every few milliseconds how much memory the children have had at most.

    What the kernel counts for ended children will not do: it takes in what this process held when
    it started them.
    """

    def __init__(self) -> None:
        self.most = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(LOOK_SECONDS):
            own = [_memory("VmHWM", pid) for pid in _children() if _is_started(pid)]
            self.most = max(self.most, *own, 0)


def _processor() -> float:
    """Seconds of processor time of this process and of all its children, ended or not."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(map(_used, _children()))


def _used(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
