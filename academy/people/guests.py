"""A guest assessor: a leader of one organisation looks at work in one team of another.

Both administrators say yes: the home organisation offers, the host takes up. The guest then has a
role of its own in that team, which opens the team and nothing else of the host, and the authority
that holds at home. It ends with its last day, at once when either of the two ends it, and on the
day on which the person leads no team at home any more (`access.session`).
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import aliased

from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.organisations.models import Organisation, OrganisationKind, Team
from academy.people import authorities, memberships
from academy.people.authorities import Grounds, Proof
from academy.people.days import refuse_far_ahead
from academy.people.memberships import Post
from academy.people.models import AssessorAuthority, Guest, Membership, Person
from academy.people.there import must_be_there
from academy.searching import by_name
from academy.security.identity import Identity, Role


def offer(
    person: Person,
    home: Organisation,
    host: Organisation,
    last_day: date,
    *,
    by: Identity,
    now: datetime,
) -> Guest:
    """The first yes; a second time it is the same offer. Raises AcademyError."""
    must_be_there(person.id)
    _check_day(last_day, by.today)
    if host.id == home.id or host.kind != OrganisationKind.THRIFT or host.has_end:
        raise InvalidInputError("not-a-host")
    if not _leads_at(person, home, by.today):
        raise AcademyError("guest-leads-no-team")
    going_on = select(Guest).where(
        Guest.person_id == person.id, Guest.host_id == host.id, _goes_on(by.today)
    )
    known = db.session.scalar(going_on.limit(1))
    if known is not None:
        return known
    guest = Guest(
        uuid=uuid4(), person_id=person.id, home_id=home.id, host_id=host.id, ends_on=last_day,
        offered_by_id=by.person_id, offered_at=now,
    )  # fmt: skip
    db.session.add(guest)
    db.session.flush()
    _note("guest.offered", guest, by=by, now=now)
    return guest


def accept(
    guest: Guest, team: Team, last_day: date, *, proof: Proof | None, by: Identity, now: datetime
) -> None:
    """The second yes: from today in this team, no longer than was offered. `proof`: of the course
    that the academy asks of assessors. Raises AcademyError."""
    must_be_locked(team.organisation)
    must_be_locked(guest.person)
    if not guest.is_open_on(by.today) or guest.membership_id is not None:
        raise AcademyError("offer-is-gone")
    _check_day(last_day, by.today)
    if not guest.goes_on_from(last_day):
        raise InvalidInputError("longer-than-offered").at("ends_on")
    if team.organisation_id != guest.host_id:
        raise InvalidInputError("team-has-ended")
    post = Post(
        organisation=team.organisation, role=Role.GUEST, team=team,
        starts_on=by.today, ends_on=last_day,
    )  # fmt: skip
    row = memberships.add_membership(guest.person, post, by=by.actor, now=now)
    guest.membership_id, guest.ends_on = row.id, last_day
    guest.accepted_by_id, guest.accepted_at = by.person_id, now
    authorities.grant(
        guest.person, team.organisation, domain_ids=_held_at_home(guest, by.today),
        starts_on=by.today, ends_on=last_day, grounds=Grounds(by.person_id, proof),
        by=by.actor, now=now,
    )  # fmt: skip
    _note("guest.accepted", guest, by=by, now=now)


def end(guest: Guest, *, by: Identity, now: datetime) -> None:
    """Whoever of the two says no, also to an offer; a second time changes nothing."""
    must_be_locked(guest.host)
    must_be_locked(guest.person)
    if not guest.is_open_on(by.today):
        return
    guest.ended_by_id, guest.ended_at = by.person_id, now
    row = db.session.get(Membership, guest.membership_id) if guest.membership_id else None
    if row is not None and row.goes_on_from(by.today):
        memberships.end_now(row, today=by.today, by=by.actor, now=now)
        _end_authority(guest, row, by=by, now=now)
    _note("guest.ended", guest, by=by, now=now)


def _end_authority(guest: Guest, row: Membership, *, by: Identity, now: datetime) -> None:
    given = select(AssessorAuthority).where(
        AssessorAuthority.person_id == guest.person_id,
        AssessorAuthority.organisation_id == guest.host_id,
        AssessorAuthority.granted_by_id == guest.accepted_by_id,
        AssessorAuthority.starts_on == row.starts_on,
        AssessorAuthority.goes_on_from(by.today),
    )
    for authority in db.session.scalars(given).all():
        authorities.withdraw(authority, today=by.today, by=by, now=now)


def is_still_lent(day: date) -> ColumnElement[bool]:
    """Whether the guest of the membership still leads a team at home, and neither of the two ended
    it."""
    at_home = aliased(Membership)
    return exists().where(
        Guest.membership_id == Membership.id,
        Guest.ended_at.is_(None),
        at_home.person_id == Guest.person_id,
        at_home.organisation_id == Guest.home_id,
        at_home.role == Role.TEAM_LEADER,
        at_home.holds_on(day),
    )


def looks_on(day: date) -> ColumnElement[bool]:
    """Whether somebody looks at work by the membership: a leader, or a guest who is still lent."""
    is_guest = (Membership.role == Role.GUEST) & is_still_lent(day)
    return or_(Membership.role == Role.TEAM_LEADER, is_guest)


def find_offer_of_a_guest(identity: Identity, guest_uuid: UUID) -> Guest | None:
    """One that waits for the asker's own organisation."""
    found = _known(guest_uuid).where(
        Guest.host_id.in_(identity.organisations(Role.ORGANISATION_ADMIN)),
        Guest.membership_id.is_(None),
        _goes_on(identity.today),
    )
    return db.session.scalar(found)


