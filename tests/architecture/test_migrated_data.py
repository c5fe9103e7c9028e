"""What the migrations make of rows from before them."""

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from academy.database import db
from tests.cast import a_person, an_account


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
