"""What tests of features can ask for on top of `tests/conftest.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sqlalchemy.orm import Session, scoped_session

    from tests.cast import Cast


@pytest.fixture
def cast(db_session: scoped_session[Session]) -> Cast:
    """Everybody of `tests.cast` and the places where they work."""
    from tests.cast import the_cast

    return the_cast()
