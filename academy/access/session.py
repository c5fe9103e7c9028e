"""Sign-in sessions: a signed cookie that points at a row, so that it can be ended elsewhere.

Flask-Login carries the cookie; the row decides. The identity is built once per request.
"""

import uuid
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask, g, request
from flask import session as cookie
from flask_login import LoginManager, login_user, logout_user
from sqlalchemy import Select, bindparam, null, or_, select, union_all, update
from sqlalchemy.orm import aliased

from academy import locking
from academy.access.models import Session
from academy.audit import log
from academy.database import db, must_be_locked, transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import BusyError
from academy.organisations.models import Organisation, Team
from academy.people.guests import is_still_lent
from academy.people.models import Membership, Person
from academy.periods import asked_day
from academy.security.guard import optional_identity
from academy.security.identity import Actor, CardLook, Identity, Place, Role
from academy.web.reading import Reading, read_choice

LIFETIMES = {
    "password": timedelta(hours=12),
    "card": timedelta(minutes=30),
    "pictures": timedelta(minutes=30),
    "look": timedelta(minutes=10),
    "demo": timedelta(hours=12),
}
LOOK = "look"
"""The method of a session that a card opened alone (`looking`)."""
BY_CARD = frozenset({"card", "pictures"})
"""Those of a card and what its holder knows besides."""
WITH_A_CARD = BY_CARD | {LOOK}
LONGEST_CARD = LIFETIMES["password"]
"""However often somebody says that they are still there."""
LAST_USE_STEP = timedelta(minutes=5)
"""Noted no more often: a write for each page would stand in line on SQLite."""
CARD_ROLES = frozenset({Role.WORKER})
"""What a card and PIN open: one's own wallet, never a leader's or an administrator's work,
because whoever hands out cards could otherwise take over a mightier person's rights."""


class SignedIn:
    """What Flask-Login keeps of a session: that it is there, and its UUID."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, session_uuid: uuid.UUID) -> None:
        self.session_uuid = session_uuid

    def get_id(self) -> str:
        return str(self.session_uuid)


def register_sessions(app: Flask) -> None:
    manager = LoginManager(app)
    # its own check hashes address and browser, and signs out whoever leaves the wifi; the row
    # decides (docs/adr/0010)
    manager.session_protection = None
    manager.user_loader(load_signed_in)
    app.before_request(identify)


def start_session(
    person: Person, *, method: str, device: str, now: datetime, given_by_id: int | None = None
) -> Session:
    """Make a session row and a fresh cookie; the caller owns the transaction.

    `given_by_id`: the organisation that could know the PIN or password that was used.
    """
    row = Session(
        uuid=uuid.uuid4(),
        person=person,
        method=method,
        device=device[:80],
        given_by_id=given_by_id,
        started_at=now,
        last_used_at=now,
        expires_at=now + LIFETIMES[method],
    )
    db.session.add(row)
    actor = Actor(person.uuid, f"web:{row.uuid}")
    log.record("session.started", row.uuid, organisation_id=None, by=actor, at=now, method=method)
    cookie.clear()  # nothing of before goes along: no session can be fixed beforehand
    g.pop("csrf_token", None)  # the next form on this page gets a token of the new session
    g.identity = identity_of(row, today=local_day(now))
    login_user(SignedIn(row.uuid))
    return row


def end_session(row: Session, *, by: Actor, now: datetime) -> None:
    """End a session from this or another device."""
    if row.ended_at is None:
        row.ended_at = now
        log.record("session.ended", row.uuid, organisation_id=None, by=by, at=now)


def extend_session(row: Session, *, by: Actor, now: datetime) -> None:
    """Whoever came in with a card is still there: as long again, but not for ever."""
    must_be_locked(locking.row(Person, row.person_id))
    row.expires_at = min(now + LIFETIMES[row.method], row.started_at + LONGEST_CARD)
    log.record("session.extended", row.uuid, organisation_id=None, by=by, at=now)


def current_session() -> Session | None:
    """The session row behind this request, read in the transaction of now."""
    identity = optional_identity()
    if identity is None:
        return None
    return db.session.scalar(select(Session).where(Session.uuid == identity.session_uuid))


def own_language(row: Session) -> str | None:
    """What the person chose; not for whoever gave a PIN: it tells where somebody comes from."""
    is_told = row.person.language_chosen_at is not None and row.given_by_id is None
    return row.person.language if is_told else None


def own_reading(row: Session) -> frozenset[Reading] | None:
    """What the person chose; as little for others as the language: it may tell of bad eyes."""
    return read_choice(row.person.reading) if row.given_by_id is None else None


def forget_cookie() -> None:
    logout_user()


_SESSION = select(Session).where(Session.uuid == bindparam("uuid"))


def load_signed_in(session_uuid: str) -> SignedIn | None:
    """Called by Flask-Login with what the cookie says."""
    try:
        key = uuid.UUID(session_uuid)
    except ValueError:
        return None
    now = dependencies().clock()
    row = db.session.scalar(_SESSION, {"uuid": key})
    if row is None or row.ended_at is not None or row.expires_at <= now or row.person.is_gone:
        return None
    g.identity = identity_of(row, today=local_day(now))
    g.person_language = own_language(row)
    g.person_reading = own_reading(row)
    g.session_last_used = row.last_used_at
    if row.method in BY_CARD:
        g.session_ends = row.expires_at
    return SignedIn(key)


def identify() -> None:
    """Load who is asking before the view runs, and note the session's last use."""
    if request.cookies.get("session") is None:
        return
    from flask_login import current_user  # noqa: PLC0415 - a proxy that needs a request

    if not current_user.is_authenticated:
        return
    now = dependencies().clock()
    if now - g.session_last_used > LAST_USE_STEP:
        with suppress(BusyError), transaction(at_once=True):  # else at the next page
            touched: Any = update(Session).where(Session.uuid == current_user.session_uuid)
            db.session.execute(touched.values(last_used_at=now))


