"""After the last day: where somebody went, and whether they work a year later."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.database import db, transaction
from academy.dates import local_day
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.worker import Slot, run_until_idle
from academy.people.leaving import service
from academy.people.leaving.models import WorkAnswer
from academy.people.leaving.rules import Destination, Said, is_told_on, last_days_to_ask
from academy.people.models import Membership, Person
from academy.reports.inside.models import Measured, PreparedFigure
from tests.academy.reports.test_dashboard import cells
from tests.cast import (
    AMINA,
    BEA,
    BRAM,
    CAS,
    GORAN,
    JAN,
    Cast,
    Member,
    a_membership,
    a_person,
    find_the_cast,
)
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

TODAY = local_day(START)
A_YEAR_AGO = TODAY - timedelta(days=366)


def work_of(member: Member) -> Membership:
    return db.session.scalars(select(Membership).join(Membership.person).where(
        Membership.person_id == member.row.id
    )).one()  # fmt: skip


def left(member: Member, last_day: date = A_YEAR_AGO) -> Membership:
    row = work_of(member)
    row.starts_on, row.ends_on = min(row.starts_on, last_day), last_day
    db.session.commit()
    return row


def question(client: AcademyClient) -> str | None:
    found = client.page("/wallet").select_one("form[action*='/wallet/working/']")
    return str(found["action"]) if found else None


def end(client: AcademyClient, member: Member, **values: str):
    return client.submit(f"/memberships/{work_of(member).uuid}/end", "end", **values)


class TestWhereTo:
    def test_it_may_be_said_with_the_last_day(self, client: AcademyClient, cast: Cast) -> None:
        assert end(client.as_(BEA), AMINA, went_to="paid").status_code == 303

        assert work_of(AMINA).went_to == Destination.PAID
        lines = {line.action: line.details for line in db.session.scalars(select(AuditEvent))}
        assert "paid" not in str(lines["membership.went_to"])

    @pytest.mark.parametrize(("values", "status"), [({}, 303), ({"went_to": "prison"}, 422)])
    def test_nothing_need_be_said_and_nothing_else_can(
        self, client: AcademyClient, cast: Cast, values: dict[str, str], status: int
    ) -> None:
        assert end(client.as_(BEA), AMINA, **values).status_code == status
        assert work_of(AMINA).went_to is None

    def test_it_is_not_asked_of_a_leader_and_forgotten_when_somebody_stays(
        self, client: AcademyClient, cast: Cast
    ) -> None:
        bea = client.as_(BEA)
        assert not bea.page(f"/memberships/{work_of(JAN).uuid}/end").select("[name=went_to]")
        end(bea, AMINA, went_to="paid")
        bea.post(f"/memberships/{work_of(AMINA).uuid}/reopen")

        assert work_of(AMINA).went_to is None


class TestAYearLater:
    @pytest.mark.parametrize("said", list(Said))
    def test_somebody_is_asked_until_they_answer(
        self, client: AcademyClient, cast: Cast, said: Said
    ) -> None:
        left(AMINA)
        amina = client.as_(AMINA)
        address = question(amina)
        assert address
        buttons = amina.page("/wallet").select(f"form[action='{address}'] button")
        assert len({" ".join(each["class"]) for each in buttons}) == 1  # none is smaller

        amina.post(address, data={"said": said.value})

        assert db.session.scalars(select(WorkAnswer.said)).all() == [said]
        assert question(amina) is None
        told = amina.get("/wallet/data.json").json
        assert told["said_about_work"][0]["said"] == said.value
        amina.post(address, data={"said": "does_not"})  # a page that stayed open
        assert len(db.session.scalars(select(WorkAnswer)).all()) == 1

    @pytest.mark.parametrize(
        ("last_day", "asked"),
        [
            (TODAY - timedelta(days=364), False),
            (TODAY - timedelta(days=365), True),
            (TODAY - timedelta(days=548), True),
            (TODAY - timedelta(days=549), False),
        ],
    )
    def test_for_half_a_year(
        self, client: AcademyClient, cast: Cast, last_day: date, asked: bool
    ) -> None:
        left(AMINA, last_day)
        assert bool(question(client.as_(AMINA))) is asked

    def test_whoever_went_on_in_another_team_is_not_asked(
        self, client: AcademyClient, cast: Cast
    ) -> None:
        row = left(AMINA)
        a_membership(AMINA.row, team=cast.winkel, starts_on=row.ends_on + timedelta(days=1))
        db.session.commit()

        assert question(client.as_(AMINA)) is None

    def test_no_answer_is_none_and_nobody_answers_for_another(
        self, client: AcademyClient, cast: Cast
    ) -> None:
        row, amina = left(AMINA), client.as_(AMINA)
        address = question(amina)
        for said in ("", "perhaps"):
            assert amina.post(address, data={"said": said}).status_code == 303
        for member in (BEA, GORAN, CAS):
            answer = client.as_(member).post(f"/wallet/working/{row.uuid}", data={"said": "works"})
            assert answer.status_code == 404

        assert db.session.scalars(select(WorkAnswer)).all() == []

    def test_two_at_once_give_one_answer(self, cast: Cast, app: Flask) -> None:
        number = left(AMINA).id

        def once() -> None:
            row = db.session.get_one(Membership, number)
            with transaction(row.person):
                service.answer(row, Said.WORKS, by=AMINA.identity(), now=START)

        assert race(app, once, once) == ["AcademyError", DONE]


class TestFigures:
    def test_the_office_reads_where_people_went_and_no_answer_of_a_few(
        self, client: AcademyClient, cast: Cast, app: Flask
    ) -> None:
        last_day = date(TODAY.year - 3, 6, 1)
        for number in range(9):
            a_leaver(number, last_day)
        end(client.as_(BEA), BRAM, went_to="education")
        prepare(app)
        assert answers_are_counted()
        assert cells(client.as_(BEA), "went")["School of opleiding"] == ["1"]
        assert cells(client, "works") == {str(last_day.year): ["te weinig", "te weinig"]}

        a_leaver(9, last_day)
        prepare(app)

        assert cells(client, "works") == {str(last_day.year): ["10", "5"]}

    def test_the_office_reads_how_many_left_in_a_year(
        self, client: AcademyClient, cast: Cast, app: Flask
    ) -> None:
        last_day, later = date(TODAY.year, 10, 5), date(TODAY.year, 10, 20)
        left_twice, went_on = (a_leaver(number, last_day) for number in range(2))
        a_leaver(2, last_day)
        again = a_membership(left_twice, team=cast.winkel, starts_on=later)
        again.ends_on = later
        a_membership(went_on, team=cast.winkel, starts_on=later)
        db.session.commit()
        prepare(app)

        years = cells(client.as_(BEA), "years")

        assert years[str(TODAY.year)][0] == "3", "Els, and both once; who goes on did not leave"

    def test_a_last_day_that_is_said_late_is_counted_and_one_taken_back_is_not(
        self, client: AcademyClient, cast: Cast, app: Flask
    ) -> None:
        """Long after the figures of its quarter were made, and though no badge changed."""
        a_leaver(0, date(TODAY.year - 2, 2, 1))
        prepare(app)
        a_leaver(1, date(TODAY.year - 2, 2, 28))
        a_leaver(2, date(TODAY.year - 1, 8, 31))
        a_leaver(3, date(TODAY.year - 1, 12, 31))
        prepare(app)
        last_years = {str(year): row[0] for year, row in cells(client.as_(BEA), "years").items()}
        assert last_years == {"2024": "2", "2025": "2", "2026": "1"}, "Els, in June"

        back = db.session.scalars(select(Person).where(Person.name == "Vertrokken 3")).one()
        a_membership(back, team=find_the_cast().winkel, starts_on=date(TODAY.year, 1, 1))
        db.session.commit()
        prepare(app)

        assert cells(client, "years")["2025"][0] == "1", "who came back the next day did not leave"

    def test_where_somebody_went_may_be_said_long_after(
        self, client: AcademyClient, cast: Cast, app: Flask
    ) -> None:
        left(BRAM, TODAY - timedelta(days=150))
        prepare(app)
        assert cells(client.as_(BEA), "went")["Betaald werk"] == ["0"]

        work_of(BRAM).went_to = Destination.PAID
        db.session.commit()
        prepare(app)

        assert cells(client, "went")["Betaald werk"] == ["1"]

    def test_a_year_is_told_when_nobody_is_asked_any_more(self) -> None:
        first = date(2027, 7, 3)
        assert last_days_to_ask(first)[0] == date(2026, 1, 1)
        assert is_told_on(first, 2025)
        assert not is_told_on(first - timedelta(days=1), 2025)


def a_leaver(number: int, last_day: date) -> Person:
    """Who said that they work, every second one."""
    person = a_person(f"Vertrokken {number}")
    row = a_membership(person, team=find_the_cast().sorteren, starts_on=date(2020, 1, 1))
    row.ends_on = last_day
    said = Said.WORKS if number % 2 else Said.DOES_NOT
    db.session.add(WorkAnswer(person_id=person.id, membership_id=row.id, said=said, said_at=START))
    db.session.commit()
    return person


def prepare(app: Flask) -> None:
    with transaction():
        queue.enqueue("prepare-figures")
    assert run_until_idle(app, Slot(handlers=HANDLERS)) == 1


def answers_are_counted() -> bool:
    works = select(PreparedFigure).where(PreparedFigure.measure == Measured.WORKS)
    return bool(db.session.scalars(works).all())
