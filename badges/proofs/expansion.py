"""JSON-LD expansion that works out each context only once.

Expansion is PyLD's. What PyLD repeats for every object of every document is to work out what the
context of its type means: four fifths of the time for a badge. Contexts here are frozen files
(`badges.contexts`), so the answer for "this context on top of that one" never changes and is kept.
What is kept is bounded: strangers choose the order of contexts in their documents.
"""

import uuid
from collections.abc import Callable
from typing import Any, Final

from pyld import jsonld

Loader = Callable[[str, object], dict[str, Any]]

MAX_KEPT: Final = 200

_Key = tuple[object, ...]


def expand(document: dict[str, Any], *, base: str, load: Loader) -> list[Any]:
    """Return the expanded document; `load` must give the same context for a URL for ever.

    Raises `pyld.jsonld.JsonLdError`, or whatever PyLD raises for a crooked document.
    """
    expanded: list[Any] = _Processor().expand(document, {"base": base, "documentLoader": load})
    return expanded


class _Processor(jsonld.JsonLdProcessor):  # type: ignore[misc]  # PyLD has no types
    """PyLD's processor with a memory for `_process_context`, its one way to apply a context."""

    # The contexts themselves are kept beside the answer, so that no id is given out again.
    _kept: dict[_Key, tuple[Any, Any]] = {}  # noqa: RUF012 - shared by all on purpose

    def _process_context(
        self, active_ctx: Any, local_ctx: Any, options: Any, *flags: Any, **named: Any
    ) -> Any:
        if flags or named.get("cycles") is not None:
            return super()._process_context(active_ctx, local_ctx, options, *flags, **named)
        if "_uuid" not in active_ctx:
            active_ctx["_uuid"] = str(uuid.uuid4())
        key = (active_ctx["_uuid"], _name(local_ctx), *sorted(named.items(), key=_first))
        kept = self._kept.get(key)
        if kept is None:
            answer = super()._process_context(active_ctx, local_ctx, options, **named)
            if len(self._kept) >= MAX_KEPT:
                self._kept.clear()
            kept = self._kept[key] = (answer, local_ctx)
        return kept[0]


def _first(item: tuple[str, object]) -> str:
    return item[0]


def _name(context: Any) -> object:
    """Return what tells one context from another: its URL or URLs, or which object it is."""
    if isinstance(context, dict) and context.keys() == {"@vocab"}:
        return ("@vocab", context["@vocab"])
    if isinstance(context, list):
        return tuple(_name(part) for part in context)
    return context if isinstance(context, str) else id(context)
