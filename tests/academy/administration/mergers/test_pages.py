"""The academy chooses, looks at counts, says yes, and follows it; nobody else does."""

import re
import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.administration.mergers.preview import preview
from academy.database import db
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.models import Job
from academy.jobs.worker import Slot, run_until_idle
from academy.organisations.merging.models import Merger
from academy.organisations.models import Organisation
from academy.security.identity import Role
from tests.academy.administration.mergers.merged import begin, going_on, merge, work
from tests.cast import (
    ANNA,
    BEA,
    CAS,
    DEWI,
    ERIK,
    JAN,
    RENS,
    Cast,
    Member,
    a_membership,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START

YES = {"administrators": "along", "sure": "y"}


@pytest.fixture
def page(cast: Cast) -> str:
    return f"/organisations/{cast.cirkel.uuid}/merge"


@pytest.fixture
def into(page: str, cast: Cast) -> str:
    return f"{page}?into={cast.schakel.uuid}"


def mergers() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(Merger.id))) or 0


def test_from_choosing_to_done(
    app: Flask, client: AcademyClient, page: str, into: str, cast: Cast
) -> None:
    client.as_(ANNA)
    at_home = client.page(f"/organisations/{cast.cirkel.uuid}/platform")
    assert at_home.find("a", href=page)
    choices = {each.get_text() for each in client.page(page).select("[name=into] option")}
    assert choices == {"Kies een organisatie", "De Schakel"}
    assert "3 mensen gaan mee" in client.page(into).get_text()

    answer = client.post(into, data=YES)

    assert answer.location.startswith("/jobs/")
    told = f"/organisations/{cast.cirkel.uuid}/merger"
    assert "3 mensen gaan nog over." in client.page(told).get_text()
    run_until_idle(app, Slot(handlers=HANDLERS))
    assert client.page(answer.location).find("a", href=told)
    assert "Iedereen werkt nu bij De Schakel." in client.page(told).get_text()
    assert "Samengegaan met De Schakel" in client.page("/organisations/all").get_text()
    assert client.get(page).location == told


class TestWhoMay:
    @pytest.mark.parametrize("member", [BEA, CAS, JAN, DEWI, ERIK, RENS], ids=lambda m: m.name)
    def test_nobody_but_the_academy(
        self, client: AcademyClient, into: str, member: Member, cast: Cast
    ) -> None:
        client.as_(member)
        merger = f"/organisations/{cast.cirkel.uuid}/merger"
        answers = {
            client.get(into).status_code, client.post(into, data=YES).status_code,
            client.get(merger).status_code, client.post(f"{merger}/go-on").status_code,
        }  # fmt: skip
        assert answers <= {403, 404}
        assert mergers() == 0

    def test_whoever_lost_the_right_before_its_turn(
        self, client: AcademyClient, into: str, cast: Cast
    ) -> None:
        client.as_(ANNA).post(into, data=YES)
        other = membership_of(ANNA, Role.ACADEMY_ADMIN)
        a_membership(RENS.row, Role.ACADEMY_ADMIN, organisation=cast.academy)
        other.ends_on = START.date().replace(day=1)
        db.session.commit()
        work()
        assert going_on(DEWI, cast.cirkel), "the queue refused it"

        page = f"/organisations/{cast.cirkel.uuid}/merger"
        assert client.as_(RENS).page(page).find("form", action=f"{page}/go-on")
        for _twice in range(2):
            assert client.post(f"{page}/go-on").status_code == 303
        work()
        assert not going_on(DEWI, cast.cirkel)

    def test_the_academy_reads_no_name_of_staff(self, client: AcademyClient, into: str) -> None:
        text = client.as_(ANNA).page(into).get_text()
        assert not any(each.name in text for each in (DEWI, CAS, BEA, JAN))


