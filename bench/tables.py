"""Tables on docs/performance.md, each put by its run in the place of the one before."""

from collections.abc import Iterable
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


def put(name: str, lines: Iterable[str]) -> None:
    """Put the lines between the marks of that name."""
    begin, end = (f"<!-- {which} of {name} -->" for which in ("begin", "end"))
    head, _, rest = PAGE.read_text("utf-8").partition(begin)
    _old, _, tail = rest.partition(end)
    PAGE.write_text("\n".join([head + begin, *lines, end + tail]), "utf-8")
