"""A line for what happened, and none for what did not."""

import pytest
from sqlalchemy import func, select

from academy.audit import log
from academy.audit.models import AuditEvent
from academy.database import db, transaction
from tests.cast import JAN, Cast
from tests.clock import START


def note(action: str) -> None:
    log.record(action, None, organisation_id=None, by=JAN.actor, at=START)


def fail() -> None:
    with transaction():
        note("nothing.happened")
        raise ZeroDivisionError


def test_what_was_rolled_back_leaves_no_line(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError):
        fail()
    with transaction():
        note("something.happened")
    actions = db.session.scalars(select(AuditEvent.action)).all()
    assert actions == ["something.happened"]


def test_lines_of_one_transaction_follow_each_other(cast: Cast) -> None:
    with transaction():
        note("first.happened")
        note("second.happened")
    assert db.session.scalar(select(func.max(AuditEvent.sequence))) == 2
