"""Many workers moved or stopped at once: who cannot be takes no other along, and all are told."""

import uuid
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from academy.database import db
from academy.people.leaving.rules import Destination
from academy.people.models import Membership
from academy.security.identity import Role
from tests.cast import ANNA, BEA, JAN, OSCAR, Cast, Member, a_membership, a_person
from tests.client import AcademyClient
from tests.clock import START

MANY = 7


@pytest.fixture
def address(cast: Cast) -> str:
    for number in range(MANY):
        member = Member(f"Kracht {number:02}")
        a_membership(a_person(member.name, uuid=member.uuid), team=cast.sorteren)
    db.session.commit()
    return f"/teams/{cast.sorteren.uuid}/people/change"


def fields(client: AcademyClient, address: str, **more: Any) -> dict[str, Any]:
    form = client.page(address).select_one("form#crowd")
    people = [
        each["value"]
        for each in form.select("[name=people]")
        if "Kracht" in each.find_parent("label").get_text()
    ]
    return {"people": people, "day": START.date().isoformat(), "sure": "y", **more}


def in_team(team_id: int) -> int:
    found = select(func.count(Membership.id)).where(
        Membership.team_id == team_id,
        Membership.role == Role.WORKER,
        Membership.goes_on_from(START.date()),
    )
    return db.session.scalar(found) or 0


def test_many_go_to_another_team_and_twice_is_once(
    client: AcademyClient, address: str, cast: Cast
) -> None:
    client.as_(BEA)
    before = in_team(cast.winkel.id)
    sent = fields(client, address, change="move", team=str(cast.winkel.uuid))
    assert len(sent["people"]) == MANY

    page = client.post(address, data=sent).page

    assert f"{MANY} mensen zijn verplaatst" in page.h1.get_text()
    assert [row.td.get_text() for row in page.select("tbody tr")] == ["Gedaan"] * MANY
    assert in_team(cast.winkel.id) == before + MANY
    client.post(address, data=sent)
    assert in_team(cast.winkel.id) == before + MANY


def test_whoever_is_not_in_the_team_any_more_is_told_and_nobody_moves(
    client: AcademyClient, address: str, cast: Cast
) -> None:
    """As when somebody else moved one of them meanwhile; the other ticks are kept."""
    client.as_(BEA)
    sent = fields(client, address, change="move", team=str(cast.winkel.uuid))
    first = {**sent, "people": sent["people"][:1]}
    assert client.post(address, data=first).status_code == 200
    before = in_team(cast.winkel.id)

    answer = client.post(address, data=sent)

    assert answer.status_code == 422
    message = answer.page.select_one("#people .field__error").get_text()
    assert "De lijst is intussen veranderd." in message
    assert len(answer.page.select("[name=people][checked]")) == MANY - 1
    assert in_team(cast.winkel.id) == before


def test_everybody_is_ticked_for_who_asks(client: AcademyClient, address: str) -> None:
    page = client.as_(BEA).page(address)
    assert page.select("[name=people][checked]") == []
    link = next(each for each in page.select("main a") if "Kies iedereen" in each.get_text())
    boxes = client.page(link["href"]).select("[name=people]")
    assert len(boxes) > MANY
    assert all(box.has_attr("checked") for box in boxes)


def test_many_stop_and_the_rest_stays(client: AcademyClient, address: str, cast: Cast) -> None:
    client.as_(BEA)
    before = in_team(cast.sorteren.id)
    sent = fields(client, address, change="stop")
    sent["people"].pop()
    sent |= {"day": "2026-01-01", "went_to": "paid"}

    page = client.post(address, data=sent).page

    assert f"{MANY - 1} mensen zijn gestopt" in page.h1.get_text()
    assert in_team(cast.sorteren.id) == before - MANY + 1
    gone = select(Membership.went_to).where(Membership.ends_on == date(2026, 1, 1))
    assert db.session.scalars(gone).all() == [Destination.PAID] * (MANY - 1)


def test_where_they_go_need_not_be_known(client: AcademyClient, address: str) -> None:
    client.as_(BEA)
    client.post(address, data=fields(client, address, change="stop", day="2026-01-01"))
    gone = select(Membership.went_to).where(Membership.ends_on == date(2026, 1, 1))
    assert db.session.scalars(gone).all() == [None] * MANY


@pytest.mark.parametrize("change", ["stop", "move"])
def test_whoever_cannot_be_stopped_or_moved_is_named_with_the_reason(
    client: AcademyClient, address: str, cast: Cast, change: str
) -> None:
    client.as_(BEA)
    before = in_team(cast.sorteren.id)
    sent = fields(client, address, change=change, team=str(cast.winkel.uuid), day="2099-01-01")
    page = client.post(address, data=sent).page

    assert "0 mensen" in page.h1.get_text()
    rows = page.select("tbody tr")
    assert {row.td.get_text() for row in rows} == {"Kies een dag binnen een jaar."}
    assert in_team(cast.sorteren.id) == before


def test_bad_input_is_told_and_changes_nothing(
    client: AcademyClient, address: str, cast: Cast
) -> None:
    client.as_(BEA)
    before = in_team(cast.sorteren.id)
    good = fields(client, address, change="move", team=str(cast.winkel.uuid))
    for wrong in (
        {"people": []},
        {"people": [str(uuid.uuid4())]},
        {"change": "erase"},
        {"team": ""},
        {"team": str(cast.sorteren.uuid)},
        {"day": "31-2-2026"},
        {"change": "stop", "went_to": "prison"},
        {"sure": ""},
    ):
        sent = {name: value for name, value in (good | wrong).items() if value}
        assert client.post(address, data=sent).status_code == 422, wrong
    assert in_team(cast.sorteren.id) == before


def test_only_the_own_administrator_may(client: AcademyClient, address: str) -> None:
    for other in (JAN, OSCAR, ANNA):
        assert client.as_(other).get(address).status_code == 404
        assert client.post(address, data={"change": "stop"}).status_code == 404
