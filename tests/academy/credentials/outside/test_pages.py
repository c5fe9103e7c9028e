"""The academy keeps the issuers outside: writes down, changes, takes out, puts back."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.credentials.models import IssuerKey
from academy.credentials.outside.models import OutsideIssuer
from academy.database import db
from academy.dates import local_day
from tests.academy.credentials.outside.conftest import PAGE, SCHOOL, an_outsider, write_down
from tests.badges.foundry import VERVALSER
from tests.cast import AMINA, ANNA, BEA, ERIK, JAN, RENS, Cast, Member
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race


def kept() -> list[OutsideIssuer]:
    return list(db.session.scalars(select(OutsideIssuer).order_by(OutsideIssuer.id)))


def lines() -> list[str]:
    found = select(AuditEvent.action).where(AuditEvent.action.like("outside-issuer.%"))
    return list(db.session.scalars(found.order_by(AuditEvent.sequence)))


def said(client: AcademyClient, address: str = PAGE) -> str:
    return client.page(address).select_one("main").get_text(" ", strip=True)


def test_it_is_found_where_organisations_are(anna: AcademyClient) -> None:
    link = anna.page("/organisations/all").find("a", href=PAGE)

    assert link.get_text(strip=True) == "Bekende uitgevers"
    assert "Er staat nog niemand in de lijst" in said(anna)


def test_one_is_written_down_with_who_looked_and_when(anna: AcademyClient) -> None:
    assert write_down(anna).status_code == 303

    (row,) = kept()
    assert (row.identifier, row.checked_by_id) == (VERVALSER, ANNA.row.id)
    assert "De Lasschool did:web:vervalser.example:issuers:de-schakel" in said(anna)
    assert "2 maart 2026, door Anna Vos" in said(anna)
    assert lines() == ["outside-issuer.added"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"identifier": ""}, "identifier"),
        ({"identifier": "De Lasschool"}, "identifier"),
        ({"identifier": "http://school.example"}, "identifier"),
        ({"identifier": "did:web:badges.example.nl:issuers:nieuw"}, "identifier"),
        ({"identifier": "https://BADGES.example.nl/ob2/issuers/de-schakel"}, "identifier"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"reason": ""}, "reason"),
        ({"checked_on": ""}, "checked_on"),
        ({"checked_on": "gisteren"}, "checked_on"),
        ({"checked_on": str(local_day(START) + timedelta(days=1))}, "checked_on"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(
    anna: AcademyClient, changes: dict[str, str], field: str
) -> None:
    answer = write_down(anna, **changes)

    assert answer.status_code == 422
    assert answer.page.select_one(f"#{field}-error")
    assert (kept(), lines()) == ([], [])


def test_a_key_of_ours_is_nobody_outside(anna: AcademyClient, badge: str) -> None:
    anna.as_(ANNA)
    own = db.session.scalars(select(IssuerKey.public_multibase)).first()

    answer = write_down(anna, identifier=f"did:key:{own}")

    assert "Deze uitgever hoort bij dit platform" in answer.text
    assert kept() == []


def test_another_writing_of_one_in_the_list_is_told_also_when_it_was_taken_out(
    anna: AcademyClient,
) -> None:
    row = an_outsider(identifier="https://school.example/issuer")
    anna.post(f"{PAGE}/{row.uuid}/stop")

    answer = write_down(anna, identifier="https://SCHOOL.example/issuer/")

    assert answer.status_code == 422
    assert "Kijk ook bij Weggehaald" in answer.text
    assert len(kept()) == 1


@pytest.mark.parametrize("name", ["De Schakel", "de  SCHAKEL", SCHOOL])
def test_a_name_that_is_there_is_asked_about_and_may_be_right(
    anna: AcademyClient, name: str
) -> None:
    an_outsider()

    asked = write_down(anna, name=name, identifier="https://school.example")

    assert asked.status_code == 409
    assert "Deze naam is er al" in asked.text
    assert len(kept()) == 1
    sure = anna.press(asked, "Toch deze naam gebruiken")
    assert (sure.status_code, len(kept())) == (303, 2)


def test_yes_to_a_name_is_no_yes_to_another(anna: AcademyClient) -> None:
    answer = write_down(anna, name="De Schakel", namesake="De Cirkel")

    assert (answer.status_code, kept()) == (409, [])


def test_a_form_that_is_sent_twice_adds_one(anna: AcademyClient) -> None:
    key = "00000000-0000-4000-8000-000000000001"
    write_down(anna, key=key)

    assert write_down(anna, key=key).status_code == 303
    assert (len(kept()), lines()) == (1, ["outside-issuer.added"])


def test_it_is_changed_and_of_two_the_second_looks_again(anna: AcademyClient) -> None:
    address = f"{PAGE}/{an_outsider().uuid}"
    seen = anna.page(address).select_one("[name=seen]")["value"]

    assert write_down(anna, address, seen=seen, name="Lasschool Zwolle").status_code == 303
    second = write_down(anna, address, seen=seen, name="Lasschool Almelo")

    assert (second.status_code, kept()[0].name) == (409, "Lasschool Zwolle")
    assert "Laad de pagina opnieuw" in second.text
    assert lines() == ["outside-issuer.added", "outside-issuer.changed"]


def test_saving_what_is_there_leaves_no_line(anna: AcademyClient) -> None:
    address = f"{PAGE}/{an_outsider().uuid}"
    seen = anna.page(address).select_one("[name=seen]")["value"]

    assert write_down(anna, address, seen=seen).status_code == 303
    assert lines() == ["outside-issuer.added"]


def test_it_is_taken_out_and_put_back(anna: AcademyClient) -> None:
    address = f"{PAGE}/{an_outsider().uuid}"

    for _twice in range(2):
        assert anna.post(f"{address}/stop").status_code == 303
    assert SCHOOL not in said(anna)
    assert SCHOOL in said(anna, f"{PAGE}?show=stopped")
    for _twice in range(2):
        assert anna.post(f"{address}/reopen").status_code == 303
    assert SCHOOL in said(anna)
    assert lines()[1:] == ["outside-issuer.stopped", "outside-issuer.reopened"]


def test_it_is_found_by_name_and_by_address(anna: AcademyClient) -> None:
    an_outsider()
    an_outsider(name="ROC", identifier="https://roc.example/issuer")

    assert SCHOOL in said(anna, f"{PAGE}?q=las")
    assert SCHOOL not in said(anna, f"{PAGE}?q=roc.example")
    assert "Niets gevonden" in said(anna, f"{PAGE}?q=timmer")


@pytest.mark.parametrize(
    ("member", "status"),
    [(ANNA, 200), (BEA, 403), (JAN, 403), (AMINA, 403), (ERIK, 403), (RENS, 403)],
)
def test_only_the_academy_keeps_the_list(
    client: AcademyClient, cast: Cast, member: Member, status: int
) -> None:
    row = an_outsider()
    somebody = client.as_(member)

    for address in (PAGE, f"{PAGE}/new", f"{PAGE}/{row.uuid}"):
        assert somebody.get(address).status_code == status
    if status != 200:
        assert somebody.post(f"{PAGE}/{row.uuid}/stop").status_code == status
        assert kept()[0].stopped_at is None


def test_two_at_once_add_one(cast: Cast, app: Flask) -> None:
    outcomes = race(app, an_outsider, lambda: an_outsider(name="Lasschool Zwolle"))

    assert outcomes == sorted([DONE, "InvalidInputError"])
    assert len(kept()) == 1
