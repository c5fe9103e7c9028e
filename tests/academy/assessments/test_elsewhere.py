"""Who knows the UUID of an assessment of elsewhere, say a leader who moved, changes nothing."""

import uuid

import pytest
from sqlalchemy import func, select

from academy.assessments.models import Assessment, AssessmentConflict
from academy.audit.models import AuditEvent
from academy.database import db
from academy.people.models import AssessorAuthority
from tests.academy.assessments.conftest import Save, filled_in
from tests.cast import BRAM, DEWI, OSCAR, PIET, Cast, an_authority


@pytest.fixture
def known(save: Save, palette: Cast) -> str:
    """The UUID of what Jan saw Amina do."""
    if not db.session.scalar(
        select(AssessorAuthority.id).where(AssessorAuthority.person_id == OSCAR.row.id)
    ):
        an_authority(OSCAR.row, palette.cirkel)
    values = filled_in()
    assert save(values).status_code == 303
    return str(values["uuid"])


def conflicts() -> int:
    return db.session.scalar(select(func.count(AssessmentConflict.id))) or 0


def lines(cast: Cast) -> int:
    return db.session.scalar(
        select(func.count(AuditEvent.id)).where(AuditEvent.chain == cast.schakel.id)
    ) or 0  # fmt: skip


def test_a_leader_elsewhere_hangs_nothing_on_it(save: Save, palette: Cast, known: str) -> None:
    before = lines(palette)

    answer = save(filled_in(uuid=known, note="Van elders"), by=OSCAR, about=DEWI)

    assert answer.status_code == 422
    assert "verouderd" in answer.page.get_text()
    assert (conflicts(), lines(palette)) == (0, before)
    assert db.session.scalars(select(Assessment.uuid)).one() == uuid.UUID(known)


@pytest.mark.parametrize("level", [1, 2])
def test_a_leader_elsewhere_does_not_learn_which_level_was_saved(
    save: Save, palette: Cast, known: str, level: int
) -> None:
    """Nobody is asked twice whether a lower level is meant; that must not tell that it is known."""
    assert save(filled_in(level=3), by=OSCAR, about=DEWI).status_code == 303

    answer = save(filled_in(level=level, uuid=known, sure=""), by=OSCAR, about=DEWI)

    assert answer.status_code == 409
    assert answer.page.select_one("[name=sure]")


def test_a_leader_of_the_same_organisation_still_makes_a_conflict_that_somebody_sees(
    save: Save, palette: Cast, known: str
) -> None:
    assert save(filled_in(uuid=known), by=PIET, about=BRAM).status_code == 409
    assert conflicts() == 1
