"""A palette, and ways to save an assessment as a leader would."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.cast import AMINA, JAN, Cast, Member
from tests.client import AcademyClient
from tests.clock import START
from tests.databases import Remember
from tests.palette import publish_the_palette

SORTING = "textiel-sorteren"
"""Three criteria; stays valid for ever."""
EMERGENCY = "nood-en-ontruiming"
"""Three criteria; valid for 12 months."""


@pytest.fixture
def palette(cast: Cast, remember: Remember) -> Cast:
    """The cast, with the whole palette published."""
    remember("palette", publish_the_palette)
    return cast


def filled_in(level: int = 2, *, seen: int = 3, **more: Any) -> dict[str, Any]:
    """What a leader fills in: the first `seen` of three criteria were seen."""
    answers = {f"criterion_c{n}": "seen" if n <= seen else "not_looked" for n in (1, 2, 3)}
    values = {
        "uuid": str(uuid.uuid4()),
        "level": str(level),
        "method": "practice",
        "observed_on": START.date().isoformat(),
        **answers,
    }
    return {**values, **more}


def address(member: Member = AMINA, skill: str = SORTING) -> str:
    return f"/people/{member.uuid}/skills/{skill}/assess"


Save = Callable[..., TestResponse]


@pytest.fixture
def save(client: AcademyClient, palette: Cast) -> Save:
    """Save an assessment of Amina by Jan, unless told otherwise; by somebody who is sure of it."""

    def send(
        values: dict[str, Any] | None = None,
        *,
        by: Member = JAN,
        about: Member = AMINA,
        skill: str = SORTING,
    ) -> TestResponse:
        filled = values or filled_in()
        sure = {"sure": filled.get("level", "")}
        return client.as_(by).post(address(about, skill), data=sure | filled)

    return send
