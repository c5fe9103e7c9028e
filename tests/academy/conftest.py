"""What tests of features can ask for on top of `tests/conftest.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.databases import Remember


@pytest.fixture
def cast(remember: Remember) -> Cast:
    """Everybody of `tests.cast` and the places where they work."""
    from tests.cast import find_the_cast, the_cast

    remember("cast", the_cast)
    return find_the_cast()


@pytest.fixture(autouse=True)
def _quick_hashing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing must take long in real use, not in a test that is about something else."""
    if request.node.get_closest_marker("real_hashing"):
        return
    from academy.access import hashing
    from tests.cast import HASHER

    monkeypatch.setattr(hashing, "HASHER", HASHER)
    monkeypatch.setattr(hashing, "NOBODY", hashing.NOBODY.replace("m=19456,t=2", "m=8,t=1"))
