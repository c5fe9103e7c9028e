"""What was found, in groups, each as it is drawn."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from academy.catalogue.models import Texts
from academy.security.identity import Identity

MOST = 10
"""Of one group; whoever wants another types more letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found: it has a name of its own, or a title in each language."""

    href: str
    name: str = ""
    title: Texts | None = None
    place: str = ""
    """Where it is, by name."""
    about: Texts | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    title: str
    hits: Sequence[Hit]
    has_more: bool


Source: TypeAlias = Callable[[Identity, str], Iterable[Hit]]
"""Finds for somebody what a query names, the best first; `MOST` and one more are enough."""


def group(title: str, hits: Iterable[Hit]) -> Group:
    found = list(islice(hits, MOST + 1))
    return Group(title, found[:MOST], has_more=len(found) > MOST)