class TestBadInput:
    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"sure": "y"}, "Kies wat de beheerders doen."),
            ({"administrators": "along"}, "Vink dit aan als je het zeker weet."),
            ({**YES, "administrators": "zomaar"}, "Kies een van de mogelijkheden."),
        ],
    )
    def test_is_told_at_the_field(
        self, client: AcademyClient, into: str, sent: dict[str, Any], said: str
    ) -> None:
        answer = client.as_(ANNA).post(into, data=sent)
        assert answer.status_code == 422
        assert said in answer.page.get_text()
        assert mergers() == 0

    @pytest.mark.parametrize("wish", ["", "x" * 400, str(uuid.UUID(int=7)), "self", "employer"])
    def test_where_to_go_that_is_no_choice(
        self, client: AcademyClient, page: str, cast: Cast, wish: str
    ) -> None:
        known = {"self": str(cast.cirkel.uuid), "employer": str(cast.employer.uuid)}
        address = f"{page}?into={known.get(wish, wish)}"
        client.as_(ANNA)
        assert client.page(address).find("form", id="merge") is None
        assert client.post(address, data=YES).status_code == 303
        assert mergers() == 0

    def test_what_became_impossible_meanwhile(
        self, client: AcademyClient, into: str, cast: Cast
    ) -> None:
        client.as_(ANNA)
        client.page(into)
        membership_of(BEA, Role.ORGANISATION_ADMIN).ends_on = START.date().replace(day=1)
        db.session.commit()

        answer = client.post(into, data=YES)

        assert answer.status_code == 409
        assert "heeft geen beheerder" in answer.page.get_text()
        assert client.page(into).find("form", id="merge") is None
        assert mergers() == 0

    def test_sent_twice_it_is_one(self, client: AcademyClient, into: str) -> None:
        client.as_(ANNA)
        assert len({client.post(into, data=YES).location for _twice in range(2)}) == 1
        assert mergers() == 1

    def test_an_organisation_that_is_not_there(self, client: AcademyClient, cast: Cast) -> None:
        client.as_(ANNA)
        for address in ("merge", "merger"):
            assert client.get(f"/organisations/{uuid.uuid4()}/{address}").status_code == 404


class TestPreview:
    def test_counts(self, cast: Cast) -> None:
        a_membership(DEWI.row, team=cast.winkel)
        cast.textiel.name = "Winkel"
        db.session.flush()
        found = preview(cast.cirkel, cast.schakel, START.date())
        assert (found.people, found.in_both, found.leaders, found.administrators) == (3, 1, 1, 1)
        assert (found.sites, found.teams, found.same_names) == (1, 1, ("Winkel",))
        assert found.refusal is None

    @pytest.mark.parametrize(("number", "lost"), [("101", 1), ("999", 0), ("", 0)])
    def test_a_number_of_somebody_else(self, cast: Cast, number: str, lost: int) -> None:
        membership_of(DEWI, Role.WORKER).staff_number = number
        db.session.flush()
        assert preview(cast.cirkel, cast.schakel, START.date()).numbers == lost

    def test_whoever_has_a_number_there_loses_none(self, cast: Cast) -> None:
        membership_of(DEWI, Role.WORKER).staff_number = "101"
        a_membership(DEWI.row, team=cast.winkel, staff_number="55")
        assert preview(cast.cirkel, cast.schakel, START.date()).numbers == 0


class TestOnTheOtherSide:
    def test_the_administrator_reads_what_is_left_to_do(
        self, client: AcademyClient, cast: Cast
    ) -> None:
        membership_of(DEWI, Role.WORKER).staff_number = "101"
        merge(cast)
        client.as_(BEA)
        own = client.page(f"/organisations/{cast.schakel.uuid}")
        page = f"/organisations/{cast.cirkel.uuid}/merged"
        assert own.find("a", href=page)
        assert client.get(f"/organisations/{cast.cirkel.uuid}").location == page

        told = client.page(page)

        assert "1 mens heeft een nieuw personeelsnummer nodig" in told.get_text()
        assert told.find("a", href=f"/people/{DEWI.uuid}")
        addresses = {str(each["href"]) for each in told.select("main a[href^='/']")}
        assert {client.get(each).status_code for each in addresses} == {200}

    def test_nobody_else_reads_it(self, client: AcademyClient, cast: Cast) -> None:
        merge(cast, along=False)
        page = f"/organisations/{cast.cirkel.uuid}/merged"
        answers = {each.name: client.as_(each).get(page).status_code for each in (CAS, JAN)}
        assert set(answers.values()) <= {403, 404}
        other = f"/organisations/{cast.schakel.uuid}/merged"
        assert client.as_(BEA).get(other).status_code == 404, "it goes on in no other"

    def test_both_logs_tell_of_it(self, client: AcademyClient, cast: Cast) -> None:
        merge(cast)
        client.as_(BEA)
        for place, words in (
            (cast.cirkel, "samengaan met een andere"), (cast.schakel, "opgaan in De Schakel"),
        ):  # fmt: skip
            text = client.page(f"/audit?organisation={place.uuid}").get_text()
            assert re.search(words, text), place.name


def test_a_stopped_job_leaves_no_one_between(client: AcademyClient, cast: Cast) -> None:
    begin(cast)
    job = db.session.scalars(select(Job)).one()
    assert queue.cancel(job)
    db.session.commit()
    page = client.as_(ANNA).page(f"/organisations/{cast.cirkel.uuid}/merger")
    assert "Het werk stopte voordat het klaar was." in page.get_text()
    assert db.session.get_one(Organisation, cast.cirkel.id).ends_on is None
