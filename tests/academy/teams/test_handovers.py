"""No printer in the shop: leaders ask, the office prints all in one PDF, leaders hand over."""

import io
from datetime import date, timedelta

import pytest
from flask import Flask, url_for
from pypdf import PdfReader
from sqlalchemy import event, select

from academy.access.cards import void_cards
from academy.access.printed import SCANNED_AT, TYPED_AT
from academy.audit.models import AuditEvent
from academy.database import db, transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.job_handlers import HANDLERS
from academy.jobs.models import Job
from academy.jobs.worker import Slot, run_until_idle
from academy.organisations.models import Organisation, Team
from academy.people import memberships
from academy.security.identity import Role
from academy.teams.handovers import printing
from academy.teams.handovers.models import Handover
from academy.teams.handovers.service import ask, hand_over, not_asked, to_hand_over
from tests.academy.shown import EMERGENCY, SORTING, Shown
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    CAS,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    Cast,
    Member,
    a_card,
    a_membership,
    a_person,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.races import DONE, race

TODAY = local_day(START)


@pytest.fixture
def waits(palette: Cast, shown: Shown) -> str:
    """Two cards of workers, one of a leader, and two badges of which one is old; the page."""
    for member in (AMINA, GORAN, JAN):
        a_card(member.row)
    db.session.commit()
    shown(AMINA, SORTING)
    shown(GORAN, EMERGENCY, days_ago=50)
    db.session.commit()
    return f"/teams/{palette.sorteren.uuid}/handovers"


def asks(client: AcademyClient, page: str, **wishes: str) -> int:
    client.as_(JAN)
    form = {"since": (TODAY - timedelta(days=30)).isoformat(), "cards": "y", "certificates": "y"}
    return client.post(f"{page}/ask", data=form | wishes).status_code


def prints(client: AcademyClient, app: Flask) -> bytes | None:
    """What the office gets; None when there was nothing."""
    db.session.rollback()
    place = select(Organisation.uuid).where(Organisation.slug == "de-schakel")
    office = f"/organisations/{db.session.scalar(place)}/handovers"
    job = client.as_(BEA).post(f"{office}/print").location
    run_until_idle(app, Slot(handlers=HANDLERS))
    answer = client.get(f"{job}/result")
    return answer.data if answer.status_code == 200 else None


def rows() -> list[Handover]:
    db.session.rollback()
    return list(db.session.scalars(select(Handover).order_by(Handover.id)))


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def to_give(client: AcademyClient, page: str) -> list[str]:
    boxes = client.as_(JAN).page(page).select("#given .choice__label")
    return [each.get_text() for each in boxes]


