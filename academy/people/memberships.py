"""Who works where: begin, move, end, replace.

A person belongs to no organisation; a membership does.
Days are inclusive. To move somebody is to end one membership and begin another, so that it stays
known who could see whom and when.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError, InvalidInputError
from academy.languages import DUTCH
from academy.organisations.models import Organisation, Team
from academy.people import numbers
from academy.people.days import refuse_far_ahead
from academy.people.models import REOPENS_FOR, AssessorAuthority, Membership, Person
from academy.people.taken import role_is_held
from academy.people.there import must_be_there
from academy.periods import is_backwards
from academy.security.identity import Actor, Role

IN_A_TEAM = frozenset({Role.WORKER, Role.TEAM_LEADER})
"""Roles that mean nothing without a team."""
IRREPLACEABLE = frozenset({Role.ORGANISATION_ADMIN, Role.ACADEMY_ADMIN})
"""Roles that somebody must have, or nobody can get in any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A role at a place, from a day until a day."""

    organisation: Organisation
    role: Role
    team: Team | None
    staff_number: str = ""
    starts_on: date
    ends_on: date | None = None
    replaces: Membership | None = None
    region: str | None = None
    """For a reader for a region."""


def add_person(
    name: str,
    *,
    latin_name: str = "",
    key: UUID | None = None,
    language: str = DUTCH,
    now: datetime,
) -> Person:
    """Somebody new, with a wallet. `key` is the pseudonym that badges will name."""
    person = Person(
        uuid=key or uuid4(), name=name, latin_name=latin_name, language=language, created_at=now
    )
    db.session.add(person)
    db.session.flush()
    return person


def add_membership(person: Person, post: Post, *, by: Actor, now: datetime) -> Membership:
    """Give the person a post; raises AcademyError when that cannot be."""
    must_be_locked(post.organisation)
    must_be_there(person.id)
    _check(post)
    _refuse_overlap(person, post)
    numbers.refuse_taken(post.staff_number, post.organisation, but=person.id, today=local_day(now))
    row = Membership(
        uuid=uuid4(),
        person_id=person.id,
        organisation_id=post.organisation.id,
        team_id=post.team.id if post.team else None,
        role=post.role,
        staff_number=post.staff_number,
        starts_on=post.starts_on,
        ends_on=post.ends_on,
        replaces_id=post.replaces.id if post.replaces else None,
        region=post.region,
    )
    db.session.add(row)
    db.session.flush()
    _record(
        "membership.started", row, person=str(person.uuid), role=post.role.value,
        team=str(post.team.uuid) if post.team else None, by=by, now=now,
    )  # fmt: skip
    return row


def move(
    row: Membership, team: Team, *, first_day: date, today: date, by: Actor, now: datetime
) -> Membership:
    """From `first_day` on, the same work in another team; never from before the work began.

    A form that is sent twice moves once. Raises AcademyError.
    """
    must_be_locked(row.organisation)
    if row.role not in IN_A_TEAM:
        raise InvalidInputError("role-has-no-team")
    if row.team_id == team.id:
        raise InvalidInputError("same-team")
    refuse_far_ahead(today, first_day=first_day)
    # a mistake of an hour, or a plan that changes: nobody worked anywhere before their first day
    first_day = max(first_day, row.starts_on)
    if not row.goes_on_from(first_day):
        return _moved_before(row, team, first_day)
    last_day, staff_number, role = row.ends_on, row.staff_number, Role(row.role)
    close(row, first_day - timedelta(days=1), today=today, by=by, now=now)
    post = Post(
        organisation=row.organisation, role=role, team=team, staff_number=staff_number,
        starts_on=first_day, ends_on=last_day,
    )  # fmt: skip
    return add_membership(row.person, post, by=by, now=now)


def _moved_before(row: Membership, team: Team, first_day: date) -> Membership:
    found = select(Membership).where(
        Membership.person_id == row.person_id,
        Membership.team_id == team.id,
        Membership.role == row.role,
        Membership.starts_on == first_day,
    )
    if moved := db.session.scalar(found):
        return moved
    raise AcademyError("works-here-no-more")


def end(row: Membership, *, last_day: date, today: date, by: Actor, now: datetime) -> None:
    """End it after `last_day`, with the authority to assess that went with it.

    A move that was planned for a later day is called off: whoever stops does not come back by it.
    """
    must_be_locked(row.organisation)
    refuse_far_ahead(today, last_day=last_day)
    if not row.goes_on_from(today):
        raise AcademyError("role-has-ended")
    _refuse_last_administrator(row, last_day)
    row = _call_off(_planned_moves(row, today), last_day, today=today, by=by, now=now) or row
    if row.replaces_id is not None:
        _end_lent(row, last_day=last_day, by=by, now=now)
    close(row, last_day, today=today, by=by, now=now)
    if row.role == Role.TEAM_LEADER:
        end_authorities(row, last_day=last_day, by=by, now=now)


def end_now(row: Membership, *, today: date, by: Actor, now: datetime) -> None:
    """End it so that it does not hold today any more."""
    end(row, last_day=today - timedelta(days=1), today=today, by=by, now=now)


def reopen(row: Membership, *, today: date, by: Actor, now: datetime) -> None:
    """Undo an end of at most a month ago. Authority to assess has to be given anew.

    A move that was planned is called off by it: the person stays. The last day of a substitute
    was no end that somebody gave: without it they would lead for good.
    """
    must_be_locked(row.organisation)
    if not row.has_end:
        return
    if row.replaces_id is not None:
        raise AcademyError("substitute-needs-last-day")
    if not row.ended_within(REOPENS_FOR, today=today):
        raise AcademyError("role-ended-too-long-ago")
    _call_off(_planned_moves(row, today), today, today=today, by=by, now=now)
    row.ends_on = row.went_to = None
    post = Post(
        organisation=row.organisation, role=Role(row.role), team=row.team,
        starts_on=row.starts_on, replaces=None,
    )  # fmt: skip
    _check(post)
    _refuse_overlap(row.person, post, but=row)
    numbers.refuse_taken(row.staff_number, row.organisation, but=row.person_id, today=today)
    _record("membership.reopened", row, by=by, now=now)


def change_staff_number(row: Membership, staff_number: str, *, by: Actor, now: datetime) -> None:
    if row.staff_number != staff_number:
        numbers.refuse_taken(
            staff_number, row.organisation, but=row.person_id, today=local_day(now)
        )
        row.staff_number = staff_number
        _record("membership.changed", row, by=by, now=now, fields=["staff_number"])


def appoint_substitute(
    away: Membership, person: Person, *, starts_on: date, ends_on: date, by: Actor, now: datetime
) -> Membership:
    """Let somebody lead a team for a while, with the authority of the leader who is away."""
    if away.role != Role.TEAM_LEADER or away.person_id == person.id:
        raise InvalidInputError("replaces-oneself")
    refuse_far_ahead(local_day(now), starts_on=starts_on, ends_on=ends_on)
    post = Post(
        organisation=away.organisation, role=Role.TEAM_LEADER, team=away.team,
        starts_on=starts_on, ends_on=ends_on, replaces=away,
    )  # fmt: skip
    row = add_membership(person, post, by=by, now=now)
    lent = db.session.scalars(_held_by(away, AssessorAuthority.holds_between(starts_on, ends_on)))
    borrowed = lent.all()
    for authority in borrowed:
        db.session.add(
            AssessorAuthority(
                uuid=uuid4(), person_id=person.id, organisation_id=away.organisation_id,
                domain_id=authority.domain_id, starts_on=max(starts_on, authority.starts_on),
                ends_on=min(ends_on, authority.ends_on or ends_on),
            )
        )  # fmt: skip
    _record("authority.lent", row, by=by, now=now, count=len(borrowed))
    return row


def end_authorities(row: Membership, *, last_day: date, by: Actor, now: datetime) -> None:
    """End what the person may assess for the organisation, unless they lead another team of it."""
    leads_on = select(Membership.id).where(
        Membership.person_id == row.person_id,
        Membership.organisation_id == row.organisation_id,
        Membership.role == Role.TEAM_LEADER,
        Membership.id != row.id,
        Membership.goes_on_after(last_day),
    )
    if db.session.scalar(leads_on.limit(1)) is not None:
        return
    for authority in db.session.scalars(_held_by(row, AssessorAuthority.goes_on_after(last_day))):
        authority.ends_on = last_day
        _record_authority("authority.ended", authority, by=by, now=now)


def _end_lent(row: Membership, *, last_day: date, by: Actor, now: datetime) -> None:
    """What a substitute borrowed ends with the replacing, also of whoever leads another team."""
    within = (
        AssessorAuthority.granted_by_id.is_(None)
        & AssessorAuthority.has_end
        & ~AssessorAuthority.has_begun_on(row.starts_on - timedelta(days=1))
        & ~AssessorAuthority.goes_on_after(row.ends_on or last_day)
        & AssessorAuthority.goes_on_after(last_day)
    )
    for authority in db.session.scalars(_held_by(row, within)):
        authority.ends_on = last_day
        _record_authority("authority.ended", authority, by=by, now=now)


def _planned_moves(row: Membership, today: date) -> list[Membership]:
    """The same work in other teams that was planned to follow on this, one after another."""
    later = select(Membership).where(
        Membership.person_id == row.person_id,
        Membership.organisation_id == row.organisation_id,
        Membership.role == row.role,
        ~Membership.has_begun_on(today),
        ~Membership.never_held,
    )
    by_first_day = {each.starts_on: each for each in db.session.scalars(later)}
    found, last_day = list[Membership](), row.ends_on
    while last_day and (following := by_first_day.get(last_day + timedelta(days=1))):
        found.append(following)
        last_day = following.ends_on
    return found


def _call_off(
    planned: list[Membership], last_day: date, *, today: date, by: Actor, now: datetime
) -> Membership | None:
    """End what would begin after `last_day`; gives the last of the moves that still happens."""
    for each in planned:
        if not each.has_begun_on(last_day):
            close(each, last_day, today=today, by=by, now=now)
    return next((each for each in reversed(planned) if each.has_begun_on(last_day)), None)


def close(row: Membership, last_day: date, *, today: date, by: Actor, now: datetime) -> None:
    """End it; what would end before it began has then held on no day, and is over by now."""
    if not row.has_begun_on(last_day):
        last_day = min(last_day, today - timedelta(days=1))
    row.ends_on = last_day
    _record("membership.ended", row, by=by, now=now, last_day=last_day.isoformat())


def _check(post: Post) -> None:
    post.organisation.refuse_merged()
    if post.role in IN_A_TEAM and post.team is None:
        raise InvalidInputError("team-needed")
    if post.team is not None and (
        post.team.organisation_id != post.organisation.id or post.team.has_end
    ):
        raise InvalidInputError("team-has-ended")
    if is_backwards(post.starts_on, post.ends_on):
        raise InvalidInputError("last-day-before-first")


def _refuse_overlap(person: Person, post: Post, but: Membership | None = None) -> None:
    same = select(Membership).where(
        Membership.person_id == person.id,
        Membership.organisation_id == post.organisation.id,
        Membership.role == post.role,
        Membership.team_id == (post.team.id if post.team else None),
        Membership.holds_between(post.starts_on, post.ends_on),
    )
    if any(but is None or row.id != but.id for row in db.session.scalars(same)):
        raise role_is_held()


def _refuse_last_administrator(row: Membership, last_day: date) -> None:
    if row.role not in IRREPLACEABLE:
        return
    others = select(func.count()).where(
        Membership.organisation_id == row.organisation_id,
        Membership.role == row.role,
        Membership.id != row.id,
        Membership.goes_on_after(last_day),
    )
    if not db.session.scalars(others).one():
        raise AcademyError("last-administrator")


def _held_by(row: Membership, when: Any) -> Any:
    """What the person may assess for the organisation."""
    return select(AssessorAuthority).where(
        AssessorAuthority.person_id == row.person_id,
        AssessorAuthority.organisation_id == row.organisation_id,
        when,
    )


def _record(action: str, row: Membership, *, by: Actor, now: datetime, **details: Any) -> None:
    log.record(action, row.uuid, organisation_id=row.organisation_id, by=by, at=now, **details)


def _record_authority(action: str, row: AssessorAuthority, *, by: Actor, now: datetime) -> None:
    log.record(action, row.uuid, organisation_id=row.organisation_id, by=by, at=now)


def refuse_ending_team(team: Team, last_day: date) -> None:
    """A team ends when nobody works in it any more. Raises AcademyError."""
    must_be_locked(team.organisation)
    left = select(Membership.id).where(
        Membership.team_id == team.id,
        Membership.goes_on_after(last_day),
    )
    if db.session.scalar(left.limit(1)) is not None:
        raise AcademyError("team-has-people")
