"""A worker says how the own name is written; the office says yes or no."""

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.database import db
from academy.people.naming.models import NameProposal
from academy.privacy import erasing
from tests.academy.shown import palette
from tests.cast import AMINA, BEA, CAS, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["palette"]
OWN, OFFICE = "/wallet/name", f"/people/{AMINA.uuid}"
NEW = "Amina el Haddad"


@pytest.fixture
def amina(palette: Cast, app: Flask) -> AcademyClient:
    return app.test_client().as_(AMINA)


@pytest.fixture
def bea(palette: Cast, app: Flask) -> AcademyClient:
    return app.test_client().as_(BEA)


def propose(client: AcademyClient, name: str = NEW, latin_name: str = ""):
    return client.submit(OWN, "person", name=name, latin_name=latin_name)


def the_proposal() -> NameProposal | None:
    return db.session.scalar(select(NameProposal))


def answer(client: AcademyClient, said: str, key: object = None):
    row = the_proposal()
    asked = key or (row.uuid if row else "")
    return client.post(f"{OFFICE}/name", data={"answer": said, "proposal": str(asked)})


def actions() -> list[str]:
    found = select(AuditEvent.action).where(AuditEvent.object_uuid == AMINA.uuid)
    return [each for each in db.session.scalars(found.order_by(AuditEvent.id)) if "name" in each]


def test_the_office_says_yes(amina: AcademyClient, bea: AcademyClient) -> None:
    assert propose(amina).status_code == 303
    assert "Het kantoor kijkt ernaar" in amina.page(OWN).get_text()
    assert bea.page("/to-do").select(f"a[href='{OFFICE}']")
    assert NEW in bea.page(OFFICE).get_text()
    assert AMINA.row.name != NEW

    assert answer(bea, "yes").status_code == 303

    assert (AMINA.row.name, the_proposal()) == (NEW, None)
    assert NEW in amina.page("/wallet/data").get_text()
    assert not bea.page("/to-do").select(f"a[href='{OFFICE}']")


def test_the_office_says_no_and_the_worker_reads_it(
    amina: AcademyClient, bea: AcademyClient
) -> None:
    before = AMINA.row.name
    propose(amina)

    answer(bea, "no")

    assert AMINA.row.name == before
    assert "Het kantoor zei nee" in amina.page("/wallet/data").get_text()
    assert answer(bea, "yes").status_code == 409
    amina.post(f"{OWN}/take-back")
    assert "Het kantoor zei nee" not in amina.page("/wallet/data").get_text()
    assert actions() == ["name.proposed", "name.declined"]


def test_the_page_is_there_in_a_language_of_workers(amina: AcademyClient) -> None:
    amina.post("/language?next=/wallet/name", data={"language": "ar"})

    assert "هل اسمك خطأ؟" in amina.page(OWN).get_text()


def test_taken_back_it_is_gone(amina: AcademyClient, bea: AcademyClient) -> None:
    propose(amina)
    key = the_proposal().uuid

    for _ in range(2):
        assert amina.post(f"{OWN}/take-back").status_code == 303

    assert answer(bea, "yes", key).status_code == 409
    assert actions() == ["name.proposed", "name.taken_back"]


def test_a_yes_is_about_what_was_on_the_screen(amina: AcademyClient, bea: AcademyClient) -> None:
    propose(amina)
    seen = the_proposal().uuid
    propose(amina, "Koningin Amina")

    assert answer(bea, "yes", seen).status_code == 409
    assert AMINA.row.name not in {NEW, "Koningin Amina"}


def test_sent_twice_it_is_one(amina: AcademyClient) -> None:
    propose(amina)
    propose(amina)

    assert db.session.scalars(select(NameProposal)).one().name == NEW
    assert actions() == ["name.proposed"]


@pytest.mark.parametrize("key", ["", "x", "\x00", "😀", str(BEA.uuid)])
def test_a_yes_to_nothing_changes_nothing(bea: AcademyClient, key: str) -> None:
    assert bea.post(f"{OFFICE}/name", data={"answer": "yes", "proposal": key}).status_code == 409


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "\u202e"])
def test_what_is_no_name_is_refused(amina: AcademyClient, name: str) -> None:
    assert propose(amina, name).status_code == 422
    assert the_proposal() is None


def test_the_name_that_stands_is_not_proposed(amina: AcademyClient) -> None:
    answer = propose(amina, AMINA.row.name)

    assert answer.status_code == 422
    assert "Zo heet je hier al." in answer.text


def test_only_the_own_office_answers(palette: Cast, app: Flask, amina: AcademyClient) -> None:
    propose(amina)

    assert answer(app.test_client().as_(JAN), "yes").status_code == 403
    assert answer(app.test_client().as_(CAS), "yes").status_code == 404
    assert answer(amina, "yes").status_code in {403, 404}
    assert AMINA.row.name != NEW


def test_whoever_is_erased_leaves_no_proposal(amina: AcademyClient) -> None:
    propose(amina)

    erasing.erase(AMINA.row, by=BEA.actor, now=START)

    assert the_proposal() is None
