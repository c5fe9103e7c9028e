"""Worker and leader agree what to learn: who proposes and answers, how it ends, who sees it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.assessments.agreements import queries, service
from academy.assessments.agreements.models import Agreement
from academy.assessments.agreements.rules import Help, Standing, is_day_for_it, standing_of
from academy.audit.models import AuditEvent
from academy.catalogue.models import Skill
from academy.database import db, transaction
from academy.dates import local_day
from academy.security.identity import Role
from tests.academy.shown import EMERGENCY, SORTING, Shown, palette, shown
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    FATMA,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    Cast,
    a_membership,
    a_person,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.races import DONE, race

__all__ = ["palette", "shown"]
TODAY = local_day(START)
IN_A_MONTH = TODAY + timedelta(days=30)
NEW, WITH_AMINA = "/wallet/agreements/new", f"/people/{AMINA.uuid}/agreements"


def propose(client: AcademyClient, address: str = NEW, **values: str):
    given = {"skill1": SORTING, "due_on": IN_A_MONTH.isoformat(), "helps": ["time", "mentor"]}
    return client.submit(address, "agreement", **{**given, **values})


def the_one() -> Agreement:
    return db.session.scalars(select(Agreement)).one()


def page(client: AcademyClient):
    return client.page(f"/agreements/{the_one().uuid}")


def act(client: AcademyClient, what: str, **values: str):
    return client.post(f"/agreements/{the_one().uuid}/{what}", data=values)


@pytest.fixture
def amina(palette: Cast, app) -> AcademyClient:
    return app.test_client().as_(AMINA)


@pytest.fixture
def jan(palette: Cast, app) -> AcademyClient:
    return app.test_client().as_(JAN)


class TestMaking:
    def test_a_leader_proposes_and_the_worker_says_yes(
        self, amina: AcademyClient, jan: AcademyClient
    ) -> None:
        assert propose(jan, WITH_AMINA).status_code == 303
        assert amina.page("/wallet").select(".notice a[href^='/agreements/']")

        act(amina, "answer", answer="yes")

        assert the_one().agreed_at == START
        shown_to_both = [page(each).select_one("main").get_text(" ") for each in (amina, jan)]
        assert all("Iemand die het voordoet" in text for text in shown_to_both)
        assert not amina.page("/wallet").select(".notice a[href^='/agreements/']")

    def test_a_worker_proposes_and_the_leader_finds_it_under_what_there_is_to_do(
        self, amina: AcademyClient, jan: AcademyClient
    ) -> None:
        assert propose(amina).location == "/wallet/agreements"
        address = f"/agreements/{the_one().uuid}"
        assert jan.page("/to-do").select(f"a[href='{address}']")

        act(jan, "answer", answer="yes")

        assert the_one().agreed_at == START
        assert not jan.page("/to-do").select(f"a[href='{address}']")

    def test_no_is_fine_and_ends_it(self, amina: AcademyClient, jan: AcademyClient) -> None:
        propose(jan, WITH_AMINA)
        act(amina, "answer", answer="no")

        assert the_one().ended_as == "refused"
        assert not page(amina).select("[name=answer]"), "there is nothing to answer any more"
        assert "Gestopt" in page(amina).select_one("main").get_text()
        act(amina, "answer", answer="yes")
        assert the_one().agreed_at is None

    def test_whoever_has_to_answer_reads_so_and_the_other_that_it_waits(
        self, amina: AcademyClient, jan: AcademyClient
    ) -> None:
        propose(jan, WITH_AMINA)

        lists = amina.page("/wallet/agreements"), jan.page(WITH_AMINA)
        assert [each.select_one("main .card p").get_text(" ") for each in lists] == [
            "Zeg ja of nee Voor 23 december 2026",
            "Wacht op een ja Voor 23 december 2026",
        ]

    @pytest.mark.parametrize("answer", ["", "ja", "YES", "no\x00"])
    def test_what_is_no_answer_ends_nothing(
        self, amina: AcademyClient, jan: AcademyClient, answer: str
    ) -> None:
        propose(jan, WITH_AMINA)
        act(amina, "answer", answer=answer)

        assert (the_one().agreed_at, the_one().ended_at) == (None, None)

    def test_nobody_says_yes_to_what_they_proposed(
        self, amina: AcademyClient, jan: AcademyClient, app
    ) -> None:
        propose(jan, WITH_AMINA)
        act(jan, "answer", answer="yes")
        act(app.test_client().as_(FATMA), "answer", answer="yes")

        assert the_one().agreed_at is None

    def test_three_skills_each_once(self, amina: AcademyClient) -> None:
        propose(amina, skill2=EMERGENCY, skill3=SORTING)

        assert len(the_one().skills) == 2

    @pytest.mark.parametrize(
        "values",
        [
            {"skill1": ""},
            {"skill1": "nothing"},
            {"due_on": ""},
            {"due_on": TODAY.isoformat()},
            {"due_on": (TODAY + timedelta(days=400)).isoformat()},
            {"helps": "money"},
        ],
    )
    def test_what_is_not_right_is_told_and_kept(self, amina: AcademyClient, values) -> None:
        answer = propose(amina, **values)

        assert answer.status_code == 422
        assert answer.page.select(".field--error, .fieldset--error")
        assert not db.session.scalars(select(Agreement)).all()

    def test_a_form_that_is_sent_twice_makes_one(self, amina: AcademyClient) -> None:
        form = amina.page(NEW).select_one("#agreement")
        values = {each["name"]: each.get("value", "") for each in form.select("input[type=hidden]")}
        values |= {"skill1": SORTING, "due_on": IN_A_MONTH.isoformat()}
        for _ in range(2):
            assert amina.post(NEW, data=values).status_code == 303

        the_one()

    def test_three_at_once_and_no_more(self, amina: AcademyClient) -> None:
        answers = [propose(amina).status_code for _ in range(4)]

        assert answers == [303, 303, 303, 409]

    def test_who_works_in_no_team_is_told(self, palette: Cast, client: AcademyClient) -> None:
        client.as_(ANNA)

        assert client.get(NEW).location == "/wallet/agreements"
        assert "niet in een team" in client.page("/wallet/agreements").get_text()

    def test_of_two_at_once_the_fourth_is_refused(self, palette: Cast, app) -> None:
        skill = db.session.scalars(select(Skill).where(Skill.code == SORTING)).one()
        number, place, keys = (
            skill.id,
            palette.schakel.id,
            [JAN.uuid, BEA.uuid, OSCAR.uuid, PIET.uuid],
        )

        def make(key) -> None:
            with transaction(AMINA.row):
                service.propose(
                    AMINA.row, [db.session.get_one(Skill, number)], key=key, organisation_id=place,
                    due_on=IN_A_MONTH, helps=[Help.TIME], by=AMINA.identity(), now=START,
                )  # fmt: skip

        for key in keys[:2]:
            make(key)
        assert race(app, lambda: make(keys[2]), lambda: make(keys[3])) == ["AcademyError", DONE]


class TestGoingOn:
    @pytest.fixture
    def agreed(self, amina: AcademyClient, jan: AcademyClient) -> Agreement:
        propose(jan, WITH_AMINA)
        act(amina, "answer", answer="yes")
        return the_one()

    def test_it_is_kept_by_a_badge(self, agreed, shown: Shown, amina: AcademyClient) -> None:
        shown()

        assert queries.one(the_one(), TODAY).standing is Standing.KEPT
        assert "Het is gelukt" in page(amina).select_one("main").get_text()

    def test_also_by_showing_anew_what_one_could_already(
        self, amina: AcademyClient, jan: AcademyClient, shown: Shown
    ) -> None:
        held = shown(days_ago=3)
        propose(jan, WITH_AMINA)
        act(amina, "answer", answer="yes")
        assert queries.one(the_one(), TODAY).standing is Standing.RUNNING

        assert shown() == held

        assert queries.one(the_one(), TODAY).standing is Standing.KEPT

    def test_a_badge_from_elsewhere_is_not_told_by_it(
        self, agreed, shown: Shown, palette: Cast, jan: AcademyClient
    ) -> None:
        """Who works at two places shows each what was learned there."""
        a_membership(AMINA.row, Role.WORKER, team=palette.textiel)
        db.session.commit()
        shown(by=OSCAR, team=palette.textiel)

        assert queries.one(the_one(), TODAY).standing is Standing.RUNNING
        assert "gelukt" not in page(jan).select_one("main").get_text().lower()

    def test_a_badge_of_before_does_not_keep_it(self, shown: Shown, amina, jan) -> None:
        shown(days_ago=3)
        propose(jan, WITH_AMINA)
        act(amina, "answer", answer="yes")

        assert queries.one(the_one(), TODAY).standing is Standing.RUNNING

    def test_it_leads_to_a_look(self, agreed, amina: AcademyClient, jan: AcademyClient) -> None:
        assert page(amina).select(f"a[href='/wallet/skills/{SORTING}']")
        assert page(jan).select(f"a[href*='{AMINA.uuid}'][href*='{SORTING}']")

    def test_both_are_reminded_before_the_day_and_after(
        self, agreed, amina: AcademyClient, jan: AcademyClient, clock: TestClock, app
    ) -> None:
        seen = []
        for days in (0, 24, 10):
            clock.advance(days=days)
            pages = (app.test_client().as_(AMINA).page("/wallet"),
                     app.test_client().as_(JAN).page("/to-do"))  # fmt: skip
            seen.append([bool(each.select("a[href^='/agreements/']")) for each in pages])

        assert seen == [[False, False], [True, True], [True, True]]

    def test_a_day_that_passed_asks_for_another_without_blame(
        self, agreed, clock: TestClock, app
    ) -> None:
        clock.advance(days=31)
        amina = app.test_client().as_(AMINA)
        assert "Dat geeft niet" in page(amina).select_one("main").get_text()

        day = TODAY + timedelta(days=60)
        assert act(amina, "move", due_on=day.isoformat()).status_code == 303

        assert (the_one().due_on, the_one().moved) == (day, 1)

    @pytest.mark.parametrize("day", ["", "x", TODAY.isoformat(), "2020-01-01"])
    def test_not_to_a_day_that_is_none(self, agreed, amina: AcademyClient, day: str) -> None:
        answer = act(amina, "move", due_on=day)

        assert answer.status_code == 422
        assert answer.page.select(".field--error")
        assert the_one().due_on == IN_A_MONTH

    @pytest.mark.parametrize("who", [AMINA, JAN])
    def test_either_stops_it(self, agreed, app, who) -> None:
        act(app.test_client().as_(who), "stop")

        assert the_one().ended_as == "stopped"
        act(app.test_client().as_(who), "move", due_on=IN_A_MONTH.isoformat())
        assert the_one().moved == 0

    def test_only_the_worker_says_whether_the_employer_did_it(
        self, agreed, amina: AcademyClient, jan: AcademyClient
    ) -> None:
        assert act(jan, "helped", answer="yes").status_code == 409
        act(amina, "helped", answer="no")
        act(amina, "helped")

        assert the_one().helped is False


class TestWhoSees:
    @pytest.mark.parametrize("who", [GORAN, PIET, OSCAR, BEA, ANNA], ids=lambda each: each.name)
    def test_nobody_but_the_worker_and_the_leaders_of_the_team(
        self, jan: AcademyClient, app, who
    ) -> None:
        propose(jan, WITH_AMINA)
        client = app.test_client().as_(who)
        address = f"/agreements/{the_one().uuid}"

        answers = [client.get(address), *(act(client, what) for what in ("answer", "move", "stop"))]
        assert {answer.status_code for answer in answers} == {404}
        assert client.get(WITH_AMINA).status_code in {403, 404}
        assert the_one().ended_at is None

    def test_it_goes_along_to_another_team_of_the_organisation(
        self, jan: AcademyClient, palette: Cast, app
    ) -> None:
        propose(jan, WITH_AMINA)
        worked = next(row for row in AMINA.row.memberships if row.team_id == palette.sorteren.id)
        worked.ends_on = TODAY - timedelta(days=1)
        a_membership(AMINA.row, Role.WORKER, team=palette.winkel)
        db.session.commit()
        address = f"/agreements/{the_one().uuid}"

        answers = [app.test_client().as_(who).get(address).status_code for who in (PIET, JAN)]
        assert answers == [200, 404]

    def test_the_log_of_the_organisation_does_not_tell(
        self, jan: AcademyClient, amina: AcademyClient, palette: Cast
    ) -> None:
        propose(jan, WITH_AMINA)
        act(amina, "answer", answer="yes")

        found = select(AuditEvent.chain).where(AuditEvent.action.like("agreement.%"))
        assert palette.schakel.id not in set(db.session.scalars(found))

    def test_it_is_in_what_one_may_take_along(self, jan: AcademyClient, amina) -> None:
        propose(jan, WITH_AMINA)

        assert amina.get("/wallet/data.json").json["agreements"][0]["skills"] == [SORTING]


class TestCounts:
    def test_are_told_from_ten_people_on_and_rounded(
        self, palette: Cast, client: AcademyClient
    ) -> None:
        address, bea = f"/organisations/{palette.schakel.uuid}/agreements", client.as_(BEA)
        for number in range(9):
            self.made(palette, number)
        few = bea.page(address).select_one("table").get_text(" ")
        for number in range(9, 12):
            self.made(palette, number)
        enough = bea.page(address).select_one("tbody td").get_text()

        assert few.count("Te weinig mensen") == 3
        assert enough == "10"

    def made(self, palette: Cast, number: int) -> None:
        skill = db.session.scalars(select(Skill).where(Skill.code == SORTING)).one()
        person, before = a_person(f"Mens {number}"), START - timedelta(days=120)
        a_membership(person, Role.WORKER, team=palette.sorteren)
        row = service.propose(
            person, [skill], key=person.uuid, organisation_id=palette.schakel.id,
            due_on=IN_A_MONTH, helps=[], by=JAN.identity(), now=before,
        )  # fmt: skip
        row.agreed_at = before

    @pytest.mark.parametrize("who", [JAN, AMINA, OSCAR])
    def test_only_the_office_reads_them(self, palette: Cast, client: AcademyClient, who) -> None:
        address = f"/organisations/{palette.schakel.uuid}/agreements"

        assert client.as_(who).get(address).status_code in {403, 404}


@pytest.mark.parametrize(
    ("agreed", "ended", "days", "earned", "standing"),
    [
        (False, False, 30, 0, Standing.PROPOSED),
        (True, False, 30, 1, Standing.RUNNING),
        (True, False, 7, 0, Standing.SOON),
        (True, False, 0, 0, Standing.SOON),
        (True, False, -1, 1, Standing.OVER),
        (True, False, -1, 2, Standing.KEPT),
        (True, True, 30, 2, Standing.ENDED),
    ],
)
def test_where_it_stands(agreed: bool, ended: bool, days: int, earned: int, standing) -> None:
    due = TODAY + timedelta(days=days)

    assert standing is standing_of(
        agreed=agreed, ended=ended, due_on=due, skills=2, earned=earned, today=TODAY
    )


@pytest.mark.parametrize(("days", "fits"), [(0, False), (1, True), (366, True), (367, False)])
def test_a_day_for_it(days: int, fits: bool) -> None:
    assert is_day_for_it(TODAY + timedelta(days=days), TODAY) is fits


def test_another_worker_is_not_reached_through_ones_own_team(jan: AcademyClient) -> None:
    assert jan.get(f"/people/{BRAM.uuid}/agreements").status_code == 404
