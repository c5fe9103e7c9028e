"""Two administrators at the same moment: who works where stays right."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from academy.audit import log
from academy.audit.models import AuditHead
from academy.audit.verifying import verify_all
from academy.database import db, must_be_locked, transaction
from academy.locking import NotLockedError
from academy.organisations import service
from academy.organisations.models import Team
from academy.people import authorities, memberships
from academy.people.memberships import Post
from academy.people.models import AssessorAuthority, Membership, Person
from academy.security.identity import Role
from tests.cast import AMINA, BEA, JAN, Cast, a_membership, a_person, membership_of
from tests.clock import START
from tests.races import DONE, race

TODAY = START.date()


def end_now(number: int) -> Callable[[], None]:
    def end() -> None:
        row = db.session.get_one(Membership, number)
        with transaction(row.organisation):
            memberships.end_now(row, today=TODAY, by=BEA.actor, now=START)

    return end


def test_the_last_two_administrators_cannot_both_leave(app: Flask, cast: Cast) -> None:
    second = a_membership(a_person("Tweede"), Role.ORGANISATION_ADMIN, organisation=cast.schakel)
    numbers = [second.id, membership_of(BEA, Role.ORGANISATION_ADMIN).id]

    outcomes = race(app, *map(end_now, numbers))

    assert outcomes == ["AcademyError", DONE]
    left = select(func.count()).where(Membership.id.in_(numbers), Membership.ends_on.is_(None))
    assert db.session.scalar(left) == 1


def test_nobody_has_the_same_role_twice(app: Flask, cast: Cast) -> None:
    person = a_person("Nieuw")
    number, team = person.id, cast.sorteren.id

    def begin() -> None:
        team_row = db.session.get_one(Team, team)
        post = Post(
            organisation=team_row.organisation, role=Role.WORKER, team=team_row, starts_on=TODAY
        )
        with transaction(team_row.organisation):
            row = db.session.get_one(Person, number)
            memberships.add_membership(row, post, by=BEA.actor, now=START)

    assert race(app, begin, begin) == ["InvalidInputError", DONE]
    held = select(func.count()).where(Membership.person_id == number)
    assert db.session.scalar(held) == 1


def test_a_team_does_not_end_while_somebody_begins_in_it(app: Flask, cast: Cast) -> None:
    db.session.execute(delete(Membership))
    number, team = AMINA.row.id, cast.sorteren.id

    def begin() -> None:
        row = db.session.get_one(Team, team)
        post = Post(organisation=row.organisation, role=Role.WORKER, team=row, starts_on=TODAY)
        with transaction(row.organisation):
            person = db.session.get_one(Person, number)
            memberships.add_membership(person, post, by=BEA.actor, now=START)

    def end() -> None:
        row = db.session.get_one(Team, team)
        with transaction(row.organisation):
            memberships.refuse_ending_team(row, TODAY)
            service.end(row, last_day=TODAY, by=BEA.actor, now=START)

    outcomes = race(app, begin, end)

    assert outcomes in (["AcademyError", DONE], ["InvalidInputError", DONE])


def test_authority_is_given_once(app: Flask, cast: Cast) -> None:
    db.session.execute(delete(AssessorAuthority))
    number = JAN.row.id

    def grant() -> None:
        person = JAN.row
        organisation = membership_of(JAN, Role.TEAM_LEADER).organisation
        with transaction(organisation):
            authorities.grant(
                person, organisation, domain_ids=authorities.EVERYTHING, starts_on=TODAY,
                grounds=authorities.Grounds(None), by=BEA.actor, now=START,
            )  # fmt: skip

    assert race(app, grant, grant) == [DONE, DONE]
    held = select(func.count()).where(AssessorAuthority.person_id == number)
    assert db.session.scalar(held) == 1


def test_two_begin_a_chain_of_the_audit_log_at_once(app: Flask, cast: Cast) -> None:
    number = cast.schakel.id

    def write() -> None:
        with transaction():
            log.record("x.y", None, organisation_id=number, by=BEA.actor, at=START)

    assert race(app, write, write) == [DONE, DONE]
    head = select(AuditHead.sequence).where(AuditHead.chain == number)
    assert db.session.scalar(head) == 2
    assert not any(verified.findings for verified in verify_all())


def test_a_forgotten_row_is_locked_by_the_service(app: Flask, cast: Cast) -> None:
    second = a_membership(a_person("Tweede"), Role.ORGANISATION_ADMIN, organisation=cast.schakel)
    numbers = [second.id, membership_of(BEA, Role.ORGANISATION_ADMIN).id]

    def end(number: int) -> None:
        with transaction():
            row = db.session.get_one(Membership, number)
            memberships.end_now(row, today=TODAY, by=BEA.actor, now=START)

    outcomes = race(app, lambda: end(numbers[0]), lambda: end(numbers[1]))

    assert outcomes == ["AcademyError", DONE]


def test_a_row_out_of_order_is_refused(app: Flask, cast: Cast) -> None:
    """On both databases, or only PostgreSQL would find out, in a deadlock."""
    db.session.commit()

    with pytest.raises(NotLockedError, match="organisation"), transaction(AMINA.row):
        must_be_locked(cast.schakel)
