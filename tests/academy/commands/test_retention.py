"""`flask retention`: what goes tonight, without anything going."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from academy.access.models import SignInAttempt
from academy.access.retention import KEEP_ATTEMPTS
from academy.database import db
from academy.privacy.retention import forget_what_is_over
from tests.cast import Cast
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
