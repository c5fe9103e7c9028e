"""Dewi of De Cirkel turns out to be Amina of De Schakel."""

import pytest

from academy.access.models import Card
from academy.credentials.models import Credential
from academy.database import db
from tests.academy.shown import Shown, palette, shown
from tests.cast import (
    DEWI,
    OSCAR,
    Cast,
    a_card,
    an_authority,
)

__all__ = ["palette", "shown"]


@pytest.fixture
def card(cast: Cast) -> Card:
    made = a_card(DEWI.row)
    db.session.commit()
    return made


@pytest.fixture
def elsewhere(shown: Shown, cast: Cast) -> Shown:
    """What Dewi showed to Oscar in De Cirkel; `level`, and who it is sent about."""
    an_authority(OSCAR.row, cast.cirkel)

    def record(member=DEWI, level: int = 2) -> Credential:
        badge = shown(member, by=OSCAR, team=cast.textiel, level=level)
        assert badge is not None
        return badge

    return record
