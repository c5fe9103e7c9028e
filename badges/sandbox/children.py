"""A killable child process for work on files from strangers.

Canonical forms of foreign documents and the parsing of PNG, SVG and PDF files happen in a child
that may use `CPU_SECONDS` of processor time and `MEMORY_BYTES` of memory per job. It is kept for
the next job and replaced when it had to be killed. It may write no files, and what it answers is
read as plain JSON, never unpickled.

The limit is processor time, because that says something about the input: `TooHeavyError` means
that the same input will always cost too much. On a machine that has time for it, processor time is
the time that passes. `SandboxError` (no answer within `WALL_SECONDS`, or the child was killed from
outside) says nothing about the input: the machine was too busy.

The child is started with a fresh interpreter rather than forked, so that it holds none of the
caller's memory, keys or connections.
"""

import atexit
import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from badges.errors import BadgesError
from badges.sandbox.tasks import (
    HEAD,
    OUT_OF_MEMORY,
    SLOW_TO_BEGIN,
    RefusedInChildError,
    SandboxError,
    Task,
    TooHeavyError,
)

CPU_SECONDS: Final = 0.4
WALL_SECONDS: Final = 5.0
START_SECONDS: Final = 10.0
MAX_ANSWER: Final = 16 * 1024 * 1024
_JOBS_PER_CHILD: Final = 2000
"""Then a fresh one: whatever libraries keep of what they read goes with the old one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the child said, and how many seconds of processor time it took."""

    told: dict[str, Any]
    cpu_seconds: float

    def result(self) -> Any:
        """Return the result; raises `RefusedInChildError` for an input that is refused."""
        if "refused" in self.told:
            raise RefusedInChildError(self.told["refused"])
        return self.told["result"]


class Sandbox:
    """A few children and a queue; safe to share between threads.

    `children` bounds how many run at the same time. Close it, or use it in a `with` block.
    """

    def __init__(self, *, children: int = 2) -> None:
        self._free = threading.BoundedSemaphore(children)
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._pid = os.getpid()

    def run(self, task: Task, payload: bytes) -> Any:
        """Return the child's answer (plain JSON); see `Answer.result` for the errors."""
        return self.ask(task, payload).result()

    def ask(
        self,
        task: Task,
        payload: bytes,
        *,
        cpu_seconds: float = CPU_SECONDS,
        wall_seconds: float = WALL_SECONDS,
    ) -> "Answer":
        """Return the answer with what it cost; raises `TooHeavyError` or `SandboxError`."""
        with self._free:
            child = self._take()
            try:
                told = child.ask(task, payload, cpu_seconds, wall_seconds)
            except BaseException:
                child.kill()
                self._give_back(_Child())  # it starts while others wait for nothing
                raise
            self._give_back(child)
        return Answer(told, float(told["cpu"]))

    def warm(self) -> None:
        """Start a child now if none is waiting, so that the next job need not wait for it."""
        with self._lock:
            waiting = bool(self._idle)
        if not waiting:
            self._give_back(self._take())

    def close(self) -> None:
        """End all idle children."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self) -> "_Child":
        with self._lock:
            if self._pid != os.getpid():
                # After a fork the children belong to the other process.
                self._pid, self._idle = os.getpid(), []
            idle = self._idle.pop() if self._idle else None
        if idle is not None and idle.is_alive():
            return idle
        if idle is not None:
            idle.kill()
        return _Child()

    def _give_back(self, child: "_Child") -> None:
        if child.jobs >= _JOBS_PER_CHILD:
            child.kill()
            return
        with self._lock:
            self._idle.append(child)


_CHILD: Final = (
    "import sys; sys.path[:] = sys.argv[1:]; from badges.sandbox import child; child.serve()"
)
"""The program of a child."""


class _Child:
    """One child process and the pipe to it."""

    def __init__(self) -> None:
        root = str(Path(__file__).resolve().parents[2])
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            # -I and -S: nothing of the environment, the user or the folder decides what it runs
            [sys.executable, "-I", "-S", "-c", _CHILD, root, *filter(None, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},  # no secrets of the server
            bufsize=0,
        )
        self._ready = False
        self.jobs = 0

    def ask(
        self, task: Task, payload: bytes, cpu_seconds: float, wall_seconds: float
    ) -> dict[str, Any]:
        if not self._ready:
            self._read(1, time.monotonic() + START_SECONDS)
            self._ready = True
        self.jobs += 1
        self._write(task.value + struct.pack(HEAD, len(payload), int(cpu_seconds * 1000)))
        if task in SLOW_TO_BEGIN:
            self._read(1, time.monotonic() + START_SECONDS)
        # only now: the imports of a slow task are no fault of the input
        deadline = time.monotonic() + wall_seconds
        self._write(payload)
        size = int.from_bytes(self._read(4, deadline), "big")
        if size > MAX_ANSWER:
            raise SandboxError("The child's answer is too long.")
        answer = json.loads(self._read(size, deadline))
        if answer == OUT_OF_MEMORY:
            raise TooHeavyError("This needs more memory than a badge may need.")
        told: dict[str, Any] = answer
        return told

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _write(self, data: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101 - opened as a pipe above
        try:
            view = memoryview(data)
            while view:
                view = view[self._process.stdin.write(view) :]
        except BrokenPipeError:
            raise self._reason() from None

    def _read(self, size: int, deadline: float) -> bytes:
        assert self._process.stdout is not None  # noqa: S101 - opened as a pipe above
        descriptor = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        data = b""
        while len(data) < size:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise SandboxError("Checking this file took too long. Try again later.")
            piece = os.read(descriptor, size - len(data))
            if not piece:
                raise self._reason()
            data += piece
        return data

    def _reason(self) -> BadgesError:
        """Say why the child ended."""
        status = self._process.wait()
        # SIGPROF: its time was up; the others: a C library ran out of stack or memory
        heavy = (-signal.SIGPROF, -signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS)
        if status in heavy:
            return TooHeavyError("This needs more work than a badge may need.")
        return SandboxError("The child process that checks files ended.")


def shared() -> Sandbox:
    """Return the one sandbox of this process; it ends its children when the process ends."""
    global _shared  # noqa: PLW0603 - one per process is the point
    with _shared_lock:
        if _shared is None:
            _shared = Sandbox()
            atexit.register(_shared.close)
        return _shared


_shared: Sandbox | None = None
_shared_lock = threading.Lock()
