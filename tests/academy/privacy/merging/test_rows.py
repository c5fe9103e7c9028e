"""Every row of the record that is merged goes along, or is decided on."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.access.models import Card
from academy.audit.models import AuditEvent
from academy.credentials import issuing
from academy.database import db, transaction
from academy.errors import AcademyError
from academy.learning import attendance, enrolling
from academy.learning.models import CourseRun, Enrolment, LearningRecord
from academy.learning.participants import Candidate
from academy.learning.values import Attendance
from academy.people import memberships
from academy.people.memberships import Post
from academy.privacy import erasing
from academy.privacy.erasing import FORGOTTEN
from academy.privacy.merging.plan import KEYS, keys, references
from academy.security.identity import Role
from tests.academy.learning.conftest import a_course, a_run, enrolled
from tests.academy.privacy.merging.two_cards import badges_of, merge
from tests.academy.privacy.planting import plant
from tests.academy.shown import Shown
from tests.cast import (
    AMINA,
    CAS,
    DEWI,
    Cast,
    Member,
    a_card,
    a_membership,
    a_person,
)
from tests.clock import START
from tests.races import DONE, race

WAYS_IN = {"account", "picture_password", "recovery_code", "tablet_pin_tries"}
THIRD = Member("Amina Y.")


class TestEveryTable:
    def test_each_unique_key_is_decided_on(self) -> None:
        assert {name for name, *_ in keys()} == set(KEYS)

    def test_no_row_is_left_behind(self, card: Card, cast: Cast) -> None:
        """As in a database of years: each column that leads to a person leads to Dewi."""
        planted = {
            f"{column.table.name}.{column.name}": plant_behind(column, cast)
            for column in references()
            if column.table.name != "erasure_request"
        }

        merge()

        assert not [column for column in references() if leads_to(column, DEWI)]
        gone = [name for name, number in planted.items() if not is_there(name, number)]
        assert {name.partition(".")[0] for name in gone} == WAYS_IN

    def test_what_both_have_stays_once(self, card: Card, cast: Cast) -> None:
        brought = next(each for each in references() if each.table.name == "foreign_badge")
        for member in (AMINA, DEWI):
            plant(brought.table, person_id=member.row.id, key_hash=b"k" * 32)

        merge()

        assert db.session.scalar(select(func.count()).select_from(brought.table)) == 1

    def test_both_in_one_course_is_for_a_person(self, card: Card, cast: Cast) -> None:
        taking = next(each for each in references() if each.table.name == "enrolment")
        run = plant(next(iter(taking.table.c.run_id.foreign_keys)).column.table)
        for member in (AMINA, DEWI):
            plant(taking.table, person_id=member.row.id, run_id=run)

        with pytest.raises(AcademyError, match="other-card-in-one-course"):
            merge()


def plant_behind(column, cast: Cast) -> int:
    """A row that leads to Dewi; what she does is over, and in no place where Amina is too."""
    table = column.table
    given = {"voided_at": START, "ends_on": START.date() - timedelta(1)}
    if table.name == "membership":
        given |= {"organisation_id": cast.cirkel.id, "team_id": cast.textiel.id}
    if column.name in ("assessor_id", "other_id"):
        given |= {"person_id": DEWI.row.id}  # nobody looked at Amina, nor takes her for Dewi
    fits = {name: value for name, value in given.items() if name in table.c}
    return plant(table, **fits | {column.name: DEWI.row.id})


def leads_to(column, member) -> bool:
    return db.session.scalar(select(column).where(column == member.row.id).limit(1)) is not None


def is_there(name: str, number: int) -> bool:
    table = next(each.table for each in references() if each.table.name == name.partition(".")[0])
    key = next(iter(table.primary_key))
    return db.session.scalar(select(key).where(key == number)) is not None


class TestAfterwards:
    def test_the_name_of_the_other_record_is_nowhere(self, card: Card) -> None:
        merge()
        kept = DEWI.row

        assert (kept.name, kept.search_text, kept.merged_into_id) == (
            FORGOTTEN, "", AMINA.row.id,
        )  # fmt: skip

    def test_a_third_record_leads_to_the_last(self, card: Card, cast: Cast) -> None:
        a_membership(a_person("Amina", uuid=THIRD.uuid), organisation=cast.employer)
        merge()
        merge(THIRD, AMINA)

        assert {DEWI.row.merged_into_id, AMINA.row.merged_into_id} == {THIRD.row.id}

    def test_under_16_on_either_paper_is_under_16(self, card: Card) -> None:
        DEWI.row.under_16_until = START.date() + timedelta(100)
        AMINA.row.under_16_until = START.date() + timedelta(50)
        merge()

        assert AMINA.row.under_16_until == START.date() + timedelta(100)

    def test_whoever_is_erased_later_is_erased_under_both_names(self, card: Card) -> None:
        merge()
        with transaction(*erasing.decided_by(AMINA.row)):
            erasing.erase(AMINA.row, by=AMINA.actor, now=START)

        erased = db.session.scalars(
            select(AuditEvent.object_uuid).where(AuditEvent.action == "person.erased")
        )
        assert set(erased) == {AMINA.uuid, DEWI.uuid}


class TestAtTheSameMoment:
    def test_twice_is_once(self, app: Flask, card: Card) -> None:
        assert race(app, merge, merge) == ["AcademyError", DONE]
        assert db.session.scalar(select(func.count()).select_from(lines())) == 3

    def test_nobody_begins_a_role_or_gets_a_card_as_who_is_no_more(
        self, card: Card, cast: Cast
    ) -> None:
        """As a page that was opened before asks for it."""
        merge()
        post = Post(
            organisation=cast.cirkel, role=Role.WORKER, team=cast.textiel, starts_on=START.date()
        )

        with pytest.raises(AcademyError, match="person-was-merged"):
            memberships.add_membership(DEWI.row, post, by=CAS.actor, now=START)
        with pytest.raises(AcademyError, match="person-was-merged"):
            a_card(DEWI.row)

    def test_into_each_other_one_stays(self, app: Flask, card: Card) -> None:
        outcome = race(app, merge, lambda: merge(DEWI, AMINA))

        assert outcome == ["AcademyError", DONE]
        assert sorted(each.merged_into_id is None for each in (AMINA.row, DEWI.row)) == [
            False, True,
        ]  # fmt: skip

    def test_nobody_is_enrolled_as_who_is_no_more(self, app: Flask, card: Card, cast: Cast) -> None:
        number, organisation_id = a_run(cast, a_course()).id, cast.cirkel.id

        def enrol() -> None:
            run = db.session.get_one(CourseRun, number)
            candidate = Candidate(DEWI.row, organisation_id)
            with transaction(run, candidate.person):
                enrolling.enrol(run, [candidate], by=CAS.actor, now=START)

        assert race(app, merge, enrol) in ([DONE, DONE], ["AcademyError", DONE])

        assert set(db.session.scalars(select(Enrolment.person_id))) <= {AMINA.row.id}

    def test_a_course_is_completed_by_who_stays(self, app: Flask, card: Card, cast: Cast) -> None:
        run = a_run(cast, a_course())
        number, hours = run.id, run.course_version.hours
        (enrolment,) = enrolled(run, DEWI)
        told = [Attendance(str(enrolment.uuid), hours)]

        def complete() -> None:
            of_run = db.session.get_one(CourseRun, number)
            with transaction(of_run):
                attendance.complete(of_run, told, on=START.date(), by=CAS.actor, now=START)

        assert race(app, merge, complete) == [DONE, DONE]

        assert set(db.session.scalars(select(LearningRecord.person_id))) == {AMINA.row.id}
        assert set(db.session.scalars(select(Enrolment.person_id))) == {AMINA.row.id}

    def test_a_badge_that_was_signed_meanwhile_names_who_stays(
        self, elsewhere: Shown, card: Card, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Between the signature and the row: it is made anew."""
        sign, signed = issuing.sign, list[UUID]()

        def and_then_they_merge(award, *rest, **more):
            signed.append(award.person_uuid)
            made = sign(award, *rest, **more)
            if len(signed) == 1:
                merge()
            return made

        monkeypatch.setattr(issuing, "sign", and_then_they_merge)
        elsewhere()

        assert signed == [DEWI.uuid, AMINA.uuid]
        assert (len(badges_of(DEWI)), len(badges_of(AMINA))) == (0, 1)


def lines():
    return select(AuditEvent.id).where(AuditEvent.action == "person.merged").subquery()
