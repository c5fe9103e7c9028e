"""One page says what waits for somebody, and each line leads to where it is done."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Select, select

from academy.assessments.seconds.models import SecondLook
from academy.audit.models import AuditEvent
from academy.catalogue.proposing import service as proposing
from academy.catalogue.publishing import PALETTE
from academy.catalogue.validation.defaults import name_of, set_default
from academy.catalogue.validation.rule import FIRST
from academy.database import db, transaction
from academy.jobs.models import Job, JobState
from academy.learning.models import Course
from academy.people import guests
from academy.people.models import AssessorAuthority
from academy.security.identity import Role
from academy.tablets.models import Tablet
from academy.teams.handovers.service import note_printed, to_print
from tests.academy.learning.conftest import a_course, a_run, enrolled
from tests.academy.shown import EMERGENCY, Shown
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    FATMA,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    RENS,
    Cast,
    Member,
    a_card,
    a_membership,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock


def tasks(client: AcademyClient, member: Member) -> dict[str, str]:
    """Sentence to address."""
    page = client.as_(member).page("/to-do")
    return {link.get_text(strip=True): str(link["href"]) for link in page.select(".card a")}


@pytest.mark.parametrize("member", [JAN, BEA, ANNA, AMINA, RENS])
@pytest.mark.usefixtures("cast")
def test_nothing_to_do_is_said(client: AcademyClient, member: Member) -> None:
    assert tasks(client, member) == {}
    assert "Niets te doen" in client.page("/to-do").main.get_text()


def test_a_leader_and_an_administrator_see_what_runs_out(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, EMERGENCY, days_ago=400)
    shown(GORAN, EMERGENCY, days_ago=330)
    there = f"/teams/{palette.sorteren.uuid}/attention"

    expected = {"1 badge is verlopen": there, "1 badge verloopt bijna": there}
    assert tasks(client, JAN) == tasks(client, BEA) == expected
    assert tasks(client, PIET) == tasks(client, ANNA) == {}


def test_the_office_and_the_academy_hear_of_a_quality_mark_that_ends(
    client: AcademyClient, cast: Cast
) -> None:
    office = f"/organisations/{cast.schakel.uuid}"
    cast.schakel.keurmerk_until = START.date() + timedelta(days=61)
    assert tasks(client, BEA) == tasks(client, ANNA) == {}

    cast.schakel.keurmerk_until = START.date() + timedelta(days=60)
    cast.schakel.pso_until = START.date() - timedelta(days=1)
    words = {"PSO eindigde op 22 november 2026", "Keurmerk Kringloop eindigt op 22 januari 2027"}
    assert tasks(client, BEA).keys() == tasks(client, ANNA).keys() == words
    assert set(tasks(client, BEA).values()) == {office}
    assert set(tasks(client, ANNA).values()) == {f"{office}/platform"}
    assert tasks(client, JAN) == {}

    cast.schakel.ends_on = START.date() - timedelta(days=1)
    assert tasks(client, ANNA) == {}, "an organisation that is no more needs no quality mark"


def test_the_office_hears_of_authority_that_ends(client: AcademyClient, palette: Cast) -> None:
    held = db.session.scalars(
        select(AssessorAuthority).where(AssessorAuthority.organisation_id == palette.schakel.id)
    ).first()
    assert held is not None
    held.ends_on = START.date() + timedelta(days=61)
    assert tasks(client, BEA) == {}
    held.ends_on = START.date() + timedelta(days=60)
    words = "1 bevoegdheid om te beoordelen stopt binnen twee maanden"
    there = f"/organisations/{palette.schakel.uuid}/assessors"
    assert tasks(client, BEA) == {words: there}
    assert client.page(there).select_one("h1")
    assert tasks(client, JAN) == tasks(client, OSCAR) == {}
    held.ends_on = START.date() - timedelta(days=1)
    assert tasks(client, BEA) == {}, "it is too late to be reminded"


def test_a_badge_waits_for_a_second_person_of_elsewhere_and_then_for_the_office(
    client: AcademyClient, palette: Cast, shown: Shown, clock: TestClock
) -> None:
    shown(AMINA, by=JAN)  # before two were asked for
    with transaction(PALETTE):
        two = replace(FIRST, assessors=2)
        set_default(two, seen=name_of(None), by=ANNA.identity(), now=START)
    shown(BRAM, by=PIET, team=palette.winkel)
    shown(GORAN, by=JAN)  # where Fatma can look too
    waits = "1 badge wacht op een tweede kijker"
    assert tasks(client, JAN) == {f"Ander team: {waits}": "/reviews"}
    assert tasks(client, PIET) == tasks(client, CAS) == tasks(client, BEA) == {}
    asked = db.session.scalars(select(SecondLook.uuid).where(SecondLook.person_id == BRAM.row.id))
    client.as_(JAN).post(f"/second-looks/{asked.one()}/take")
    assert tasks(client, JAN) == {"Kijk als tweede bij 1 medewerker": "/reviews"}
    clock.advance(days=14)
    assert tasks(client, BEA) == {waits: f"/organisations/{palette.schakel.uuid}#seconds"}

    a_membership(FATMA.row, role=Role.TEAM_LEADER, team=palette.winkel)
    db.session.commit()
    assert tasks(client, BEA) == {}


def test_where_no_leader_may_look_the_academy_and_the_office_hear_at_once(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    with transaction(PALETTE):
        two = replace(FIRST, assessors=2)
        set_default(two, seen=name_of(None), by=ANNA.identity(), now=START)
    shown(DEWI, by=OSCAR, team=palette.textiel)
    waits = "1 badge wacht op een tweede kijker"
    assert tasks(client, ANNA) == {f"Ander team: {waits}": "/reviews"}
    assert tasks(client, CAS) == {waits: f"/organisations/{palette.cirkel.uuid}#seconds"}
    assert tasks(client, OSCAR) == {}


def test_what_is_late_stands_on_top(client: AcademyClient, palette: Cast, shown: Shown) -> None:
    shown(BRAM, EMERGENCY, by=PIET, team=palette.winkel, days_ago=330)
    shown(AMINA, EMERGENCY, days_ago=400)
    assert list(tasks(client, BEA)) == ["1 badge is verlopen", "1 badge verloopt bijna"]


def test_a_quiet_tablet_that_holds_something_is_told_to_its_administrator(
    client: AcademyClient, cast: Cast
) -> None:
    tablet = Tablet(
        uuid=uuid.uuid4(), organisation_id=cast.sorteren.organisation_id,
        site_id=cast.sorteren.site_id, name="Winkel", created_at=START,
        enrolled_at=START, seen_at=START - timedelta(days=3), waiting=2,
    )  # fmt: skip
    db.session.add(tablet)
    db.session.commit()
    there = f"/organisations/{cast.sorteren.organisation.uuid}/tablets"
    assert tasks(client, BEA) == {"Op 1 tablet staat misschien nog werk.": there}
    assert tasks(client, JAN) == tasks(client, ANNA) == {}


def test_a_proposal_waits_for_the_academy(client: AcademyClient, palette: Cast) -> None:
    proposing.propose(
        JAN.row, uuid.uuid4(), title="Stoelen", why="Nodig.", by=JAN.identity(), now=START
    )
    db.session.commit()
    assert tasks(client, ANNA) == {"1 voorstel wacht op een antwoord.": "/palette/proposals"}
    assert tasks(client, JAN) == {}


def a_past_run(cast: Cast, course: Course) -> None:
    day = (START - timedelta(days=20)).date()
    enrolled(a_run(cast, course, starts_on=day, ends_on=day), AMINA)


def a_full_run(cast: Cast, course: Course) -> None:
    enrolled(a_run(cast, course, seats=1), AMINA, GORAN)


@pytest.mark.parametrize(
    ("happens", "words", "address"),
    [
        (a_past_run, "Van 1 cursus is nog niet klaar wie hem afmaakte.", "/course-runs/past"),
        (a_full_run, "Bij 1 cursus wachten mensen op een plek.", "/course-runs"),
    ],
    ids=["past", "full"],
)
def test_a_course_asks_the_academy(
    client: AcademyClient, cast: Cast, happens: Callable[[Cast, Course], object], words: str,
    address: str,
) -> None:  # fmt: skip
    happens(cast, a_course())
    db.session.commit()
    assert tasks(client, ANNA) == {words: address}
    assert tasks(client, JAN) == {}


def test_work_that_gave_up_is_told_to_whoever_started_it_and_to_the_academy(
    client: AcademyClient, cast: Cast
) -> None:
    db.session.add(
        Job(
            uuid=uuid.uuid4(), name="team-certificates", arguments={}, state=JobState.DEAD,
            attempts=5, error="", due_at=START, created_at=START, finished_at=START,
            started_by_id=JAN.row.id,
        )
    )  # fmt: skip
    db.session.commit()
    assert tasks(client, JAN) == {"1 keer is je werk niet gelukt.": "/jobs"}
    assert tasks(client, ANNA) == {"1 keer is werk niet gelukt.": "/jobs/failed"}
    assert tasks(client, BEA) == {}


def test_a_worker_who_asks_waits_for_the_leaders_and_after_two_weeks_for_the_office(
    client: AcademyClient, palette: Cast, clock: TestClock
) -> None:
    client.as_(AMINA).post(f"/wallet/skills/{EMERGENCY}/ask")
    team = f"/teams/{palette.sorteren.uuid}"
    assert tasks(client, JAN) == {"1 vraag om te kijken": team}
    assert tasks(client, BEA) == tasks(client, PIET) == {}
    clock.advance(days=14)
    office = f"/organisations/{palette.schakel.uuid}"
    assert tasks(client, BEA) == {"1 vraag om te kijken wacht al 2 weken": office}


def test_paper_waits_for_the_office_and_then_for_the_leader(
    client: AcademyClient, palette: Cast
) -> None:
    a_card(AMINA.row)
    page = f"/teams/{palette.sorteren.uuid}/handovers"
    client.as_(JAN).post(f"{page}/ask", data={"cards": "y", "since": "2026-11-01"})
    office = f"/organisations/{palette.schakel.uuid}/handovers"
    assert tasks(client, BEA) == {"Print 1 kaart of certificaat voor een team": office}
    assert tasks(client, JAN) == {}
    with transaction(palette.schakel):
        waiting = [each.row.id for each in to_print(palette.schakel.id, START.date())]
        note_printed(waiting, by=BEA.actor, now=START)
    assert tasks(client, BEA) == {}
    assert tasks(client, JAN) == {"Geef af: 1 kaart of certificaat": page}


def test_a_guest_waits_for_the_host(client: AcademyClient, palette: Cast) -> None:
    with transaction(OSCAR.row):
        guests.offer(
            OSCAR.row, palette.cirkel, palette.schakel, START.date(), by=CAS.identity(), now=START
        )
    there = f"/organisations/{palette.schakel.uuid}/guests"
    assert tasks(client, BEA) == {"1 gastbeoordelaar wacht op jullie ja": there}
    assert tasks(client, CAS) == tasks(client, JAN) == {}


def test_what_the_academy_withdrew_waits_for_the_organisation_until_it_is_read(
    client: AcademyClient, palette: Cast
) -> None:
    mine = select(AssessorAuthority).where(AssessorAuthority.person_id == JAN.row.id)
    [row] = db.session.scalars(mine).all()
    sent = {"reason": "Steekproef klopte niet"}
    assert client.as_(ANNA).post(f"/authorities/{row.uuid}/end", data=sent).status_code == 303

    there = f"/organisations/{palette.schakel.uuid}/assessors"
    words = "De academie stopte 1 bevoegdheid om te beoordelen. Lees waarom."
    assert tasks(client, BEA) == {words: there}
    assert tasks(client, CAS) == tasks(client, JAN) == {}
    page = client.as_(BEA).page(there)
    assert "Steekproef klopte niet" in page.select_one("main .notice").get_text()
    read = page.select_one("main .notice form")["action"]
    for stranger in (CAS, ANNA, JAN):
        assert client.as_(stranger).post(read).status_code in (403, 404)
    for _again in range(2):
        assert client.as_(BEA).post(read).location == there
    assert tasks(client, BEA) == {}
    assert db.session.scalars(noted("authority.end-read")).all() == [row.uuid]


def test_what_the_organisation_withdrew_itself_is_no_news(
    client: AcademyClient, palette: Cast
) -> None:
    mine = select(AssessorAuthority).where(AssessorAuthority.person_id == JAN.row.id)
    [row] = db.session.scalars(mine).all()
    assert client.as_(BEA).post(f"/authorities/{row.uuid}/end", data={}).status_code == 303
    assert tasks(client, BEA) == {}


def noted(action: str) -> Select[tuple[uuid.UUID | None]]:
    return select(AuditEvent.object_uuid).where(AuditEvent.action == action)