def identity_of(row: Session, *, today: date) -> Identity:
    """Who signed in, with the rights that this way of signing in gives."""
    person = row.person
    if row.method == LOOK:
        return CardLook(
            person.id, person.uuid, person.name, frozenset(), row.uuid, today,
            limited_to=row.given_by_id, before=frozenset(_merged_into(row.given_by_id or 0)),
        )  # fmt: skip
    roles = CARD_ROLES if row.method in BY_CARD else frozenset(Role)
    return build_identity(person, row.uuid, today=today, roles=roles, given_by_id=row.given_by_id)


_before, _team_before = aliased(Organisation), aliased(Team)


def _held(role: Any, organisation_id: Any, team_id: Any) -> Select[Any]:
    """Of the memberships that hold today, in places that are open today."""
    return (
        select(role, organisation_id, team_id)
        .select_from(Membership)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Team, Team.id == Membership.team_id)
        .where(
            Membership.person_id == bindparam("person_id"),
            Membership.holds_on(asked_day("today")),
            Organisation.goes_on_from(asked_day("today")),
            Team.goes_on_from(asked_day("today")),
            or_(Membership.role != Role.GUEST, is_still_lent(asked_day("today"))),
        )
    )


_PLACES = union_all(
    _held(Membership.role, Membership.organisation_id, Membership.team_id),
    # who acts for an organisation also does for those that go on in it: their badges, objections
    # and log are in good hands (docs/adr/0069)
    _held(Membership.role, _before.id, null())
    .join(_before, _before.merged_into_id == Membership.organisation_id)
    .where(Membership.role.in_((Role.ORGANISATION_ADMIN, Role.TEAM_LEADER))),
    _held(Membership.role, _team_before.organisation_id, _team_before.id)
    .join(_team_before, _team_before.merged_into_id == Membership.team_id)
    .where(Membership.role.in_((Role.TEAM_LEADER, Role.GUEST))),
)


def build_identity(
    person: Person,
    session_uuid: uuid.UUID,
    *,
    today: date,
    roles: frozenset[Role] = frozenset(Role),
    given_by_id: int | None = None,
) -> Identity:
    """Everything the policy may look at: the memberships that hold today, in places that are
    open today, and of which this way of signing in may know."""
    opened_by = None if given_by_id is None else {given_by_id, *_merged_into(given_by_id)}
    held = db.session.connection().execute(_PLACES, {"person_id": person.id, "today": today})
    places = frozenset(
        Place(Role(role), organisation_id, team_id)
        for role, organisation_id, team_id in held
        if role in roles and (opened_by is None or organisation_id in opened_by)
    )
    return Identity(
        person.id, person.uuid, person.name, places, session_uuid, today,
        limited_to=given_by_id, before=frozenset(opened_by or ()),
    )  # fmt: skip


def _merged_into(organisation_id: int) -> Sequence[int]:
    """Numbers of the organisations that go on in this one: it may see what they could."""
    found = select(Organisation.id).where(Organisation.merged_into_id == organisation_id)
    return db.session.scalars(found).all()


def identity_now(person_id: int) -> Identity | None:
    """Who a person is now, for work that is done without a session of theirs."""
    person = db.session.get(Person, person_id)
    if person is None or person.erased_at is not None:
        return None
    return build_identity(person, uuid.UUID(int=0), today=local_day(dependencies().clock()))
