"""Everybody who completed a run gets the badge of its course at once."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.access.models import Account
from academy.credentials.models import Credential, ParticipationProof
from academy.credentials.participation import find_proof
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.jobs.rights import Started
from academy.jobs.work import Work, WorkerStoppingError
from academy.jobs.worker import Slot, run_until_idle
from academy.learning import attendance
from academy.learning.giving import giving
from academy.learning.giving.queries import find_giving, lines_of
from academy.learning.models import CourseRun, Enrolment, LearningRecord
from academy.privacy import erasing
from academy.security.identity import Role
from academy.security.permissions import Permission
from tests.academy.learning.conftest import TODAY, a_run, enrolled
from tests.academy.learning.test_record import followed
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    ERIK,
    GORAN,
    JAN,
    Cast,
    Member,
    a_membership,
    a_person,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race
from tests.statements import count_statements

EVERYBODY = (AMINA, GORAN, DEWI)


@pytest.fixture
def page(run: CourseRun) -> str:
    """Three people of two organisations completed it, and Bram is still in it."""
    for member in EVERYBODY:
        followed(run, member)
    enrolled(run, BRAM)
    db.session.commit()
    return f"/course-runs/{run.uuid}/badges"


@pytest.fixture
def work(app: Flask) -> Callable[[], None]:
    def until_idle() -> None:
        db.session.commit()
        with app.app_context():
            run_until_idle(app, Slot(handlers=HANDLERS))
        db.session.rollback()

    return until_idle


Act = Callable[[], None]


def holders() -> set[str]:
    found = select(LearningRecord).join(
        ParticipationProof, ParticipationProof.record_id == LearningRecord.id
    )
    return {each.person.name for each in db.session.scalars(found)}


def record_of(member: Member) -> LearningRecord:
    found = select(LearningRecord).where(LearningRecord.person_id == member.row.id)
    return db.session.scalars(found).one()


def documents() -> list[bytes]:
    found = select(ParticipationProof.document).order_by(ParticipationProof.id)
    return list(db.session.scalars(found))


def test_from_the_page_of_the_run_to_the_wallet(
    client: AcademyClient, page: str, work: Act, run: CourseRun
) -> None:
    client.as_(ANNA)
    assert client.page(f"/course-runs/{run.uuid}").find("a", href=page)
    before = client.page(page)
    assert "3 mensen zijn klaar en hebben de badge nog niet." in before.get_text()

    job = client.post(page).location
    assert "Badges van een cursus geven, Rekenen in de winkel" in client.page(job).h1.get_text()
    work()

    assert holders() == {each.name for each in EVERYBODY}
    assert client.get(f"{job}/progress").json["total"] == 3
    assert client.page(job).find("a", href=page)
    after = client.page(page)
    assert "Wie een badge kan krijgen, heeft hem." in after.get_text()
    assert after.get_text().count("Heeft de badge sinds 23 november 2026") == 3
    assert "Heeft de badge sinds" in client.get(f"{page}.csv").get_data(as_text=True)
    told = client.as_(AMINA).page("/wallet")
    record = record_of(AMINA)
    assert told.find("a", href=f"/learning/{record.uuid}/proof")
    assert "Je kreeg een badge van een cursus: Rekenen in de winkel" in told.get_text()
    client.post("/wallet/news/seen")
    assert "Je kreeg een badge van een cursus" not in client.page("/wallet").get_text()
    assert db.session.scalar(select(func.count(Credential.id))) == 0, "no badge of a skill"


def test_it_is_what_the_worker_would_have_got(
    client: AcademyClient, page: str, work: Act, run: CourseRun
) -> None:
    client.as_(ANNA).post(page)
    work()
    record = record_of(AMINA)
    proof = find_proof(record.uuid)
    assert proof is not None
    assert client.as_(AMINA).post(f"/learning/{record.uuid}/open-badge").data == proof.document


class TestAgain:
    def test_whoever_has_it_keeps_that_one_and_hears_nothing(
        self, client: AcademyClient, page: str, work: Act
    ) -> None:
        """Goran had asked for it himself."""
        record = record_of(GORAN)
        own = client.as_(GORAN).post(f"/learning/{record.uuid}/open-badge").data
        client.as_(ANNA).post(page)
        work()

        assert own in documents()
        assert len(documents()) == 3
        assert "Je kreeg een badge" not in client.as_(GORAN).page("/wallet").get_text()

    def test_twice_is_once(self, client: AcademyClient, page: str, work: Act) -> None:
        client.as_(ANNA)
        assert client.post(page).location == client.post(page).location
        work()
        before = documents()
        with transaction():
            db.session.execute(Job.__table__.update().values(unique_key=None))
        client.post(page)
        work()
        assert documents() == before

    def test_two_workers_at_one_run(self, app: Flask, page: str, run: CourseRun) -> None:
        leases = []
        for member in (ANNA, BEA):
            start(member, run)
            with transaction():
                leases.append(queue.claim())

        def give(lease) -> None:
            giving.give(Work(lease), app.extensions["academy"])

        assert race(app, *(lambda lease=lease: give(lease) for lease in leases)) == [DONE, DONE]
        assert len(documents()) == 3

    def test_stopped_it_keeps_what_was_given_and_goes_on_later(
        self, app: Flask, client: AcademyClient, run: CourseRun, cast: Cast, work: Act
    ) -> None:
        people = [Member(f"Kracht {number:02}") for number in range(15)]
        for member in people:
            a_membership(a_person(member.name, uuid=member.uuid), team=cast.sorteren)
            followed(run, member)
        start(ANNA, run)
        with transaction():
            lease = queue.claim()
        asked = iter(range(2))
        with pytest.raises(WorkerStoppingError):
            giving.give(
                Work(lease, is_stopping=lambda: next(asked, None) is None),
                app.extensions["academy"],
            )
        assert len(documents()) == giving.PORTION
        db.session.rollback()
        with transaction():
            queue.release(lease)
        work()
        assert len(documents()) == 15


def start(member: Member, run: CourseRun) -> None:
    about = Started(by_id=member.row.id, permission=Permission.GIVE_COURSE_BADGES, about=run.uuid)
    db.session.commit()
    with transaction():
        queue.enqueue(giving.JOB, {"page": "/"}, unique_key=str(uuid4()), started=about)


class TestWhoIsPassedOver:
    def test_whoever_was_erased_meanwhile(
        self, client: AcademyClient, page: str, work: Act
    ) -> None:
        client.as_(ANNA).post(page)
        person = GORAN.row
        with transaction(*erasing.decided_by(person)):
            erasing.erase(person, by=ANNA.actor, now=START)
        work()
        assert len(documents()) == 2
        assert "Goran" not in client.page(page).get_text()

    def test_whoever_did_not_complete_it_after_all(
        self, client: AcademyClient, page: str, work: Act, run: CourseRun
    ) -> None:
        client.as_(ANNA).post(page)
        record = record_of(GORAN)
        with transaction(run):
            attendance.reopen(record.enrolment, by=ANNA.actor, now=START)
        work()
        assert holders() == {AMINA.name, DEWI.name}

    def test_a_completion_taken_back_at_the_same_moment(
        self, app: Flask, page: str, run: CourseRun
    ) -> None:
        """The badge is there with its line, or both are gone."""
        number = run.id
        enrolment = record_of(GORAN).enrolment_id
        start(ANNA, run)
        with transaction():
            lease = queue.claim()

        def take_back() -> None:
            with transaction(db.session.get_one(CourseRun, number)):
                attendance.reopen(
                    db.session.get_one(Enrolment, enrolment), by=ANNA.actor, now=START
                )

        def give() -> None:
            giving.give(Work(lease), app.extensions["academy"])

        assert race(app, give, take_back) == [DONE, DONE]
        assert holders() == {AMINA.name, DEWI.name}
        assert len(documents()) == 2

    def test_a_course_that_lacks_what_a_badge_needs(
        self, client: AcademyClient, page: str, work: Act, run: CourseRun
    ) -> None:
        for record in db.session.scalars(select(LearningRecord)):
            record.details = {**record.details, "quality": {}}
        db.session.commit()
        text = client.as_(ANNA).page(page).get_text()
        assert "Kan geen badge krijgen" in text
        client.post(page)
        work()
        assert documents() == []


class TestWhoMay:
    @pytest.mark.parametrize(
        ("member", "status"),
        [
            pytest.param(ANNA, 200, id="the academy"),
            pytest.param(BEA, 200, id="who administers two of them"),
            pytest.param(CAS, 200, id="who administers the third"),
            pytest.param(JAN, 404, id="a leader"),
            pytest.param(AMINA, 404, id="a worker"),
            pytest.param(ERIK, 404, id="an employer outside"),
        ],
    )
    def test_who_finds_it(
        self, client: AcademyClient, page: str, member: Member, status: int
    ) -> None:
        client.as_(member)
        assert client.get(page).status_code == status
        assert client.get(f"{page}.csv").status_code == status
        assert client.post(page).status_code == (303 if status == 200 else status)

    def test_an_administrator_gives_to_the_own_people_and_sees_no_other(
        self, client: AcademyClient, page: str, work: Act, run: CourseRun
    ) -> None:
        client.as_(BEA)
        assert client.page(f"/course-offers/{run.uuid}").find("a", href=page)
        text = client.page(page).get_text()
        assert AMINA.name in text
        assert DEWI.name not in text
        client.post(page)
        work()
        assert holders() == {AMINA.name, GORAN.name}
        assert DEWI.name not in client.get(f"{page}.csv").get_data(as_text=True)

    def test_nobody_of_a_run_in_which_the_own_people_were_not(
        self, client: AcademyClient, cast: Cast, run: CourseRun
    ) -> None:
        other = a_run(cast, run.course_version.course)
        followed(other, DEWI)
        db.session.commit()
        assert client.as_(BEA).get(f"/course-runs/{other.uuid}/badges").status_code == 404
        assert client.get(f"/course-runs/{uuid4()}/badges").status_code == 404

    def test_whoever_stopped_administering_before_its_turn(
        self, client: AcademyClient, page: str, work: Act
    ) -> None:
        client.as_(BEA).post(page)
        membership_of(BEA, Role.ORGANISATION_ADMIN).ends_on = TODAY.replace(day=1)
        work()
        assert documents() == []
        assert db.session.scalars(select(Job.state)).all() == [JobState.REFUSED]


def test_whoever_wants_mail_gets_it_and_others_are_counted(
    client: AcademyClient, page: str, work: Act, run: CourseRun
) -> None:
    db.session.add(Account(person_id=AMINA.row.id, email="amina@example.nl", wants_news=True))
    client.as_(ANNA).post(page)
    work()
    mails = select(Job.arguments).where(Job.name == "mail-news")
    assert db.session.scalars(mails).all() == [{"person": AMINA.row.id}]
    assert client.page(page).find("form", action=f"/course-runs/{run.uuid}/proofs")


def test_the_list_takes_as_many_statements_for_many(cast: Cast, run: CourseRun) -> None:
    def statements() -> int:
        db.session.commit()
        found = find_giving(ANNA.identity(), run.uuid)
        assert found is not None
        with count_statements() as counted:
            lines = lines_of(found)
            assert [each.record.person.name for each in lines if each.waits] != []
        return len(counted)

    followed(run, AMINA)
    one = statements()
    for member in (GORAN, BRAM, DEWI):
        followed(run, member)
    assert statements() == one
