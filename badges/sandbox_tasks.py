"""The work that the child of `sandbox` does. Everything here may be killed at any moment."""

import hashlib
import json
from collections.abc import Callable
from typing import Any, Final

from badges import baking, canonical
from badges.errors import BadgesError
from badges.sandbox import Task


def perform(task: Task, payload: bytes) -> dict[str, Any]:
    """Do one job; a refusal becomes a value, as it has to cross to the other process."""
    try:
        return {"result": _TASKS[task](payload)}
    except BadgesError as error:
        return {"refused": _told(error)}


def _digest(payload: bytes) -> list[str]:
    documents = json.loads(payload)
    return [_hash(document) for document in documents]


def _hash(document: dict[str, Any]) -> str:
    return hashlib.sha256(canonical.canonical_nquads(document).encode("utf-8")).hexdigest()


def _unbake(payload: bytes) -> dict[str, str]:
    baked = baking.unbake(payload)
    return {"text": baked.text, "kind": baked.kind.value, "place": baked.place}


def _pdf(payload: bytes) -> dict[str, str]:
    from badges import pdf  # noqa: PLC0415 - half a second that only PDF files need

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
    Task.DIGEST: _digest,
    Task.UNBAKE: _unbake,
    Task.PDF: _pdf,
}
