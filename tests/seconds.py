"""What a run spent its time on: seconds of its processes, folder by folder."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pytest

TOLD = 12
DEPTH = 3
"""Of the names of folders: tests/academy/teams."""


def folders(stats: Mapping[str, Sequence[object]]) -> Iterator[str]:
    """A line for each folder that took longest; `stats` as the terminal reporter keeps them."""
    spent: defaultdict[str, float] = defaultdict(float)
    for report in _reports(stats.values()):
        parts = report.nodeid.partition("::")[0].split("/")
        spent["/".join(parts[:-1][:DEPTH])] += report.duration
    for folder in sorted(spent, key=spent.__getitem__, reverse=True)[:TOLD]:
        yield f"{spent[folder]:7.0f} s  {folder}"


def _reports(stats: Iterable[Sequence[object]]) -> Iterator[pytest.TestReport]:
    return (each for kept in stats for each in kept if isinstance(each, pytest.TestReport))