def find_guest(identity: Identity, guest_uuid: UUID) -> Guest | None:
    """For the administrators of both organisations."""
    own = identity.organisations(Role.ORGANISATION_ADMIN)
    found = _known(guest_uuid).where(or_(Guest.host_id.in_(own), Guest.home_id.in_(own)))
    return db.session.scalar(found)


def guests_of(organisation: Organisation, today: date) -> Sequence[Guest]:
    """Who comes and who goes, as long as it lasts; the newest offer on top."""
    found = select(Guest).where(
        or_(Guest.host_id == organisation.id, Guest.home_id == organisation.id), _goes_on(today)
    )
    return db.session.scalars(found.order_by(Guest.id.desc())).all()


def offers_to(organisation: Organisation, today: date) -> int:
    """How many wait for an answer of this organisation."""
    rows = guests_of(organisation, today)
    return sum(row.host_id == organisation.id and row.membership_id is None for row in rows)


def hosts_for(home: Organisation) -> Sequence[Organisation]:
    """By name: every other organisation with shops."""
    found = select(Organisation).where(
        Organisation.kind == OrganisationKind.THRIFT,
        Organisation.id != home.id,
        ~Organisation.has_end,
    )
    return by_name(db.session.scalars(found))


def _known(guest_uuid: UUID) -> Select[Guest]:
    return select(Guest).where(Guest.uuid == guest_uuid)


def _goes_on(today: date) -> ColumnElement[bool]:
    return Guest.ended_at.is_(None) & Guest.goes_on_from(today)


def _leads_at(person: Person, home: Organisation, today: date) -> bool:
    found = select(Membership.id).where(
        Membership.person_id == person.id,
        Membership.organisation_id == home.id,
        Membership.role == Role.TEAM_LEADER,
        Membership.holds_on(today),
    )
    return db.session.scalar(found.limit(1)) is not None


def _held_at_home(guest: Guest, today: date) -> list[int | None]:
    found = select(AssessorAuthority.domain_id).where(
        AssessorAuthority.person_id == guest.person_id,
        AssessorAuthority.organisation_id == guest.home_id,
        AssessorAuthority.holds_on(today),
    )
    return list(dict.fromkeys(db.session.scalars(found)))


def _check_day(last_day: date, today: date) -> None:
    if last_day < today:
        raise InvalidInputError("last-day-before-first").at("ends_on")
    refuse_far_ahead(today, ends_on=last_day)


def _note(action: str, guest: Guest, *, by: Identity, now: datetime) -> None:
    """In the log of both."""
    for chain in (guest.home_id, guest.host_id):
        log.record(action, guest.uuid, organisation_id=chain, by=by.actor, at=now)
