"""Nobody can forget a table: whatever leads to a person is decided on, and is tried."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.assessments.models import Assessment, AssessmentConflict
from academy.credentials.models import Credential
from academy.database import db
from academy.people.models import Person
from academy.privacy.plan import PLAN, Fate, references
from tests.academy.assessments.conftest import Save, filled_in, palette, save
from tests.academy.privacy.planting import plant
from tests.cast import AMINA, GORAN, JAN

__all__ = ["palette", "save"]


@pytest.fixture
def confirmed(save: Save) -> None:
    """Amina has a badge, an observation that confirmed it, and one of "not yet"."""
    for values in (filled_in(), filled_in(), filled_in(0, seen=1, sure="0")):
        assert save(values).status_code == 303
    db.session.commit()


def erase(app: Flask) -> None:
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=["people", "erase", str(AMINA.uuid), "--commit"])
    assert answer.exit_code == 0, answer.exception or answer.output
    db.session.rollback()


def test_every_reference_has_its_fate(app: Flask) -> None:
    undecided = sorted(set(references()) - set(PLAN))
    assert not undecided, f"{undecided}: say in academy/privacy/plan.py what becomes of it"
    assert not set(PLAN) - set(references()), "the plan names what is not there any more"


def test_somebody_with_a_confirmed_badge_is_erased(app: Flask, confirmed: None) -> None:
    erase(app)
    assert db.session.scalar(select(func.count()).select_from(Assessment)) == 1
    assert db.session.scalar(select(func.count()).select_from(Credential)) == 1


def test_what_came_with_the_uuid_of_somebody_elses_assessment_goes_too(
    app: Flask, save: Save
) -> None:
    values = filled_in()
    save(values, about=GORAN)
    assert save(filled_in(uuid=values["uuid"], note="Amina zei dit")).status_code == 409

    erase(app)

    assert db.session.scalar(select(func.count()).select_from(AssessmentConflict)) == 0
    assert db.session.scalar(select(func.count()).select_from(Assessment)) == 1


def test_rows_behind_every_reference_are_no_hindrance(app: Flask, confirmed: None) -> None:
    """As in a database of years: each table that could refer to the person does."""
    planted = {name: plant_behind(name) for name in sorted(references())}

    erase(app)

    left = {name: is_there(name, number) for name, number in planted.items()}
    assert not [name for name, there in left.items() if there and PLAN[name] is Fate.GOES]
    assert not [name for name, there in left.items() if not there and must_stay(name)]


def plant_behind(name: str) -> int:
    """A row whose column leads to Amina, or to an assessment or a badge of hers."""
    column = references()[name]
    root = next(iter(column.foreign_keys)).column.table
    target = AMINA.row.id if root.name == "person" else plant(root)
    about = {"person_id": JAN.row.id} if name == "assessment.assessor_id" else {}
    return plant(column.table, **{column.name: target}, **about)


def is_there(name: str, number: int) -> bool:
    key = next(iter(references()[name].table.primary_key))
    return db.session.scalar(select(key).where(key == number)) is not None


def must_stay(name: str) -> bool:
    """An observation without a badge goes, and what hangs on it; the rest has to be there."""
    table = references()[name].table
    hangs = name == "assessment.person_id" or any(
        key.column.table.name == "assessment" for key in table.foreign_keys
    )
    return PLAN[name] in {Fate.STAYS, Fate.EMPTIED} and not hangs


def test_the_plan_walks_from_person_assessment_and_badge() -> None:
    roots = {next(iter(c.foreign_keys)).column.table for c in references().values()}
    assert roots == {each.__table__ for each in (Person, Assessment, Credential)}
