"""`flask retention`: what goes tonight, without anything going."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from academy.access.models import SignInAttempt
from academy.access.retention import KEEP_ATTEMPTS
from academy.database import db
from academy.privacy.retention import forget_what_is_over
from academy.wallet.erasure.models import ErasureRequest
from academy.wallet.erasure.service import TIME_TO_COME_BACK
from tests.cast import AMINA, OSCAR, Cast
from tests.clock import TestClock


def attempts() -> int:
    return db.session.scalar(select(func.count(SignInAttempt.id))) or 0


def test_tells_what_the_night_takes_and_takes_nothing(
    app: Flask, cast: Cast, clock: TestClock
) -> None:
    for age in (KEEP_ATTEMPTS * 2, KEEP_ATTEMPTS * 3, timedelta(minutes=5)):
        db.session.add(SignInAttempt(key=b"x" * 32, at=clock() - age))
    db.session.commit()

    said = app.test_cli_runner().invoke(args=["retention"])

    assert said.exit_code == 0
    assert "       2 sign_in_attempt\n" in said.output
    assert said.output.endswith("2 rows go tonight; nothing was changed.\n")
    assert attempts() == 3
    forget_what_is_over(clock())
    db.session.commit()
    assert attempts() == 1


def test_tells_of_people_whose_week_is_over(app: Flask, cast: Cast, clock: TestClock) -> None:
    for member, asked_at in ((AMINA, clock() - TIME_TO_COME_BACK), (OSCAR, clock())):
        due_at = asked_at + TIME_TO_COME_BACK
        asked = ErasureRequest(
            person_id=member.row.id, asked_at=asked_at, due_at=due_at, revokes=False
        )
        db.session.add(asked)
    db.session.commit()

    said = app.test_cli_runner().invoke(args=["retention"])

    assert "       1 person (who asked for it a week ago)\n" in said.output
    assert db.session.scalar(select(func.count(ErasureRequest.id))) == 2
