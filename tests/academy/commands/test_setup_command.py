"""`setup`: from an empty database to administrators who choose their passwords."""

import re

import pytest
from sqlalchemy import func, select

from academy.access.models import Account
from academy.catalogue.models import Skill
from academy.database import db
from academy.organisations.models import Organisation
from tests.application import application_for_tests
from tests.client import AcademyClient

ANSWERS = {
    "--academy": "Academie Kringloop",
    "--academy-admin": "Anna Vos",
    "--academy-email": "Anna@Example.nl",
    "--organisation": "Kringloop Het Anker & Zn.",
    "--city": "Zwolle",
    "--admin": "Béa Mulder",
    "--email": "bea@example.nl",
}


def run(app, *arguments: str, typed: str | None = None):
    db.session.commit()
    result = app.test_cli_runner().invoke(args=list(arguments), input=typed)
    db.session.rollback()
    return result


def setup(app, **changes: str):
    given = ANSWERS | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    return run(app, "setup", *(part for pair in given.items() for part in pair))


def test_begins_on_a_database_without_tables(tmp_path) -> None:
    new = application_for_tests(tmp_path, f"sqlite:///{tmp_path / 'new.db'}")

    result = new.test_cli_runner().invoke(
        args=["setup", *(part for pair in ANSWERS.items() for part in pair)]
    )

    assert result.exit_code == 0, result.output
    assert "Ready." in result.output
    with new.app_context():
        assert db.session.scalar(select(func.count(Organisation.id))) == 2
        db.session.remove()
        db.engine.dispose()


@pytest.mark.usefixtures("db_session")
class TestSetup:
    def test_begins_with_two_organisations_and_a_palette(self, app) -> None:
        result = setup(app)

        assert result.exit_code == 0, result.output
        slugs = db.session.scalars(select(Organisation.slug).order_by(Organisation.id)).all()
        assert slugs == ["academie-kringloop", "kringloop-het-anker-zn"]
        assert db.session.scalar(select(func.count(Skill.id))) == 69

    def test_can_be_answered_by_hand(self, app) -> None:
        typed = "\n".join(ANSWERS.values()) + "\n"

        assert run(app, "setup", typed=typed).exit_code == 0
        assert db.session.scalar(select(func.count(Account.id))) == 2

    def test_the_codes_let_both_begin(self, app, client: AcademyClient) -> None:
        codes = re.findall(r"start code: (\S{4} \S{4} \S{4} \S{4})", setup(app).output)
        password = "vier woorden achter elkaar"

        places = ["/to-do", "/organisations"]
        for code, place in zip(codes, places, strict=True):
            answer = client.post("/sign-in/start", data={"code": code, "password": password})
            assert answer.location == place
        assert client.get("/organisations", follow_redirects=True).status_code == 200

    def test_works_once(self, app) -> None:
        setup(app)

        result = setup(app)

        assert result.exit_code == 1
        assert "set up already" in result.output
        assert db.session.scalar(select(func.count(Organisation.id))) == 2

    @pytest.mark.parametrize(
        "wrong",
        [{"email": "no-address"}, {"admin": " "}, {"academy": "x" * 121}, {"email": "a\x00@b.nl"}],
    )
    def test_says_what_is_wrong_and_makes_nothing(self, app, wrong: dict[str, str]) -> None:
        assert setup(app, **wrong).exit_code == 2
        assert db.session.scalar(select(func.count(Organisation.id))) == 0

    def test_a_lost_code_is_replaced(self, app, client: AcademyClient) -> None:
        old = re.findall(r"start code: (.*)", setup(app).output)[0]

        new = re.findall(r"start code: (.*)", run(app, "start-code", "anna@example.nl").output)[0]

        values = {"password": "vier woorden achter elkaar"}
        assert client.post("/sign-in/start", data=values | {"code": old}).status_code == 422
        assert client.post("/sign-in/start", data=values | {"code": new}).status_code == 303
        assert run(app, "start-code", "nobody@example.nl").exit_code == 1
