"""What an organisation still asks or has to do with lists, when it goes on in another."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.administration.imports import starting as imports
from academy.administration.imports.models import Kind, StaffImport, StaffImportRow, Stage
from academy.administration.mergers.preview import preview
from academy.administration.mergers.queries import BADGES_AT_WORK
from academy.database import db, transaction
from academy.errors import AcademyError
from academy.organisations.models import Organisation
from academy.people.doubles import service as doubles
from academy.people.doubles.models import Double
from academy.people.models import Membership
from academy.security.identity import Role
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.found import models as found
from academy.wallet.found import starting
from academy.wallet.found.models import FoundBadge, FoundBadges
from tests.academy.administration.mergers.merged import ONE_REFUSED, begin, merge, work
from tests.academy.privacy.merging.twice import TWIN, ask, the_double
from tests.academy.privacy.merging.twice import merge as say_yes
from tests.academy.verification.conftest import elsewhere
from tests.academy.wallet.elsewhere.test_bringing import foreign
from tests.academy.wallet.found.test_found import packed
from tests.cast import BEA, CAS, DEWI, Cast, Member, a_membership, a_person, membership_of
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

__all__ = ["elsewhere"]
TODAY = START.date()


@pytest.fixture
def twice(cast: Cast) -> Member:
    """Dewi stands in the list of De Cirkel twice."""
    person = a_person("Dewi Putri", uuid=TWIN.uuid)
    person.language_chosen_at = None  # nobody ever came in as this one
    a_membership(person, team=cast.textiel)
    db.session.commit()
    return TWIN


def ask_about_dewi(*, by: Member = CAS) -> Double:
    return ask(DEWI, TWIN, by=by)


class TestTwoRecordsOfOnePerson:
    @pytest.mark.parametrize("when", ["on the way", "done"])
    def test_a_question_of_before_is_answered_with_yes(
        self, cast: Cast, twice: Member, when: str
    ) -> None:
        """Both records work in both organisations now, and one of these did not ask."""
        ask_about_dewi()
        begin(cast) if when == "on the way" else merge(cast)

        say_yes(DEWI, twice)

        assert twice.row.merged_into_id == DEWI.row.id

    def test_the_other_organisation_asks_from_then_on(
        self, client: AcademyClient, cast: Cast, twice: Member
    ) -> None:
        key = ask_about_dewi().uuid
        merge(cast, along=False)

        double = the_double()
        assert double is not None
        assert double.organisation_id == cast.schakel.id
        assert "De Schakel" in client.as_(DEWI).page(f"/account/other-card/asked/{key}").get_text()
        assert client.as_(CAS).post(f"/doubles/{key}/end").status_code in {403, 404}
        assert client.as_(BEA).post(f"/doubles/{key}/end").status_code == 303
        assert the_double() is None

    @pytest.mark.parametrize("declined", ["first", "second", "none"])
    def test_asked_by_both_it_is_one_question(
        self, cast: Cast, twice: Member, declined: str
    ) -> None:
        """What waits for an answer outlives a no to the other."""
        for member in (DEWI, twice):
            a_membership(member.row, team=cast.sorteren)
        keys = {"first": ask_about_dewi().uuid, "second": ask_about_dewi(by=BEA).uuid}
        if declined in keys:
            with transaction(DEWI.row, twice.row):
                doubles.decline(keys[declined], by=DEWI.identity(), now=START)
        merge(cast)

        double = the_double()
        assert double is not None
        assert (double.organisation_id, double.declined_at) == (cast.schakel.id, None)

    def test_who_asks_in_the_old_one_asks_in_the_other(self, cast: Cast, twice: Member) -> None:
        begin(cast)
        assert ask_about_dewi().organisation_id == cast.schakel.id

    def test_somebody_who_left_before_can_still_be_the_other(
        self, client: AcademyClient, cast: Cast, twice: Member
    ) -> None:
        membership_of(twice, Role.WORKER).ends_on = TODAY.replace(day=1)
        merge(cast)
        page = client.as_(BEA).page(f"/people/{DEWI.uuid}/double")
        assert page.select_one(f"option[value='{twice.uuid}']")
        assert ask_about_dewi(by=BEA).organisation_id == cast.schakel.id

    def test_a_no_while_the_question_goes_over(self, app: Flask, cast: Cast, twice: Member) -> None:
        key, stays = ask_about_dewi().uuid, cast.schakel.id
        merger = begin(cast)
        places = [merger.goes, merger.stays]

        def decline() -> None:
            double = db.session.scalars(select(Double).where(Double.uuid == key)).one()
            with transaction(*doubles.decided_by(double)):
                doubles.decline(key, by=DEWI.identity(), now=START)

        def follow() -> None:
            double = db.session.scalars(select(Double).where(Double.uuid == key)).one()
            with transaction(*places, *doubles.decided_by(double)):
                double = db.session.scalars(select(Double).where(Double.uuid == key)).one()
                doubles.follow(double, db.session.get_one(Organisation, stays))

        assert race(app, decline, follow) == [DONE, DONE]
        double = the_double()
        assert double is not None
        assert (double.organisation_id, double.declined_at) == (stays, START)

    def test_others_keep_their_questions(self, cast: Cast, twice: Member) -> None:
        for member in (DEWI, twice):
            a_membership(member.row, team=cast.sorteren)
        ask_about_dewi(by=BEA)
        merge(cast)
        assert db.session.scalar(select(func.count(Double.id))) == 1
        assert db.session.scalars(select(Double.organisation_id)).one() == cast.schakel.id


@pytest.fixture
def offered(elsewhere: Flask, client: AcademyClient, cast: Cast) -> Callable[[], str]:
    """Cas brought a badge of Dewi, which was looked at; gives its page."""

    def bring() -> str:
        number = membership_of(DEWI, Role.WORKER).staff_number
        file = (io.BytesIO(packed({f"{number}.json": foreign(1)})), "badges.zip")
        page = f"/organisations/{cast.cirkel.uuid}/found-badges"
        answer = client.as_(CAS).post(page, data={"file": file})
        work()
        return str(answer.location)

    return bring


def kept() -> list[ForeignBadge]:
    return list(db.session.scalars(select(ForeignBadge)))


class TestBadgesOfBefore:
    def test_what_was_looked_at_is_offered_by_the_other(
        self, client: AcademyClient, cast: Cast, offered: Callable[[], str]
    ) -> None:
        page = offered()
        merge(cast, along=False)

        assert client.as_(CAS).get(page).status_code in {403, 404}
        listed = client.as_(BEA).page(f"/organisations/{cast.schakel.uuid}/found-badges")
        assert listed.find("a", href=page)
        client.post(f"{page}/offer")
        work()

        (badge,) = kept()
        assert (badge.person_id, badge.found_by_id) == (DEWI.row.id, cast.schakel.id)

    def test_what_was_offered_is_taken_back_by_the_other(
        self, client: AcademyClient, cast: Cast, offered: Callable[[], str]
    ) -> None:
        page = offered()
        client.as_(CAS).post(f"{page}/offer")
        work()
        assert len(kept()) == 1
        merge(cast)

        client.as_(BEA).post(f"{page}/take-back")
        work()

        assert kept() == []

    def test_while_it_is_worked_on_nothing_is_merged(
        self, client: AcademyClient, cast: Cast, offered: Callable[[], str]
    ) -> None:
        page = offered()
        client.as_(CAS).post(f"{page}/offer")
        with pytest.raises(AcademyError, match="merge-while-offering"):
            begin(cast)
        work()
        begin(cast)

    @pytest.mark.parametrize("act", ["offer", "throw-away"])
    def test_on_the_way_nothing_is_begun(
        self, client: AcademyClient, cast: Cast, offered: Callable[[], str], act: str
    ) -> None:
        page = offered()
        begin(cast)
        answer = client.as_(CAS).post(f"{page}/{act}", follow_redirects=True)
        assert "hoort nu bij De Schakel" in answer.page.get_text()
        assert db.session.scalars(select(FoundBadges.stage)).one() == found.Stage.OPEN

    def test_offering_and_merging_at_once(
        self, app: Flask, cast: Cast, offered: Callable[[], str]
    ) -> None:
        offered()
        number, places = db.session.scalars(select(FoundBadges.id)).one(), cast.cirkel.id

        def offer() -> None:
            with transaction(db.session.get_one(Organisation, places)):
                starting.offer(db.session.get_one(FoundBadges, number), CAS.identity())

        assert race(app, offer, lambda: begin(cast)) in ONE_REFUSED

    def test_the_stages_of_that_room(self) -> None:
        assert set(BADGES_AT_WORK) == set(starting.JOBS)

    def test_lines_of_it_follow(self, cast: Cast, offered: Callable[[], str]) -> None:
        offered()
        merge(cast)
        found_by = select(FoundBadges.organisation_id).join(FoundBadge)
        assert db.session.scalars(found_by).one() == cast.schakel.id


@pytest.fixture
def a_list(cast: Cast) -> StaffImport:
    """Of De Cirkel: one row is good, and nobody added it."""
    brought = StaffImport(
        organisation_id=cast.cirkel.id, by_id=CAS.row.id, created_at=START, file_name="lijst.csv",
        stage=Stage.OPEN, starts_on=TODAY, headings=["Naam"], columns=["NAME"],
    )  # fmt: skip
    row = StaffImportRow(the_import=brought, number=2, name="Noor", kind=Kind.NEW)
    db.session.add_all([brought, row])
    db.session.commit()
    return brought


class TestLists:
    def test_one_that_waits_is_counted_beforehand(self, cast: Cast, a_list: StaffImport) -> None:
        assert preview(cast.cirkel, cast.schakel, TODAY).lists == 1
        assert preview(cast.schakel, cast.cirkel, TODAY).lists == 0

    def test_afterwards_the_other_reads_that_it_has_to_be_brought_again(
        self, client: AcademyClient, cast: Cast, a_list: StaffImport
    ) -> None:
        page = f"/imports/{a_list.uuid}"
        merge(cast)
        told = client.as_(BEA).page(f"/organisations/{cast.cirkel.uuid}/merged").get_text()
        assert "1 lijst met mensen is niet toegevoegd" in told

        answer = client.post(f"{page}/add", data={"version": "1"}, follow_redirects=True)

        assert "hoort nu bij De Schakel" in answer.page.get_text()
        assert db.session.scalars(select(StaffImport.stage)).one() == Stage.OPEN
        assert client.post(f"{page}/throw-away").status_code == 303
        told = client.page(f"/organisations/{cast.cirkel.uuid}/merged").get_text()
        assert "is niet toegevoegd" not in told

    @pytest.mark.parametrize("act", ["undo", "restore", "go-on", "numbers-are-ours"])
    def test_nothing_of_it_begins_there(
        self, client: AcademyClient, cast: Cast, a_list: StaffImport, act: str
    ) -> None:
        page, before = f"/imports/{a_list.uuid}/{act}", how_many(Membership)
        merge(cast)
        after = how_many(Membership)
        assert client.as_(BEA).post(page).status_code < 500
        work()
        assert how_many(Membership) == after > before

    def test_adding_and_merging_at_once(self, app: Flask, cast: Cast, a_list: StaffImport) -> None:
        number, place = a_list.id, cast.cirkel.id

        def add() -> None:
            with transaction(db.session.get_one(Organisation, place)):
                imports.add(db.session.get_one(StaffImport, number), "1", CAS.identity())

        assert race(app, add, lambda: begin(cast)) in ONE_REFUSED


def how_many(model: type) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0
