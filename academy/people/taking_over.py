"""Everybody of an organisation goes on in the one that it was merged into (docs/adr/0069).

As a move does, one membership ends and another begins, so that it stays known who could see whom
and when. By law the employer changes and the work does not: role, days, team and authority stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, update
from sqlalchemy.orm import aliased

from academy.audit import log
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import InvalidInputError
from academy.organisations.merging.models import Merger
from academy.organisations.models import Team
from academy.people import authorities, memberships, numbers
from academy.people.memberships import Post
from academy.people.models import AssessorAuthority, Guest, Membership, Person
from academy.searching import in_name_order
from academy.security.identity import Actor, Role

_before = aliased(Team)
ASSESSES = frozenset({Role.TEAM_LEADER, Role.GUEST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Who does it, and when."""

    by: Actor
    now: datetime


def people_to_take(merger: Merger) -> Sequence[int]:
    """Numbers of who is still there: administrators and leaders before the people they lead, so
    that nobody is without a leader meanwhile."""
    workers_last = func.min(case((Membership.role == Role.WORKER, 1), else_=0))
    found = select(Membership.person_id).where(_of(merger)).group_by(Membership.person_id)
    found = found.order_by(workers_last, Membership.person_id)
    return db.session.scalars(found).all()


def _of(merger: Merger) -> ColumnElement[bool]:
    return and_(
        Membership.organisation_id == merger.goes_id,
        Membership.goes_on_from(merger.first_day),
        ~Membership.never_held,
    )


def take_over(person_id: int, merger: Merger, hands: Hands) -> None:
    """All of one person, or nothing; a second time there is nothing left to do."""
    must_be_locked(merger.goes, merger.stays)
    person = db.session.get_one(Person, person_id)
    must_be_locked(person)
    end_guests_at_home(merger, hands, person_id=person_id)
    rows = select(Membership).where(Membership.person_id == person_id, _of(merger))
    rows = rows.order_by(Membership.starts_on, Membership.id)
    taken = [_go_on(row, merger, hands) for row in db.session.scalars(rows).all()]
    leads_on = any(row is not None and row.role in ASSESSES for row in taken)
    _take_authorities(person_id, merger, hands, leads_on=leads_on)
    guests_follow(merger, person_id=person_id)


def _go_on(row: Membership, merger: Merger, hands: Hands) -> Membership | None:
    """The membership that follows; None for whoever holds such a role there already, or does not
    go along."""
    post, person = _post(row, merger, hands), row.person
    today = local_day(hands.now)
    last_day = merger.first_day - timedelta(days=1)
    memberships.close(row, last_day, today=today, by=hands.by, now=hands.now)
    if post is None or person.is_gone or _is_held(person, post):
        return None
    following = memberships.add_membership(person, post, by=hands.by, now=hands.now)
    _lead_on(row, following, merger)
    return following


def _lead_on(row: Membership, following: Membership, merger: Merger) -> None:
    """Who replaces this person, and the guest whose membership it was, find the one that follows;
    whichever of two people goes first."""
    replacing = update(Membership).where(
        Membership.replaces_id == row.id, Membership.goes_on_from(merger.first_day)
    )
    db.session.execute(replacing.values(replaces_id=following.id))
    lent = update(Guest).where(Guest.membership_id == row.id)
    db.session.execute(lent.values(membership_id=following.id))


def _post(row: Membership, merger: Merger, hands: Hands) -> Post | None:
    if row.role == Role.ORGANISATION_ADMIN and not merger.administrators_go_along:
        return None
    team = db.session.get(Team, row.team.merged_into_id) if row.team else None
    if row.team is not None and team is None:  # it had ended, and nobody comes in by it
        return None
    return Post(
        organisation=merger.stays, role=Role(row.role), team=team,
        staff_number=_number(row, merger, hands), region=row.region,
        starts_on=max(merger.first_day, row.starts_on), ends_on=row.ends_on,
        replaces=db.session.get(Membership, row.replaces_id) if row.replaces_id else None,
    )  # fmt: skip


