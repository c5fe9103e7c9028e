"""After a change of name the office makes certificates with the name of now, in one tap."""

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.credentials import papers
from academy.credentials.models import Credential, PaperCopy
from academy.database import db, transaction
from tests.academy.shown import EMERGENCY, SORTING, Shown, palette, shown
from tests.cast import AMINA, BEA, CAS, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["palette", "shown"]
PERSON = f"/people/{AMINA.uuid}"
PAGE = f"{PERSON}/certificates"
NEW = "Amina el Haddad"


@pytest.fixture
def bea(palette: Cast, app: Flask) -> AcademyClient:
    return app.test_client().as_(BEA)


@pytest.fixture
def badges(shown: Shown) -> list[Credential]:
    """Two of Amina, who then got another name."""
    both = [shown(skill=SORTING), shown(skill=EMERGENCY)]
    with transaction(AMINA.row):
        AMINA.row.name = NEW
    return both


def printed_names() -> list[str]:
    db.session.expire_all()
    return list(db.session.scalars(select(PaperCopy.printed_name).order_by(PaperCopy.id)))


def test_the_page_of_the_person_offers_it_until_it_is_done(
    bea: AcademyClient, badges: list[Credential]
) -> None:
    offer = f"form[action='{PAGE}']"
    assert "2 certificaten hebben nog de oude naam" in bea.page(PERSON).get_text()
    assert bea.page(PERSON).select(offer)

    assert bea.post(PAGE).location == PAGE

    assert not bea.page(PERSON).select(offer)
    page = bea.page(PAGE)
    assert not page.select(offer)
    for badge in badges:
        [link] = page.select(f"a[href='/credentials/{badge.uuid}/certificate.pdf']")
        assert bea.get(link["href"]).status_code == 200


def test_tapped_twice_each_is_made_once_and_the_old_paper_stays(
    bea: AcademyClient, badges: list[Credential]
) -> None:
    for _tap in range(2):
        bea.post(PAGE)

    assert printed_names() == [AMINA.name, AMINA.name, NEW, NEW]
    assert [each.withdrawn_at for each in db.session.scalars(select(PaperCopy))] == [None] * 4
    renewed = select(AuditEvent.object_uuid).where(AuditEvent.action == "certificate.renewed")
    assert set(db.session.scalars(renewed)) == {badge.uuid for badge in badges}


def test_what_the_holder_closed_stays_closed(bea: AcademyClient, badges: list[Credential]) -> None:
    with transaction(AMINA.row):
        papers.withdraw_copies(badges[0], by=AMINA.identity(), now=START)
    assert "1 certificaat heeft nog de oude naam" in bea.page(PERSON).get_text()

    bea.post(PAGE)

    assert printed_names() == [AMINA.name, AMINA.name, NEW]


@pytest.mark.usefixtures("badges")
def test_a_leader_and_another_office_do_not(app: Flask) -> None:
    for member in (JAN, CAS):
        client = app.test_client().as_(member)
        assert client.get(PAGE).status_code in {403, 404}
        assert client.post(PAGE).status_code in {403, 404}
    assert "oude naam" not in app.test_client().as_(JAN).page(PERSON).get_text()
    assert NEW not in printed_names()


def test_without_badges_it_says_so(bea: AcademyClient) -> None:
    assert "Er zijn nog geen badges" in bea.page(PAGE).get_text()
    assert bea.post(PAGE).status_code == 303
