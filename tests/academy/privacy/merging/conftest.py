"""Dewi of De Cirkel turns out to be Amina of De Schakel, and who else stands there twice."""

from datetime import timedelta

import pytest

from academy.access.models import Card
from academy.credentials.models import Credential
from academy.database import db
from academy.people.models import Membership
from tests.academy.privacy.merging.twice import TWIN
from tests.academy.shown import Shown, palette, shown
from tests.cast import (
    DEWI,
    LONG_AGO,
    OSCAR,
    Cast,
    a_card,
    a_membership,
    a_person,
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


@pytest.fixture
def twin(cast: Cast) -> Membership:
    """Imported twice: nobody ever came in as this one."""
    person = a_person(TWIN.name, uuid=TWIN.uuid)
    person.language_chosen_at = None
    row = a_membership(
        person, team=cast.sorteren, staff_number="177", starts_on=LONG_AGO - timedelta(30)
    )
    db.session.commit()
    return row
