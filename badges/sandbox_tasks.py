"""The work that the child of `sandbox` does. Everything here may be killed at any moment."""

import importlib
import json
import sys
from collections.abc import Callable
from typing import Any, Final

from badges import baking, canonical, pdf
from badges.errors import BadgesError
from badges.sandbox import Task


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


_ABSENT: Final[Any] = None
"""What Python takes for "cannot be imported" in `sys.modules`."""


def _pdf(payload: bytes) -> dict[str, str]:
    return {"text": pdf.attached_badge(payload)}


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
    Task.UNBAKE: _unbake,
    Task.PDF: _pdf,
}
