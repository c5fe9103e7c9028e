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
