"""More rights, and a password that others know: a new one on the spot, by the person themselves."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from academy.access.models import Account, Card
from academy.audit.models import AuditEvent
from academy.database import db
from academy.security.identity import Role
from tests.cast import (
    AMINA,
    BEA,
    DEWI,
    JAN,
    OSCAR,
    PASSWORD,
    PIET,
    PIN,
    Cast,
    Member,
    a_card,
    a_membership,
    an_account,
    code_of,
)
from tests.client import AcademyClient

NEXT = "vier woorden achter elkaar"
PAGE = f"/people/{OSCAR.uuid}/own-password"


@pytest.fixture
def bea(cast: Cast, client: AcademyClient) -> AcademyClient:
    """Bea, at whose place Oscar works too; he leads a team of De Cirkel, which gave his password
    and so could know it. Piet can confirm."""
    a_membership(OSCAR.row, Role.WORKER, team=cast.winkel)
    an_account(OSCAR.row, OSCAR.email).given_by_id = cast.cirkel.id
    an_account(PIET.row, PIET.email)
    db.session.commit()
    return client.as_(BEA)


def appoint(bea: AcademyClient, cast: Cast, member: Member = OSCAR) -> Any:
    return bea.submit(
        f"/people/{member.uuid}/memberships/new", "membership",
        role="team_leader", team=str(cast.winkel.uuid),
    )  # fmt: skip


def choose(bea: AcademyClient, path: str = PAGE, **more: str) -> Any:
    values = {
        "own": OSCAR.email, "own_secret": PASSWORD, "password": NEXT,
        "witness": PIET.email, "witness_secret": PASSWORD,
    }  # fmt: skip
    return bea.submit(path, "choose-password", **values | more)


def signed_in(app: Flask, password: str, email: str = OSCAR.email) -> AcademyClient | None:
    browser = app.test_client()
    answer = browser.post("/sign-in", data={"email": email, "password": password})
    return browser if answer.status_code == 303 else None


def test_appointing_leads_there_and_the_person_keeps_everything(
    bea: AcademyClient, cast: Cast, app: Flask
) -> None:
    before = signed_in(app, PASSWORD)
    assert before
    assert appoint(bea, cast).location == PAGE

    answer = choose(bea)

    assert answer.location == f"/people/{OSCAR.uuid}"
    assert "Kan nog niet inloggen" not in bea.page(f"/people/{OSCAR.uuid}").get_text()
    assert before.get("/wallet").status_code == 303, "sessions that others could have opened end"
    assert signed_in(app, PASSWORD) is None
    now = signed_in(app, NEXT)
    assert now
    for team in (cast.winkel, cast.textiel):
        assert now.get(f"/teams/{team.uuid}").status_code == 200, "nobody is shut out of elsewhere"
    assert now.get("/wallet/data").status_code == 200


def test_every_employer_reads_who_confirmed(bea: AcademyClient, cast: Cast) -> None:
    appoint(bea, cast)
    choose(bea)
    rows = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "account.password_set")
    ).all()
    assert {cast.schakel.id, cast.cirkel.id} <= {row.chain for row in rows}
    assert {(row.actor, row.details["witness"]) for row in rows} == {(BEA.uuid, str(PIET.uuid))}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        pytest.param({"own_secret": "geraden"}, "own", id="not the password of now"),
        pytest.param({"own": PIET.email}, "own", id="the password of somebody else"),
        pytest.param({"witness": BEA.email}, "witness", id="who is at the keyboard"),
        pytest.param({"witness": OSCAR.email}, "witness", id="the person"),
        pytest.param({"witness": ""}, "witness", id="no witness"),
        pytest.param({"witness_secret": "x"}, "witness", id="a wrong password of the witness"),
        pytest.param({"password": "geheim"}, "password", id="too short"),
        pytest.param({"password": "Oscar Smit De Schakel"}, "password", id="what others know"),
    ],
)
def test_without_the_person_and_a_second_colleague_nothing_changes(
    bea: AcademyClient, cast: Cast, app: Flask, more: dict[str, str], field: str
) -> None:
    an_account(BEA.row, BEA.email)
    appoint(bea, cast)
    answer = choose(bea, **more)
    assert answer.status_code == 422
    assert answer.page.select_one(f".field--error:has([name={field}])")
    assert signed_in(app, PASSWORD)
    assert signed_in(app, NEXT) is None


def test_a_proof_that_somebody_here_could_know_changes_nothing(
    bea: AcademyClient, cast: Cast, app: Flask
) -> None:
    """Bea gives Oscar a card and reads its PIN: with Piet she could else become him elsewhere, or
    shut him out of his team there."""
    appoint(bea, cast)
    bea.post(f"/people/{OSCAR.uuid}/card")
    pin = bea.page("/handouts").select_one(".slip__code").get_text()
    card = db.session.scalars(select(Card)).one()

    answer = choose(bea, own=code_of(card), own_secret=pin)

    assert answer.status_code == 422
    assert "Gebruik iets wat alleen deze persoon kent" in answer.page.get_text()
    assert signed_in(app, PASSWORD)


def test_a_card_and_pin_prove_it_for_who_has_no_account(
    bea: AcademyClient, cast: Cast, app: Flask
) -> None:
    a_membership(DEWI.row, Role.WORKER, team=cast.winkel)
    code = code_of(a_card(DEWI.row))
    path = appoint(bea, cast, DEWI).location
    assert path == f"/people/{DEWI.uuid}/own-password"

    choose(bea, path, own=code, own_secret=PIN, email=DEWI.email)

    assert (
        db.session.scalars(select(Account.given_by_id).where(Account.email == DEWI.email)).one()
        is None
    )
    dewi = signed_in(app, NEXT, DEWI.email)
    assert dewi
    assert dewi.get(f"/teams/{cast.winkel.uuid}").status_code == 200


def test_an_address_of_somebody_else_is_refused(bea: AcademyClient, cast: Cast) -> None:
    a_membership(DEWI.row, Role.WORKER, team=cast.winkel)
    code = code_of(a_card(DEWI.row))
    path = appoint(bea, cast, DEWI).location
    answer = choose(bea, path, own=code, own_secret=PIN, email=PIET.email)
    assert answer.status_code == 422
    assert answer.page.select_one(".field--error:has([name=email])")


def test_who_needs_none_is_asked_for_none(bea: AcademyClient, cast: Cast) -> None:
    """Somebody of one place gets a start code, as ever; a password of one's own stays."""
    assert appoint(bea, cast, AMINA).location == f"/people/{AMINA.uuid}/account"
    assert bea.get(f"/people/{AMINA.uuid}/own-password").location == f"/people/{AMINA.uuid}"
    db.session.scalars(select(Account).where(Account.email == OSCAR.email)).one().given_by_id = None
    assert appoint(bea, cast).location == f"/people/{OSCAR.uuid}"
    assert bea.get(PAGE).location == f"/people/{OSCAR.uuid}"


def test_only_an_administrator_there_may(bea: AcademyClient, cast: Cast) -> None:
    appoint(bea, cast)
    for member, status in ((JAN, 404), (PIET, 403)):
        assert bea.as_(member).get(PAGE).status_code == status


def test_a_substitute_and_who_comes_back_are_led_there_too(bea: AcademyClient, cast: Cast) -> None:
    appoint(bea, cast)
    row = next(each for each in OSCAR.row.memberships if each.role == Role.TEAM_LEADER
               and each.team_id == cast.winkel.id)  # fmt: skip
    bea.submit(f"/memberships/{row.uuid}/end", "end")
    assert bea.post(f"/memberships/{row.uuid}/reopen").location == PAGE
