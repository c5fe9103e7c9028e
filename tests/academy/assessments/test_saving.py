"""An assessment and its badge are kept together, or the assessment alone, or neither."""

import pytest
from sqlalchemy import func, select

from academy.assessments import awarding
from academy.assessments.models import Assessment
from academy.audit.models import AuditEvent
from academy.credentials import issuing, status_lists
from academy.credentials.models import Credential
from academy.database import db
from academy.dependencies import dependencies
from badges.errors import BadgesError, LintError
from tests.academy.assessments.conftest import Save, filled_in
from tests.cast import GORAN, JAN


def kept() -> tuple[int, int]:
    """How many assessments and badges there are."""
    db.session.rollback()
    assessments, badges = (
        db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in (Assessment, Credential)
    )
    return assessments, badges


@pytest.fixture
def ready(save: Save) -> Save:
    """The organisation issued this badge before, so that all is there to sign ahead."""
    save(about=GORAN)
    assert kept() == (1, 1)
    return save


def test_both_are_kept_in_one_transaction(ready: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(awarding, "award", lambda *_a, **_k: pytest.fail("issued afterwards"))
    ready()
    assert kept() == (2, 2)
    newest = select(AuditEvent.action).order_by(AuditEvent.id.desc()).limit(2)
    assert list(db.session.scalars(newest)) == ["credential.issued", "assessment.recorded"]


def test_when_the_badge_cannot_be_stored_neither_is_kept_and_the_same_form_works_again(
    ready: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = filled_in()
    with monkeypatch.context() as crash:
        crash.setattr(issuing, "store", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ready(values)
    assert kept() == (1, 1)
    ready(values)
    assert kept() == (2, 2)


def test_a_place_on_the_status_list_that_was_just_taken_costs_neither(
    ready: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = db.session.scalars(select(Credential.status_index)).one()
    free = status_lists.free_places
    tries = iter(([taken],))
    monkeypatch.setattr(status_lists, "free_places", lambda *on: next(tries, None) or free(*on))
    ready()
    assert kept() == (2, 2)


def test_a_badge_that_cannot_be_issued_leaves_the_assessment(
    ready: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> issuing.Signed:
        raise LintError((BadgesError("Not fit to be issued."),))

    with monkeypatch.context() as unfit:
        unfit.setattr(issuing, "sign", refuse)
        ready()
        assert kept() == (2, 1)
    assert [each.fault for each in awarding.issue_pending(dependencies(), by=JAN.actor)] == [None]
    assert kept() == (2, 2)
