"""What the migrations make of rows from before them."""

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from academy.database import db
from tests.cast import a_person, a_site, a_team, an_account, an_organisation


@pytest.fixture
def in_app(app: Flask) -> Flask:
    with app.app_context():
        yield app
        db.session.remove()
        upgrade()


def test_addresses_get_their_one_form_and_nobody_loses_an_account(in_app: Flask) -> None:
    typed = ("a@xn--bcher-kva.example", "b@bücher.example", "b@xn--bcher-kva.example", "c@x.local")
    for email in typed:
        an_account(a_person(), email)
    db.session.commit()
    db.session.remove()

    downgrade(revision="0001")
    upgrade()

    found = db.session.scalars(text("SELECT email FROM account ORDER BY id")).all()
    assert found == ["a@bücher.example", "b@bücher.example", "b@xn--bcher-kva.example", "c@x.local"]


def test_names_that_became_one_get_a_number_and_people_their_place_in_lists(in_app: Flask) -> None:
    person = a_person("Kees van 't Hoff")
    site = a_site(an_organisation("De Schakel"))
    team, other = a_team(site, "Team D'Hal"), a_team(site, "Team X")
    db.session.commit()
    number, first, second = person.id, team.id, other.id
    db.session.remove()

    downgrade(revision="0015")
    for statement, row in (
        ("UPDATE person SET search_text = 'kees van ''t hoff' WHERE id = :id", number),
        ("UPDATE team SET folded_name = 'team d''hal' WHERE id = :id", first),
        ("UPDATE team SET name = 'Team DHal', folded_name = 'team dhal' WHERE id = :id", second),
    ):
        db.session.execute(text(statement), {"id": row})
    db.session.commit()
    db.session.remove()
    upgrade()

    kept = db.session.execute(
        text("SELECT search_text, sort_text FROM person WHERE id = :id"), {"id": number}
    ).one()
    assert tuple(kept) == ("kees van t hoff", "kees hoff van t")
    teams = text("SELECT name, folded_name FROM team WHERE id IN (:first, :second) ORDER BY id")
    found = db.session.execute(teams, {"first": first, "second": second})
    assert [tuple(row) for row in found] == [
        ("Team D'Hal", "team dhal"),
        ("Team DHal (2)", "team dhal (2)"),
    ]
