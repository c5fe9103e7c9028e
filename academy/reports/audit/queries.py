"""Reads of the audit log: an administrator sees the chains of the own organisations only."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, bindparam, exists, select

from academy.audit.models import AuditEvent, AuditHead
from academy.audit.private import WITHOUT_OBJECT, open_details
from academy.database import db
from academy.dates import start_of_day
from academy.organisations.models import Organisation
from academy.people.merged import is_kept_of, known
from academy.people.models import Membership, Person
from academy.reports.audit.subjects import (
    NOTHING,
    Subject,
    about_person,
    about_skill,
    about_team,
    names_a_person,
    subjects_of,
)
from academy.searching import by_name
from academy.security.identity import Identity, Role
from academy.security.policy import Scope

PAGE_SIZE = 50
WINDOW = 5_000
"""Lines of one chain that are looked through for one page: some milliseconds."""
MARGIN = 100

Rules: TypeAlias = list[ColumnElement[bool]]
Places: TypeAlias = tuple[int, ...]
"""For each chain of a page the number of the line below which the next page begins."""


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
    person: uuid.UUID | None = None
    """Whom a line names, as `subjects` says."""
    skill: str | None = None
    team: uuid.UUID | None = None

    @property
    def is_about_one(self) -> bool:
        """About one thing or person: few lines, found by an index of their own."""
        return self.object_uuid is not None or self.person is not None


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
    subject: Subject
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the log, newest first."""

    lines: tuple[Line, ...]
    older: Places | None
    """Where to go on looking; None when everything was looked through."""


def find_log(identity: Identity) -> Log:
    """The log of the organisations that this person administers; perhaps of none."""
    numbers = identity.organisations(Role.ORGANISATION_ADMIN)
    found = select(Organisation).where(Organisation.id.in_(numbers))
    return Log(tuple(by_name(db.session.scalars(found))))


def read_page(log: Log, wishes: Wishes, before: Places | None, *, size: int = PAGE_SIZE) -> Page:
    """The newest lines that fit, below the places of the page before.

    Each chain is read down its own numbers, and no further than `WINDOW` lines for one page: a
    page costs the same however long the log is and however little fits.
    """
    chains, rules = _chains(log, wishes), _rules(log, wishes)
    parts = [_part(chain, wishes, rules, place, size) for chain, place in _begin(chains, before)]
    found = sorted((each for part in parts for each in part.events), key=_newest_first)
    shown = found[:size]
    places = tuple(part.place_after(shown) for part in parts)
    is_more = any(place > part.bottom for place, part in zip(places, parts, strict=True))
    return Page(lines_of(log, shown), places if is_more else None)


def _chains(log: Log, wishes: Wishes) -> list[int]:
    return [each.id for each in log.organisations if wishes.organisation in {None, each.uuid}]


