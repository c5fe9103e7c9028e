"""Which database a test has in a full run: most have one of them, by the test's name.

What a page shows and refuses, and what a service does, is the same on both. What differs there
runs on both in every full run: races and whatever else uses threads, queries, plans, migrations.
`make test-both` runs everything on both.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

import pytest

ENGINE = re.compile(r"(?<=[\[-])(sqlite|postgres)(?=[\]-])")
"""In the name of a test: which variant it is."""
ON_BOTH = ("races", "at_once", "plan", "queries")
"""In the names of files."""
AT_ONCE = frozenset({"race", "threading", "ThreadPoolExecutor"})
"""What a file imports that tries things at the same moment."""


def out_of_turn(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Of every test that has its turn on one database, the variant that stays out."""
    variants: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if not _differs(item) and ENGINE.search(item.nodeid):
            variants[ENGINE.sub("", item.nodeid, count=1)].append(item)
    pairs = ((name, pair) for name, pair in variants.items() if len(pair) == 2)
    return [_left_out(name, pair) for name, pair in pairs]


def _differs(item: pytest.Item) -> bool:
    """Whether the two databases may give two answers, by where a test stands and what it uses."""
    if any(word in item.path.stem for word in ON_BOTH):
        return True
    if "client" in getattr(item, "fixturenames", ()):
        return False
    stands_above_the_rooms = item.path.parent.name in {"academy", "architecture"}
    return stands_above_the_rooms or not AT_ONCE.isdisjoint(vars(getattr(item, "module", item)))


def _left_out(name: str, pair: Sequence[pytest.Item]) -> pytest.Item:
    """The same in every process of a run, and in every run."""
    return pair[zlib.crc32(name.encode()) % 2]
