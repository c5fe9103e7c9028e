"""Shares what people of the cast have shown; here Amina is the one who looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.academy.shown import many, palette, shown
from tests.cast import AMINA

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.client import AcademyClient

__all__ = ["many", "palette", "shown"]


@pytest.fixture
def amina(palette: Cast, client: AcademyClient) -> AcademyClient:
    """The browser of Amina, who works in Sorteren."""
    return client.as_(AMINA)