def _begin(chains: Sequence[int], before: Places | None) -> list[tuple[int, int]]:
    """Each chain with the number of the line under which to begin."""
    heads = select(AuditHead.chain, AuditHead.sequence).where(AuditHead.chain.in_(chains))
    newest = {row.chain: row.sequence + 1 for row in db.session.execute(heads)}
    places = before if before is not None and len(before) == len(chains) else (None,) * len(chains)
    return [
        (chain, newest.get(chain, 1) if place is None else min(place, newest.get(chain, 1)))
        for chain, place in zip(chains, places, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one chain gives to a page."""

    events: Sequence[AuditEvent]
    top: int
    """Lines with a lower number were looked at, down to `floor`."""
    floor: int
    bottom: int
    """Below it there is nothing that could fit."""

    def place_after(self, shown: Sequence[AuditEvent]) -> int:
        """Where the next page begins, after those of its events that this page shows."""
        left = [each for each in self.events if each not in shown]
        if not left:
            return self.floor
        return left[0].sequence + 1


def _part(chain: int, wishes: Wishes, rules: Rules, top: int, size: int) -> _Part:
    first, last = _numbers_of_days(chain, wishes, top)
    top = min(top, last)
    # what is told about one subject has an index of its own, so it needs no window; "+ 0" keeps
    # SQLite from reading the whole chain in order for it
    floor = first if wishes.is_about_one else max(first, top - WINDOW)
    of_the_chain = (AuditEvent.chain + 0 if wishes.is_about_one else AuditEvent.chain) == chain
    found = (
        select(AuditEvent)
        .where(
            of_the_chain,
            AuditEvent.sequence < top,
            AuditEvent.sequence >= floor,
            *rules,
        )
        .order_by(AuditEvent.sequence.desc())
        .limit(size + 1)
    )
    return _Part(db.session.scalars(found).all(), top, floor, first)


def _newest_first(event: AuditEvent) -> int:
    return -event.id


def _numbers_of_days(chain: int, wishes: Wishes, top: int) -> tuple[int, int]:
    """Between which numbers the lines of the wished days are, roughly; lines of one moment may
    stand in another order, so a few more are looked through on both sides."""
    first, last = 1, top
    if top > WINDOW:
        if wishes.first_day:
            first = max(1, _number_at(chain, top, start_of_day(wishes.first_day)) - MARGIN)
        if wishes.last_day:
            end = _number_at(chain, top, start_of_day(wishes.last_day + timedelta(days=1)))
            last = min(top, end + MARGIN)
    return first, last


def _number_at(chain: int, top: int, moment: datetime) -> int:
    """The first line below `top` that is not before `moment`, found by halving."""
    low, high = 1, top
    while low < high:
        middle = (low + high) // 2
        at = db.session.scalar(_AT, {"chain": chain, "number": middle})
        low, high = (middle + 1, high) if at is not None and at < moment else (low, middle)
    return low


_AT = select(AuditEvent.at).where(
    AuditEvent.chain == bindparam("chain"), AuditEvent.sequence == bindparam("number")
)


def _rules(log: Log, wishes: Wishes) -> Rules:
    rules: Rules = [AuditEvent.action.not_in(NOT_TOLD)]
    if wishes.action:
        rules.append(AuditEvent.action == wishes.action)
    if wishes.object_uuid:
        rules.append(AuditEvent.object_uuid == wishes.object_uuid)
        rules.append(AuditEvent.action.not_in(WITHOUT_OBJECT))
    if wishes.actor:
        rules.append(AuditEvent.actor == wishes.actor)
    if wishes.person:
        rules.append(about_person(wishes.person, log.chains))
    if wishes.skill:
        rules.append(about_skill(wishes.skill))
    if wishes.team:
        rules.append(about_team(wishes.team))
    if wishes.first_day:
        rules.append(AuditEvent.at >= start_of_day(wishes.first_day))
    if wishes.last_day:
        rules.append(AuditEvent.at < start_of_day(wishes.last_day + timedelta(days=1)))
    return rules


def lines_of(log: Log, events: Sequence[AuditEvent]) -> tuple[Line, ...]:
    """As the readers of this log may know them."""
    subjects = subjects_of(events)
    people = {each.person for each in subjects.values()}
    people |= {event.actor for event in events} | {_witness(event) for event in events}
    names = names_of(log, {person for person in people if person})
    places = {organisation.id: organisation.name for organisation in log.organisations}
    return tuple(
        Line(
            organisation=places.get(event.chain, ""),  # the platform is no organisation
            sequence=event.sequence,
            at=event.at,
            actor=event.actor,
            actor_name=names.get(event.actor) if event.actor else None,
            action=event.action,
            object_uuid=None if event.action in WITHOUT_OBJECT else event.object_uuid,
            subject=_as_told(event, subjects, names),
            details=_details(event, names),
        )
        for event in events
    )


def _details(event: AuditEvent, names: Mapping[uuid.UUID, str]) -> Mapping[str, Any]:
    """With the name of a colleague who looked along, if it is one of these organisations."""
    found = dict(open_details(event.details))
    witness = _witness(event)
    return found | {"witness": names.get(witness)} if witness else found


def _witness(event: AuditEvent) -> uuid.UUID | None:
    told = event.details.get("witness")
    return uuid.UUID(told) if told else None


def _as_told(
    event: AuditEvent, subjects: Mapping[uuid.UUID, Subject], names: Mapping[uuid.UUID, str]
) -> Subject:
    """Without whom the line may not name, and without a name that its readers may not know."""
    found = subjects.get(event.object_uuid, NOTHING) if event.object_uuid else NOTHING
    if found.person is None:
        return found
    if not names_a_person(event.action):
        return NOTHING
    return replace(found, person_name=names.get(found.person))


def names_of(log: Log, people: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names of those who work or worked at these organisations; of others none."""
    works_here = exists().where(
        Membership.person_id == Person.id, Membership.organisation_id.in_(log.chains)
    )
    found = (
        select(known.uuid, Person.name)
        .join(Person, is_kept_of())
        .where(known.uuid.in_(people), Person.erased_at.is_(None), works_here)
    )
    return {row.uuid: row.name for row in db.session.execute(found)}
