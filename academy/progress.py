"""How work that takes long says how far it is, without knowing whether somebody looks on.

with progress("Reading the log", lines) as tell:
    tell(1000)
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Tell = Callable[[int], None]
"""Hears how much more was done."""
Progress = Callable[[str, int], AbstractContextManager[Tell]]
"""Takes what is being done, and how much there is to do."""


def nobody(_more: int) -> None: ...


@contextmanager
def silent(_label: str, _length: int) -> Iterator[Tell]:
    yield nobody
