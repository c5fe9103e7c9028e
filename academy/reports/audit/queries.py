"""Reads of the audit log: an administrator sees the chains of the own organisations only."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from academy.audit.models import AuditEvent
from academy.audit.private import WITHOUT_OBJECT, open_details
from academy.catalogue.models import SkillDomain, Texts
from academy.database import db
from academy.dates import start_of_day
from academy.organisations.models import Organisation
from academy.people.models import Membership, Person
from academy.searching import by_name
from academy.security.identity import Identity, Role
from academy.security.policy import Scope

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Log:
    """The chains that somebody may read."""

    organisations: tuple[Organisation, ...]

    @property
    def chains(self) -> frozenset[int]:
        return frozenset(organisation.id for organisation in self.organisations)

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=self.chains)


NOT_TOLD = frozenset({"assessment.worker_objects"})
"""In the chain of an organisation until objections became the worker's own business: an
administrator may be the leader whom it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the reader wants to see; None means all."""

    organisation: uuid.UUID | None = None
    action: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    object_uuid: uuid.UUID | None = None
    actor: uuid.UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change, with names as the reader may know them."""

    organisation: str
    sequence: int
    at: datetime
    actor: uuid.UUID | None
    actor_name: str | None
    """None: nobody of these organisations; the platform itself when `actor` is None too."""
    action: str
    object_uuid: uuid.UUID | None
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the log, newest first."""

    lines: tuple[Line, ...]
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def find_log(identity: Identity) -> Log:
    """The log of the organisations that this person administers; perhaps of none."""
    numbers = identity.organisations(Role.ORGANISATION_ADMIN)
    found = select(Organisation).where(Organisation.id.in_(numbers))
    return Log(tuple(by_name(db.session.scalars(found))))


def actions_in(log: Log) -> Sequence[str]:
    """The actions that occur, for the filter."""
    found = (
        select(AuditEvent.action)
        .where(AuditEvent.chain.in_(log.chains), AuditEvent.action.not_in(NOT_TOLD))
        .distinct()
    )
    return db.session.scalars(found.order_by(AuditEvent.action)).all()


def domain_names() -> Mapping[int, Texts]:
    """Names of the palette's domains by their number, as the log knows them."""
    return {domain.id: domain.name for domain in db.session.scalars(select(SkillDomain))}


def read_page(log: Log, wishes: Wishes, number: int) -> Page:
    """Page `number` from 1 of the lines that fit, in a constant number of statements."""
    which = _which(log, wishes)
    total = db.session.scalar(select(func.count()).select_from(AuditEvent).where(which)) or 0
    events = db.session.scalars(
        select(AuditEvent)
        .where(which)
        # by the moment: the numbers of two chains say nothing about each other
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    names = _names(log, {event.actor for event in events if event.actor})
    places = {organisation.id: organisation.name for organisation in log.organisations}
    lines = tuple(
        Line(
            organisation=places[event.chain],
            sequence=event.sequence,
            at=event.at,
            actor=event.actor,
            actor_name=names.get(event.actor) if event.actor else None,
            action=event.action,
            object_uuid=None if event.action in WITHOUT_OBJECT else event.object_uuid,
            details=open_details(event.details),
        )
        for event in events
    )
    return Page(lines, total)


def _which(log: Log, wishes: Wishes) -> ColumnElement[bool]:
    chains = {
        organisation.id
        for organisation in log.organisations
        if wishes.organisation in {None, organisation.uuid}
    }
    rules: list[ColumnElement[bool]] = [
        AuditEvent.chain.in_(chains),
        AuditEvent.action.not_in(NOT_TOLD),
    ]
    if wishes.action:
        rules.append(AuditEvent.action == wishes.action)
    if wishes.object_uuid:
        rules.append(AuditEvent.object_uuid == wishes.object_uuid)
        # a filter that finds the line would tell which one it was about
        rules.append(AuditEvent.action.not_in(WITHOUT_OBJECT))
    if wishes.actor:
        rules.append(AuditEvent.actor == wishes.actor)
    if wishes.first_day:
        rules.append(AuditEvent.at >= start_of_day(wishes.first_day))
    if wishes.last_day:
        rules.append(AuditEvent.at < start_of_day(wishes.last_day + timedelta(days=1)))
    return and_(*rules)


def _names(log: Log, actors: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names of those who work or worked at these organisations; of others none."""
    found = (
        select(Person.uuid, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.uuid.in_(actors), Membership.organisation_id.in_(log.chains))
    )
    return {row.uuid: row.name for row in db.session.execute(found)}
