"""What stands at the addresses that a badge names may be anything at all."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badges.fetching import OfflineMap
from badges.verifying import Verdict, verify
from tests.badges.foundry import (
    NOW,
    SCHAKEL,
    Json,
    badge,
    changed,
    jwt,
    old_assertion,
    old_signed,
    old_world,
    signed,
    to_bytes,
    world,
)
from tests.badges.verifying.test_older_versions import assertion_1, world_1
from tests.badges.verifying.test_tampering import STRANGE, places

pytestmark = pytest.mark.slow

EVERYTHING: Json = world() | old_world() | world_1()
SOURCES = [
    to_bytes(signed(badge())),
    jwt().encode(),
    to_bytes(old_assertion()),
    old_signed().encode(),
    to_bytes(assertion_1()),
]


@settings(max_examples=500, deadline=None)
@given(
    source=st.sampled_from(SOURCES),
    address=st.sampled_from(sorted(EVERYTHING)),
    changes=st.lists(st.tuples(st.integers(0, 10_000), STRANGE), min_size=1, max_size=3),
)
def test_whatever_is_fetched_there_is_an_answer(
    source: bytes, address: str, changes: list[tuple[int, Any]]
) -> None:
    document = EVERYTHING[address]
    for number, value in changes:
        found = list(places(document))
        document = changed(document, *found[number % len(found)], to=value)
    report = verify(source, documents=OfflineMap(EVERYTHING | {address: document}), now=NOW)
    assert "internal" not in {check.code for check in report.checks}
    assert report.verdict in set(Verdict)


def test_a_key_of_a_strange_kind_does_not_spoil_the_others() -> None:
    document = changed(world()[SCHAKEL], "verificationMethod", 1, "type", to={"x": 1})
    report = verify(SOURCES[0], documents=OfflineMap(world() | {SCHAKEL: document}), now=NOW)
    assert report.verdict == "could-not-check"  # it was the key of the status list
