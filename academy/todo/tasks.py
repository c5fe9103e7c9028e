"""A task, and which tasks a person has: those of each role, each once, what is late on top.

A room tells how much waits there; the sentences and the page are here. Nothing is kept: a task is
gone as soon as it is done.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from academy.security.identity import Identity, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do."""

    words: str
    """With how many, in the reader's language."""
    href: str
    """Where it is done."""
    icon: str
    place: str = ""
    """The team or organisation that it is about, where the reader has several."""
    is_late: bool = False


Source: TypeAlias = Callable[[Identity, datetime], Iterable[Task]]


def collect(
    sources: Mapping[Role, Iterable[Source]], identity: Identity, now: datetime
) -> list[Task]:
    """What every source of the person's roles has; who has two roles is told once."""
    asked = dict.fromkeys(
        source for role, own in sources.items() if role in identity.roles for source in own
    )
    found = [task for source in asked for task in source(identity, now)]
    return sorted(found, key=lambda task: not task.is_late)
