"""An organisation sees on its first page who from outside has access now."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.database import db
from academy.dates import local_day
from academy.security.identity import Role
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    CAS,
    DEWI,
    ERIK,
    JAN,
    OSCAR,
    RENS,
    Cast,
    Member,
    a_membership,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START

TODAY = local_day(START)


def outsiders(client: AcademyClient, cast: Cast) -> list[str]:
    page = client.as_(BEA).page(f"/organisations/{cast.schakel.uuid}")
    section = page.select_one('section[aria-labelledby="outsiders"]')
    return [each.bdi.get_text() for each in section.select("li")] if section else []


def test_the_academys_administrators_are_named(client: AcademyClient, cast: Cast) -> None:
    assert outsiders(client, cast) == [ANNA.name]
    membership_of(ANNA, Role.ACADEMY_ADMIN).ends_on = TODAY - timedelta(days=1)
    assert outsiders(client, cast) == []


@pytest.mark.parametrize(
    ("member", "role"), [(CAS, Role.ORGANISATION_ADMIN), (OSCAR, Role.TEAM_LEADER)]
)
def test_who_leads_or_administers_here_and_works_elsewhere_is_named(
    client: AcademyClient, cast: Cast, member: Member, role: Role
) -> None:
    leads = role is Role.TEAM_LEADER
    place = {"team": cast.winkel} if leads else {"organisation": cast.schakel}
    here = a_membership(member.row, role, **place)  # type: ignore[arg-type]
    assert set(outsiders(client, cast)) == {ANNA.name, member.name}
    text = client.page(f"/organisations/{cast.schakel.uuid}").main.get_text()
    assert cast.cirkel.name not in text, "where else somebody works is not told"
    here.ends_on = TODAY - timedelta(days=1)
    assert outsiders(client, cast) == [ANNA.name]


def test_who_works_at_two_places_as_a_worker_is_nobodys_business(
    client: AcademyClient, cast: Cast
) -> None:
    a_membership(DEWI.row, team=cast.winkel)
    a_membership(AMINA.row, team=cast.textiel)
    found = outsiders(client, cast)
    assert found == [ANNA.name]
    assert not {JAN.name, ERIK.name, RENS.name, BEA.name} & set(found)


@pytest.mark.parametrize("begins", [0, 30], ids=["works there now", "will work there soon"])
def test_another_name_is_a_line_for_every_employer(
    client: AcademyClient, cast: Cast, begins: int
) -> None:
    a_membership(AMINA.row, team=cast.textiel, starts_on=TODAY + timedelta(days=begins))
    client.as_(BEA).submit(f"/people/{AMINA.uuid}/edit", name="Amina Yıldız-Kaya", language="nl")
    told = select(AuditEvent.chain, AuditEvent.actor).where(AuditEvent.action == "person.changed")
    assert {(chain, actor) for chain, actor in db.session.execute(told)} == {
        (cast.schakel.id, BEA.uuid),
        (cast.cirkel.id, BEA.uuid),
    }


def test_who_does_not_employ_somebody_any_more_hears_nothing(
    client: AcademyClient, cast: Cast
) -> None:
    a_membership(
        AMINA.row, team=cast.textiel,
        starts_on=TODAY - timedelta(days=30), ends_on=TODAY - timedelta(days=1),
    )  # fmt: skip
    client.as_(BEA).submit(f"/people/{AMINA.uuid}/edit", name="Amina Yıldız-Kaya", language="nl")
    told = select(AuditEvent.chain).where(AuditEvent.action == "person.changed")
    assert db.session.scalars(told).all() == [cast.schakel.id]
