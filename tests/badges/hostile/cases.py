"""What a hostile case is, and the verdicts it may deserve."""

from dataclasses import dataclass, field
from typing import Any

from tests.badges.foundry import Json, old_world, to_bytes, world

INVALID = frozenset({"invalid"})
NOTHING = frozenset({"no-credential"})
REFUSED = INVALID | NOTHING
"""Bytes so broken that it hardly matters whether a badge was meant."""
UNCHECKED = frozenset({"could-not-check"})


@dataclass(frozen=True)
class Case:
    """A file, what can be fetched, and the verdicts that are right."""

    name: str
    source: bytes
    verdicts: frozenset[str]
    documents: Json = field(default_factory=lambda: world() | old_world())


def case(
    name: str, source: bytes | str | Json, verdicts: frozenset[str] = INVALID, /, **more: Any
) -> Case:
    if isinstance(source, dict):
        source = to_bytes(source)
    if isinstance(source, str):
        source = source.encode("utf-8", errors="surrogatepass")
    documents = world() | old_world() | more.pop("documents", {})
    for gone in more.pop("gone", ()):
        documents.pop(gone)
    return Case(name, source, verdicts, documents)
