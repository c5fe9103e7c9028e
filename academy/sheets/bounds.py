"""How large a table may be, for each page that takes one."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What is more than this is refused before anything is done with it."""

    bytes: int
    rows: int
    """The headings too."""
    columns: int = 60
    cell: int = 500
    """Signs. A quote that is never closed makes one cell of the rest of the file."""
