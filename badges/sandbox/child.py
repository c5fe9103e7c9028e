"""The child of `children`: what it does, and how it answers. It may be killed at any moment."""

import base64
import importlib
import json
import os
import resource
import signal
import struct
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from badges.errors import BadgesError
from badges.images import baking, pdf
from badges.proofs import canonical
from badges.sandbox.tasks import HEAD, MEMORY_BYTES, OUT_OF_MEMORY, Task


def serve() -> None:
    """Be the child: answer jobs from standard input until it closes."""
    _limit()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    os.write(target.fileno(), b"R")
    while head := source.read(1 + struct.calcsize(HEAD)):
        begin = _BEGINNINGS.get(Task(head[:1]))
        if begin is not None:
            begin()
            os.write(target.fileno(), b"R")
        size, milliseconds = struct.unpack(HEAD, head[1:])
        payload = source.read(size)
        began = time.process_time()
        # the kernel ends the process, also in the middle of C code that looks at no flag
        signal.setitimer(signal.ITIMER_PROF, max(milliseconds, 1) / 1000)
        try:
            answer: object = perform(Task(head[:1]), payload) | {"cpu": time.process_time() - began}
        except MemoryError:
            answer = OUT_OF_MEMORY
        signal.setitimer(signal.ITIMER_PROF, 0)
        written = json.dumps(answer).encode()
        target.write(len(written).to_bytes(4, "big") + written)
        target.flush()


def _limit() -> None:
    """Give up what the child will never need; SIGPROF, sent by the timer, ends it."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limits: Sequence[tuple[int, int]] = (
        (resource.RLIMIT_DATA, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for name, value in limits:
        resource.setrlimit(name, (value, value))


def perform(task: Task, payload: bytes) -> dict[str, Any]:
    """Do one job; a refusal becomes a value, as it has to cross to the other process."""
    try:
        return {"result": _TASKS[task](payload)}
    except BadgesError as error:
        return {"refused": _told(error)}


def _canonicalize(payload: bytes) -> str:
    return canonical.canonical_nquads(json.loads(payload))


def _canonicalize_384(payload: bytes) -> str:
    return canonical.canonical_nquads_384(json.loads(payload))


def _canonicalize_inline(payload: bytes) -> str:
    return canonical.canonical_nquads_inline(json.loads(payload))


def _unbake(payload: bytes) -> dict[str, str]:
    baked = baking.unbake(payload)
    return {"text": baked.text, "kind": baked.kind.value, "place": baked.place}


def import_pdf() -> None:
    """Import what reading PDF files needs, before any time is counted.

    pypdf can do without these packages for attachments; without them it starts in half the time
    and a hostile file has less code to reach.
    """
    for optional in ("PIL", "fontTools", "cryptography", "Crypto"):
        sys.modules.setdefault(optional, _ABSENT)
    importlib.import_module("pypdf")


def import_drawing() -> None:
    """Import what drawing needs, also after `import_pdf` kept it out."""
    for kept_out in ("PIL", "fontTools", "cryptography", "Crypto"):
        if sys.modules.get(kept_out, kept_out) is _ABSENT:
            del sys.modules[kept_out]
    importlib.import_module("badges.images.drawing")


_ABSENT: Final[Any] = None
"""What Python takes for "cannot be imported" in `sys.modules`."""


def _pdf(payload: bytes) -> dict[str, str]:
    return {"text": pdf.attached_badge(payload)}


def _draw(payload: bytes) -> dict[str, str]:
    from badges.images import drawing  # noqa: PLC0415 - only who draws needs what this imports

    drawn = drawing.draw(payload)
    return {"type": drawn.media_type, "base64": base64.b64encode(drawn.data).decode("ascii")}


def _told(error: BadgesError) -> dict[str, Any]:
    return {
        "check": error.check,
        "code": getattr(error, "code", ""),
        "message": error.message,
        "place": error.place,
        "values": getattr(error, "values", {}),
    }


_TASKS: Final[dict[Task, Callable[[bytes], Any]]] = {
    Task.CANONICALIZE: _canonicalize,
    Task.CANONICALIZE_384: _canonicalize_384,
    Task.CANONICALIZE_INLINE: _canonicalize_inline,
    Task.UNBAKE: _unbake,
    Task.PDF: _pdf,
    Task.DRAW: _draw,
}
_BEGINNINGS: Final[dict[Task, Callable[[], None]]] = {
    Task.PDF: import_pdf,
    Task.DRAW: import_drawing,
}
"""What to import before time is counted."""
