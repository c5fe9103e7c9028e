"""Which database a test of a page has in a full run: each page on one of them, by the test's name.

What a page shows and refuses is the same on both. What differs there (services, queries, races,
migrations) runs on both in every full run, and `make test-both` runs everything on both.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

import pytest

ENGINE = re.compile(r"(?<=[\[-])(sqlite|postgres)(?=[\]-])")
"""In the name of a test: which variant it is."""


def out_of_turn(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Of every test that asks for pages on both databases, the variant that stays out."""
    variants: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if _asks_for_pages(item) and ENGINE.search(item.nodeid):
            variants[ENGINE.sub("", item.nodeid, count=1)].append(item)
    pairs = ((name, pair) for name, pair in variants.items() if len(pair) == 2)
    return [_left_out(name, pair) for name, pair in pairs]


def _asks_for_pages(item: pytest.Item) -> bool:
    return "client" in getattr(item, "fixturenames", ()) and "races" not in item.path.stem


def _left_out(name: str, pair: Sequence[pytest.Item]) -> pytest.Item:
    """The same in every process of a run, and in every run."""
    return pair[zlib.crc32(name.encode()) % 2]