def _number(row: Membership, merger: Merger, hands: Hands) -> str:
    """The number that the person has there already; else that of before, unless somebody else has
    it there: an administrator then gives another (`without_number`)."""
    there = select(Membership.staff_number).where(
        Membership.person_id == row.person_id,
        Membership.organisation_id == merger.stays_id,
        Membership.goes_on_from(merger.first_day),
        Membership.staff_number != "",
    )
    if own := db.session.scalar(there.order_by(Membership.id).limit(1)):
        return own
    try:
        numbers.refuse_taken(
            row.staff_number, merger.stays, but=row.person_id, today=local_day(hands.now)
        )
    except InvalidInputError:
        return ""
    return row.staff_number


def _is_held(person: Person, post: Post) -> bool:
    same = select(Membership.id).where(
        Membership.person_id == person.id,
        Membership.organisation_id == post.organisation.id,
        Membership.role == post.role,
        Membership.team_id == (post.team.id if post.team else None),
        Membership.holds_between(post.starts_on, post.ends_on),
    )
    return db.session.scalar(same.limit(1)) is not None


def _take_authorities(person_id: int, merger: Merger, hands: Hands, *, leads_on: bool) -> None:
    """What the person may assess goes along with the team that they lead, and else ends."""
    held = select(AssessorAuthority).where(
        AssessorAuthority.person_id == person_id,
        AssessorAuthority.organisation_id == merger.goes_id,
        AssessorAuthority.goes_on_from(merger.first_day),
        ~AssessorAuthority.never_held,
    )
    for row in db.session.scalars(held.order_by(AssessorAuthority.id)).all():
        if leads_on:
            authorities.carry_over(
                row, merger.stays, first_day=merger.first_day, by=hands.by, now=hands.now
            )
        row.ends_on = merger.first_day - timedelta(days=1)
        log.record(
            "authority.ended", row.uuid, organisation_id=merger.goes_id, by=hands.by, at=hands.now
        )


def end_guests_at_home(merger: Merger, hands: Hands, *, person_id: int | None = None) -> None:
    """Between the two of them nobody is a guest any more; what they may do is what they lead."""
    both = (merger.goes_id, merger.stays_id)
    found = _open_guests(merger, person_id).where(Guest.home_id.in_(both), Guest.host_id.in_(both))
    for guest in db.session.scalars(found).all():
        guest.ended_at = hands.now
        for chain in both:
            log.record("guest.ended", guest.uuid, organisation_id=chain, by=hands.by, at=hands.now)
        if guest.membership is not None and guest.membership.goes_on_from(merger.first_day):
            last_day = merger.first_day - timedelta(days=1)
            memberships.close(
                guest.membership, last_day, today=local_day(hands.now), by=hands.by, now=hands.now
            )


def guests_follow(merger: Merger, *, person_id: int | None = None) -> None:
    """With a third organisation: what was offered to or by the one holds for the other."""
    for guest in db.session.scalars(_open_guests(merger, person_id)).all():
        guest.home_id = merger.stays_id if guest.home_id == merger.goes_id else guest.home_id
        guest.host_id = merger.stays_id if guest.host_id == merger.goes_id else guest.host_id


def _open_guests(merger: Merger, person_id: int | None) -> Select[Guest]:
    here = or_(Guest.home_id == merger.goes_id, Guest.host_id == merger.goes_id)
    found = select(Guest).where(
        here, Guest.ended_at.is_(None), Guest.goes_on_from(merger.first_day)
    )
    return found if person_id is None else found.where(Guest.person_id == person_id)


def without_number(merger: Merger) -> Sequence[Person]:
    """Who lost the staff number because somebody else has it, and has no other yet, by name."""
    had = select(Membership.person_id).where(
        Membership.organisation_id == merger.goes_id, Membership.staff_number != ""
    )
    lost = (
        select(Membership.person_id)
        .join(Team, Team.id == Membership.team_id)
        .join(_before, _before.merged_into_id == Team.id)
        .where(_before.organisation_id == merger.goes_id, Membership.person_id.in_(had))
        .group_by(Membership.person_id)
        .having(func.max(Membership.staff_number) == "")
    )
    people = select(Person).where(Person.id.in_(lost), Person.erased_at.is_(None))
    return db.session.scalars(people.order_by(in_name_order(Person.sort_text), Person.id)).all()
