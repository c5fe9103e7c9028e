"""Searching forgives how people type, and lists have one order."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from academy.database import db
from academy.people.models import Person
from academy.searching import by_name, has_words, in_name_order, person_order
from tests.cast import a_person


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("", True),
        ("yildiz amina", True),
        ("AMI", True),
        ("Amına", True),
        ("amina-yildiz", True),
        ("amina kaya", False),
        ("%", False),
    ],
)
def test_every_word_must_occur_in_any_order(query: str, fits: bool) -> None:
    assert has_words("Amina Yıldız", query) is fits


def test_marks_and_capitals_do_not_count_in_the_order() -> None:
    rows = [SimpleNamespace(name=name) for name in ("Zita", "Özil", "bram", "Émile", "Anna")]

    assert [row.name for row in by_name(rows)] == ["Anna", "bram", "Émile", "Özil", "Zita"]


@pytest.mark.usefixtures("cast")
def test_the_database_orders_people_as_python_does() -> None:
    for name in ("Anna Smit", "Annabel Bos", "Émile", "émile", "Şahin Öz", "de Boer", "Bram-Jan"):
        a_person(name)
    found = select(Person.name).order_by(in_name_order(Person.sort_text), Person.name)

    names = list(db.session.scalars(found))

    assert names == sorted(names, key=person_order)


def test_postgresql_is_told_to_compare_code_points() -> None:
    order = in_name_order(Person.sort_text)

    assert str(order.compile(dialect=postgresql.dialect())) == 'person.sort_text COLLATE "C"'
    assert str(order.compile(dialect=sqlite.dialect())) == "person.sort_text"
