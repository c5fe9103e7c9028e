"""While others have the database to themselves, reading goes on and writing gets a sentence."""

import fcntl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from academy import patience
from academy.access.models import Session
from academy.database import db, transaction
from academy.errors import BusyError
from academy.turns import Turns
from tests.cast import AMINA, JAN, Cast, an_account
from tests.client import AcademyClient
from tests.clock import TestClock

WHOSE_TURN = "academy.database._turn_to_write"
SENTENCE = "Het is nu druk. Wacht even en probeer het opnieuw."


@contextmanager
def the_turn(app: Flask) -> Iterator[None]:
    """Another process is writing."""
    with Path(f"{db.engine.url.database}-turn").open("ab") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


@contextmanager
def the_file(app: Flask) -> Iterator[None]:
    """A program that knows nothing of turns has the database open for writing."""
    import pysqlite3.dbapi2 as sqlite

    other = sqlite.connect(db.engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


@contextmanager
def the_tables(app: Flask, mode: str) -> Iterator[None]:
    """On PostgreSQL somebody holds what signing in writes: as one who changes it, or alone."""
    with db.engine.connect() as other:
        other.execute(text(f"LOCK TABLE sign_in_attempt, session IN {mode} MODE"))
        yield
        other.rollback()


@pytest.fixture(params=["turn", "file"])
def taken(request: pytest.FixtureRequest, app: Flask, cast: Cast) -> Callable[[], Any]:
    """What takes the database away, after the test has prepared it."""
    an_account(JAN.row, JAN.email)
    db.session.commit()
    if db.engine.dialect.name == "postgresql":
        modes = {"turn": "SHARE ROW EXCLUSIVE", "file": "EXCLUSIVE"}
        return lambda: the_tables(app, modes[request.param])
    return lambda: {"turn": the_turn, "file": the_file}[request.param](app)


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "OF_A_REQUEST", 0.1)
    monkeypatch.setattr(patience, "LEAST", 0.05)


def sign_in(client: AcademyClient) -> Any:
    return client.post("/sign-in", data={"email": JAN.email, "password": "kringloop-demo"})


def test_who_writes_reads_a_sentence_and_when_to_come_back(
    client: AcademyClient, taken: Callable[[], Any]
) -> None:
    with taken():
        refused = sign_in(client)

    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "5"
    assert refused.page.select_one("[role=alert] li").get_text() == SENTENCE
    assert refused.page.select_one("[name=email]")["value"] == JAN.email, "the input is kept"
    assert sign_in(client).status_code == 303, "afterwards it works"


def test_reading_goes_on(client: AcademyClient, taken: Callable[[], Any]) -> None:
    browser = client.as_(AMINA)
    assert browser.get("/wallet").status_code == 200
    with taken():
        assert browser.get("/wallet").status_code == 200
        assert browser.get("/healthz").data == b"ok\n"


def test_noting_the_last_use_keeps_nobody_from_reading(
    client: AcademyClient, taken: Callable[[], Any], clock: TestClock
) -> None:
    browser = client.as_(AMINA)
    assert browser.get("/wallet").status_code == 200
    before = last_use()
    clock.advance(minutes=10)

    with taken():
        assert browser.get("/wallet").status_code == 200
    assert last_use() == before
    assert browser.get("/wallet").status_code == 200
    assert last_use() == before + timedelta(minutes=10), "noted at the next page"


def last_use() -> Any:
    db.session.rollback()
    return db.session.query(Session).order_by(Session.id.desc()).first().last_used_at


def test_many_who_wait_are_all_told(app: Flask, taken: Callable[[], Any]) -> None:
    """Also those for whom there was no thread while the others waited."""
    told: list[type] = []

    def write() -> None:
        with app.test_request_context():
            try:
                with transaction():
                    db.session.execute(text("DELETE FROM sign_in_attempt"))
            except BusyError as error:
                told.append(type(error))
            db.session.remove()

    with taken():
        threads = [threading.Thread(target=write) for _each in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert told == [BusyError] * 12


def test_a_pile_has_less_patience_the_longer_it_waited_for_a_thread(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "OF_A_REQUEST", 3.0)
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    left = {}
    for waited in (0.0, 2.0, 60.0):
        with app.test_request_context(environ_overrides={patience.ARRIVED: now - waited}):
            left[waited] = patience.seconds_left()
    assert left == {0.0: 3.0, 2.0: 1.0, 60.0: 0.05}
    assert patience.seconds_left() == patience.OF_A_COMMAND, "commands wait"


def test_a_second_wait_has_only_what_the_first_one_left(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the file after the turn, or for one more row: together they fit in five seconds."""
    monkeypatch.setattr(patience, "OF_A_REQUEST", 3.0)
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    def wait(*_anything: object) -> None:
        now[0] += 2.9

    @contextmanager
    def turn(_seconds: float) -> Iterator[None]:
        wait()
        yield

    with app.test_request_context(environ_overrides={patience.ARRIVED: now[0]}):
        is_postgres = db.engine.dialect.name == "postgresql"
        first = ("academy.locking.take", wait) if is_postgres else (WHOSE_TURN, turn)
        monkeypatch.setattr(*first)
        limit = text("SHOW lock_timeout" if is_postgres else "PRAGMA busy_timeout")
        with transaction():
            left = str(db.session.execute(limit).scalar())
        db.session.remove()
    assert left.removesuffix("ms") in {"99", "100"}


class TestTurns:
    def test_each_gets_a_turn_and_no_two_at_once(self, tmp_path: Path) -> None:
        """Two lines on one file stand for two processes."""
        lines = [Turns(tmp_path / "turn") for _each in range(2)]
        inside, most, done = [0], [0], []

        def write(turns: Turns) -> None:
            for _each in range(20):
                with turns.taken(60):
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                    inside[0] -= 1
            done.append(turns)

        threads = [threading.Thread(target=write, args=(lines[n % 2],)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert len(done) == 6
        assert most == [1]

    def test_who_left_the_line_is_not_waited_for(self, tmp_path: Path) -> None:
        here, there = Turns(tmp_path / "turn"), Turns(tmp_path / "turn")
        with there.taken(60):
            for _each in range(5):
                with pytest.raises(BusyError), here.taken(0.01):
                    pass
            assert [t.name for t in threading.enumerate()].count("turns") == 1
        with here.taken(60):
            pass

    def test_a_turn_ends_with_an_error_too(self, tmp_path: Path) -> None:
        turns = Turns(tmp_path / "turn")
        with ExitStack() as stack:
            stack.enter_context(pytest.raises(ZeroDivisionError))
            stack.enter_context(turns.taken(60))
            _ = 1 / 0
        with turns.taken(0):
            pass


@pytest.mark.parametrize(
    "database", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_who_gives_way_to_another_is_told_to_try_again(app: Flask, cast: Cast) -> None:
    """Two that wait for each other, as nothing of ours should: one of them gives way."""
    people, both_hold_one = [AMINA.row.id, JAN.row.id], threading.Barrier(2)
    db.session.commit()
    outcomes: list[str] = []

    def take(first: int, second: int) -> None:
        row = text("UPDATE person SET name = name WHERE id = :number")
        with app.app_context():
            try:
                with transaction():
                    db.session.execute(row, {"number": first})
                    both_hold_one.wait(20)
                    db.session.execute(row, {"number": second})
            except BusyError as error:
                outcomes.append(error.code)
            else:
                outcomes.append("done")
            finally:
                db.session.remove()

    orders = (people, people[::-1])
    threads = [threading.Thread(target=take, args=order, daemon=True) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["busy", "done"]