def test_the_addresses_on_cards_are_those_of_pages(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("session.card") == TYPED_AT
        assert url_for("session.scanned", code="x") == f"{SCANNED_AT}x"


def test_a_leader_asks_for_cards_of_workers_and_certificates_since_a_day(
    client: AcademyClient, waits: str
) -> None:
    assert asks(client, waits) == 303
    asked = {(row.person.name, row.card_id is not None) for row in rows()}
    assert asked == {(AMINA.name, True), (GORAN.name, True), (AMINA.name, False)}
    assert "3 dingen wachten bij het kantoor." in client.page(waits).get_text()


def test_what_was_asked_is_not_asked_again(client: AcademyClient, waits: str) -> None:
    asks(client, waits)
    asks(client, waits)
    assert len(rows()) == 3
    asks(client, waits, since="2026-01-01")
    assert len(rows()) == 4


def test_the_office_gets_one_pdf_with_the_cards_first(
    client: AcademyClient, app: Flask, palette: Cast, waits: str, clock: TestClock
) -> None:
    asks(client, waits)
    office = client.as_(BEA).page(f"/organisations/{palette.schakel.uuid}/handovers")
    assert office.select_one("tbody td").get_text() == "3"
    pages = text_of(prints(client, app) or b"")
    assert len(pages) == 2
    assert AMINA.name in pages[0]
    assert GORAN.name in pages[0]
    assert JAN.name not in pages[0]
    assert "Textiel sorteren" in pages[1]
    assert all(row.printed_at for row in rows())
    clock.now += timedelta(minutes=1)  # within a minute it is one print
    assert prints(client, app) is None, "nothing waits any more"


def test_the_leader_hands_over_and_ticks(
    client: AcademyClient, app: Flask, palette: Cast, waits: str
) -> None:
    asks(client, waits)
    prints(client, app)
    team = client.as_(JAN).page(waits.removesuffix("/handovers")).get_text()
    assert "Geef af: 3 kaarten en certificaten" in team
    assert to_give(client, waits) == [
        f"{AMINA.name}: kaart",
        f"{AMINA.name}: certificaat Textiel sorteren",
        f"{GORAN.name}: kaart",
    ]
    mine = [str(row.uuid) for row in rows() if row.person.name == AMINA.name]
    form = {"things": mine, "given_on": TODAY.isoformat()}
    assert client.post(f"{waits}/given", data=form).status_code == 303
    assert to_give(client, waits) == [f"{GORAN.name}: kaart"]
    given = {(row.given_on, row.given_by_id) for row in rows() if str(row.uuid) in mine}
    assert given == {(TODAY, JAN.row.id)}
    log = client.as_(BEA).page("/audit").select_one("tbody").get_text(" ", strip=True)
    assert "Jan de Vries gaf kaarten en certificaten af in Sorteren" in log
    assert "Bea Mulder printte kaarten en certificaten voor Sorteren" in log
    assert "Jan de Vries vroeg het kantoor om te printen voor Sorteren" in log


def test_what_lapsed_meanwhile_is_not_printed(
    client: AcademyClient, app: Flask, palette: Cast, waits: str
) -> None:
    asks(client, waits, certificates="")
    person = AMINA.row
    with transaction(person):
        now = dependencies().clock()
        void_cards(person, organisation_id=None, by=BEA.actor, now=now)
    pages = text_of(prints(client, app) or b"")
    assert AMINA.name not in pages[0]
    assert to_give(client, waits) == [f"{GORAN.name}: kaart"]


def moves(member: Member, *, to: int | None) -> None:
    """From tomorrow on somebody works in another team, or nowhere here any more."""
    membership, by = membership_of(member, Role.WORKER), BEA.actor
    with transaction(membership.organisation):
        if to is None:
            memberships.end(membership, last_day=TODAY, today=TODAY, by=by, now=START)
        else:
            tomorrow = TODAY + timedelta(days=1)
            team = db.session.get_one(Team, to)
            memberships.move(membership, team, first_day=tomorrow, today=TODAY, by=by, now=START)


@pytest.mark.parametrize("is_printed", [False, True])
def test_paper_goes_along_with_a_worker_who_moves(
    client: AcademyClient, app: Flask, palette: Cast, waits: str, clock: TestClock,
    is_printed: bool,
) -> None:  # fmt: skip
    """Whoever led the worker before cannot hand it over, and has nothing to read about it."""
    number, there = palette.winkel.id, f"/teams/{palette.winkel.uuid}/handovers"
    asks(client, waits, certificates="")
    if is_printed:
        prints(client, app)
    moves(AMINA, to=number)
    clock.advance(days=1)
    if not is_printed:
        assert "Winkel" in text_of(prints(client, app) or b"")[0]
    assert to_give(client, waits) == [f"{GORAN.name}: kaart"]
    boxes = client.as_(PIET).page(there).select("#given input[name=things]")
    form = {"things": [boxes[0]["value"]], "given_on": local_day(clock.now).isoformat()}
    assert client.post(f"{there}/given", data=form).status_code == 303
    given = {row.person.name for row in rows() if row.given_on}
    assert given == {AMINA.name}


@pytest.mark.parametrize("is_printed", [False, True])
def test_of_whoever_left_nobody_has_paper_to_give(
    client: AcademyClient, app: Flask, palette: Cast, waits: str, clock: TestClock,
    is_printed: bool,
) -> None:  # fmt: skip
    asks(client, waits)
    if is_printed:
        prints(client, app)
    moves(AMINA, to=None)
    clock.advance(days=1)
    if not is_printed:
        assert AMINA.name not in "".join(text_of(prints(client, app) or b""))
    assert to_give(client, waits) == [f"{GORAN.name}: kaart"]


def test_hundreds_of_cards_are_laid_out_in_portions_that_are_told(
    client: AcademyClient, app: Flask, waits: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cards and certificates are counted together: the bar goes one way."""
    monkeypatch.setattr(printing, "CARDS_AT_ONCE", 1)
    asks(client, waits)
    seen: list[tuple[int, int]] = []

    @event.listens_for(db.session, "after_commit")
    def look(_session: object) -> None:
        with db.engine.connect() as another:
            seen.extend(
                (done, total) for done, total in another.execute(select(Job.progress, Job.total))
            )

    pages = text_of(prints(client, app) or b"")
    event.remove(db.session, "after_commit", look)
    told = list(dict.fromkeys(each for each in seen if each != (0, 0)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert AMINA.name in pages[0]
    assert GORAN.name in pages[1]


def test_two_of_the_office_may_print_in_the_same_minute(
    client: AcademyClient, palette: Cast, waits: str
) -> None:
    """Each follows their own work: that of another would not be found."""
    asks(client, waits)
    office = f"/organisations/{palette.schakel.uuid}/handovers"
    other = Member("Ada Bos")
    a_membership(
        a_person(other.name, uuid=other.uuid), Role.ORGANISATION_ADMIN, organisation=palette.schakel
    )
    db.session.commit()
    jobs = [client.as_(each).post(f"{office}/print").location for each in (BEA, other)]
    for member, job in zip((BEA, other), jobs, strict=True):
        assert client.as_(member).get(job).status_code == 200


def test_only_cards_make_a_pdf_too(
    client: AcademyClient, app: Flask, palette: Cast, waits: str
) -> None:
    asks(client, waits, certificates="")
    assert len(text_of(prints(client, app) or b"")) == 1


def test_only_certificates_make_a_pdf_too(
    client: AcademyClient, app: Flask, palette: Cast, waits: str
) -> None:
    asks(client, waits, cards="")
    assert len(text_of(prints(client, app) or b"")) == 1


@pytest.mark.parametrize("wrong", [
    {"cards": "", "certificates": ""}, {"since": ""}, {"since": "morgen"},
])  # fmt: skip
def test_a_question_that_is_not_clear_is_told(
    client: AcademyClient, waits: str, wrong: dict[str, str]
) -> None:
    assert asks(client, waits, **wrong) == 422
    assert rows() == []


@pytest.mark.parametrize("day", [
    "", "2026-13-01", "0001-01-01",
    (TODAY - timedelta(days=1)).isoformat(), (TODAY + timedelta(days=1)).isoformat(),
])  # fmt: skip
def test_a_day_that_cannot_be_is_told(
    client: AcademyClient, app: Flask, palette: Cast, waits: str, day: str
) -> None:
    asks(client, waits)
    prints(client, app)
    client.as_(JAN)
    form = {"things": [str(row.uuid) for row in rows()], "given_on": day}
    answer = client.post(f"{waits}/given", data=form)
    assert answer.status_code == 422
    assert [row.given_on for row in rows()] == [None] * 3
    assert answer.page.select("#given input[checked]")


def test_what_the_office_still_has_cannot_be_ticked(client: AcademyClient, waits: str) -> None:
    asks(client, waits)
    form = {"things": [str(row.uuid) for row in rows()], "given_on": TODAY.isoformat()}
    assert client.post(f"{waits}/given", data=form).status_code == 303
    assert "Er is nu niets om af te geven." in client.page(waits).get_text()
    assert [row.given_on for row in rows()] == [None] * 3


@pytest.mark.parametrize("who", [PIET, OSCAR, CAS, ANNA, AMINA])
def test_nobody_of_elsewhere_sees_or_does_anything(
    client: AcademyClient, waits: str, palette: Cast, who: Member
) -> None:
    client.as_(who)
    assert client.get(waits).status_code == 404
    for path in ("ask", "given"):
        assert client.post(f"{waits}/{path}").status_code == 404
    office = f"/organisations/{palette.schakel.uuid}/handovers"
    assert client.get(office).status_code == 404
    assert client.post(f"{office}/print").status_code == 404


def test_two_who_ask_at_once_ask_once(app: Flask, palette: Cast, waits: str) -> None:
    number = palette.sorteren.id

    def act() -> None:
        team = db.session.get_one(Team, number)
        with transaction(team.organisation):
            waiting = not_asked(team, TODAY)
            ask(team, waiting.cards, waiting.badges, by=JAN.identity(), now=START)

    assert race(app, act, act) == [DONE, DONE]
    assert len(rows()) == 4
    lines = select(AuditEvent).where(AuditEvent.action == "team.print_asked")
    assert [line.details for line in db.session.scalars(lines)] == [{"count": 4}]


def test_two_who_tick_at_once_tick_once(
    client: AcademyClient, app: Flask, palette: Cast, waits: str
) -> None:
    number = palette.sorteren.id
    asks(client, waits)
    prints(client, app)

    def act() -> None:
        team = db.session.get_one(Team, number)
        with transaction(team.organisation):
            hand_over(team, to_hand_over(team, TODAY), TODAY, by=JAN.identity(), now=START)

    assert race(app, act, act) == [DONE, DONE]
    lines = select(AuditEvent).where(AuditEvent.action == "team.handed_over")
    assert [line.details for line in db.session.scalars(lines)] == [{"count": 3}]
    assert {row.given_on for row in rows()} == {date(2026, 11, 23)}
