"""Who left, and who is asked whether they work."""

import uuid
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from academy.database import db
from academy.organisations.queries import gone_on
from academy.people.leaving.models import WorkAnswer
from academy.people.leaving.rules import last_days_to_ask
from academy.people.models import Membership
from academy.security.identity import Identity, Role


def left_between(first: date, last: date) -> ColumnElement[bool]:
    """The memberships of workers in a statement that ended on one of these days, unless they work
    at the organisation when these days are over: in another team, or again. Whoever goes on where
    it was merged into did not leave."""
    other = aliased(Membership)
    last_day: Any = Membership.ends_on  # a column where a day is asked: a comparison in SQL
    goes_on = exists().where(
        other.person_id == Membership.person_id,
        or_(
            other.organisation_id == Membership.organisation_id,
            other.organisation_id == gone_on(Membership.organisation_id),
        ),
        other.role == Role.WORKER,
        other.has_begun_on(last + timedelta(days=1)),
        other.goes_on_after(last_day),
    )
    return (
        (Membership.role == Role.WORKER)
        & Membership.ended_by(last)
        & ~Membership.ended_by(first - timedelta(days=1))
        & ~Membership.never_held
        & ~goes_on
    )


def asked_about(identity: Identity) -> Membership | None:
    """The oldest last day about which somebody is asked today and did not answer yet."""
    if not _ever_left(identity):
        return None
    answered = exists().where(WorkAnswer.membership_id == Membership.id)
    found = select(Membership).where(
        Membership.person_id == identity.person_id,
        left_between(*last_days_to_ask(identity.today)),
        ~answered,
    )
    return db.session.scalar(found.order_by(Membership.ends_on, Membership.id).limit(1))


def _ever_left(identity: Identity) -> bool:
    """Few did, and the others need not be asked when, and whether they came back."""
    found = select(Membership.id).where(
        Membership.person_id == identity.person_id, Membership.has_end
    )
    return db.session.scalar(found.limit(1)) is not None


def find_own_membership(identity: Identity, membership_uuid: uuid.UUID) -> Membership | None:
    found = select(Membership).where(
        Membership.uuid == membership_uuid, Membership.person_id == identity.person_id
    )
    return db.session.scalar(found)
