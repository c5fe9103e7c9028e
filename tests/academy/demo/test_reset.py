"""Putting the demo back, and refusing it where there is none."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from academy.access.models import Session
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.demo import loading, resetting
from academy.dependencies import dependencies
from academy.installation import InstallationFact
from academy.people.models import Person
from tests.cast import Cast, a_person
from tests.client import AcademyClient
from tests.demo import DemoSite


def people() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Person)) or 0


@pytest.mark.slow
def test_the_button_throws_changes_away_under_a_running_process(site: DemoSite) -> None:
    before = people()
    badges = set(db.session.scalars(select(Credential.uuid)))
    client = site.client("team leader")
    with transaction():
        a_person("Iemand die probeerde")
    assert people() == before + 1
    answer = client.post("/demo/reset")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert people() == before
    assert set(db.session.scalars(select(Credential.uuid))) == badges
    assert db.session.scalar(select(func.count()).select_from(Session)) == 0
    assert client.get("/teams").status_code == 303, "nobody is signed in any more"


@pytest.mark.slow
def test_another_connection_sees_the_fresh_demo(site: DemoSite) -> None:
    with db.engine.connect() as other:
        before = other.scalar(select(func.count()).select_from(Person))
        other.rollback()
        with transaction():
            a_person("Iemand die probeerde")
        resetting.reset(dependencies())
        assert other.scalar(select(func.count()).select_from(Person)) == before


@pytest.mark.slow
def test_the_command_is_a_dry_run_without_commit(site: DemoSite) -> None:
    with transaction():
        a_person("Iemand die probeerde")
    before, runner = people(), site.app.test_cli_runner()
    answer = runner.invoke(args=["demo", "reset"])
    assert (answer.exit_code, people()) == (0, before)
    answer = runner.invoke(args=["demo", "reset", "--commit"])
    assert (answer.exit_code, people()) == (0, before - 1)


@pytest.mark.slow
def test_a_demo_of_an_earlier_day_is_made_anew(
    site: DemoSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    yesterday = dependencies().clock() - timedelta(days=1)
    with transaction():
        mark = InstallationFact.name == loading.MARK
        fact = update(InstallationFact).where(mark).values(value=yesterday.isoformat())
        db.session.execute(fact)
    made_anew: list[bool] = []
    monkeypatch.setattr(loading, "load_anew", lambda _deps: made_anew.append(True))
    site.app.test_cli_runner().invoke(args=["demo", "reset", "--commit"])
    assert made_anew == [True]


@pytest.mark.slow
def test_without_a_pristine_copy_everything_is_emptied_and_loaded(
    site: DemoSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("academy.demo.loading.year", lambda _skills: [])
    copy = resetting.pristine_file(dependencies())
    assert copy is not None
    copy.unlink()
    before = people()
    with transaction():
        a_person("Iemand die probeerde")
    resetting.reset(dependencies())
    assert (people(), copy.exists()) == (before, True)


def test_outside_a_demo_the_button_does_not_exist(client: AcademyClient, cast: Cast) -> None:
    assert client.post("/demo/reset").status_code == 404
    assert people() == 14


@pytest.mark.usefixtures("cast")
def test_a_database_in_real_use_gets_no_demo(app: Flask) -> None:
    runner = app.test_cli_runner()
    for command in (["demo", "load"], ["demo", "reset", "--commit"]):
        answer = runner.invoke(args=command)
        assert answer.exit_code == 1
        assert "DEMO=1" in answer.output
    assert people() == 14
