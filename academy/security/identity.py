"""Who is asking, detached from the database."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeAlias


class Role(StrEnum):
    """What a person is in one organisation."""

    WORKER = "worker"
    TEAM_LEADER = "team_leader"
    GUEST = "guest_assessor"
    """Looks at work in one team of an organisation that is not the own one."""
    ORGANISATION_ADMIN = "organisation_admin"
    ACADEMY_ADMIN = "academy_admin"
    REGIONAL_READER = "regional_reader"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class Place:
    """One role that holds now, in one organisation and perhaps one team of it."""

    role: Role
    organisation_id: int
    team_id: int | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who an audit line names: a pseudonym and the way in, nothing else."""

    person_uuid: uuid.UUID | None
    origin: str
    """`web:<session uuid>`, `tablet:<its uuid>`, `command` or `worker`."""


class Acting(Protocol):
    """Whoever an audit line and a row can name: a session, a tablet, or work that goes on later."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def actor(self) -> Actor: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TabletGrant:
    """An enrolled tablet that may do one leader's work in one team, for a while."""

    grant_uuid: uuid.UUID
    device_uuid: uuid.UUID
    person_id: int
    """The leader in whose name it acts."""
    person_uuid: uuid.UUID
    team_id: int
    organisation_id: int
    given_at: datetime
    expires_at: datetime

    @property
    def actor(self) -> Actor:
        return Actor(self.person_uuid, f"tablet:{self.device_uuid}")

    def covers(self, *, assessor_id: int, team_id: int, made_at: datetime) -> bool:
        """Whether it let this person do something in this team at that moment."""
        in_time = self.given_at <= made_at < self.expires_at
        return in_time and (assessor_id, team_id) == (self.person_id, self.team_id)

    def teams(self, role: Role) -> frozenset[int]:
        """The one team, led; whatever else the leader is counts for nothing here."""
        return frozenset({self.team_id}) if role is Role.TEAM_LEADER else frozenset()

    def organisations(self, role: Role) -> frozenset[int]:
        """Of the one team, for its leader alone."""
        return frozenset({self.organisation_id}) if role is Role.TEAM_LEADER else frozenset()


Doer: TypeAlias = "Identity | TabletGrant"
"""A person who does something: in a browser, or on a tablet."""


@dataclass(frozen=True, slots=True)
class Device:
    """An enrolled tablet by itself, whoever holds it: it hands over what leaders made on it."""

    device_uuid: uuid.UUID
    organisation_id: int

    person_id: None = None
    """Nobody in particular: nothing is about it, and it made nothing."""

    @property
    def actor(self) -> Actor:
        return Actor(None, f"tablet:{self.device_uuid}")

    def teams(self, _role: Role) -> frozenset[int]:
        return frozenset()

    def organisations(self, _role: Role) -> frozenset[int]:
        return frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBearer:
    """Whoever holds the link of a share: nobody in particular, who sees what was shared."""

    share_uuid: uuid.UUID
    shared: frozenset[uuid.UUID]
    """What the link shows, by UUID."""

    person_id: None = None
    """A bearer is nobody's self: nothing is about them, and they made nothing."""

    @property
    def actor(self) -> Actor:
        return Actor(None, f"share:{self.share_uuid}")

    def teams(self, _role: Role) -> frozenset[int]:
        return frozenset()

    def organisations(self, _role: Role) -> frozenset[int]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Identity:
    """A signed-in person and everything the policy may look at."""

    person_id: int
    person_uuid: uuid.UUID
    person_name: str
    places: frozenset[Place]
    session_uuid: uuid.UUID
    today: date
    """The day, in the Netherlands, on which these places hold."""
    limited_to: int | None = None
    """The organisation that could have opened this session too: nothing is shown that it may not
    see. None when only the person could (docs/adr/0018 and 0052)."""
    before: frozenset[int] = frozenset()
    """The organisations that go on in that one: what they kept, it may see (docs/adr/0069)."""

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(place.role.value for place in self.places)

    @property
    def actor(self) -> Actor:
        return Actor(self.person_uuid, f"web:{self.session_uuid}")

    @property
    def came_in_by_themselves(self) -> bool:
        """Not by a PIN or password that an organisation could know."""
        return self.limited_to is None

    def knows(self, organisation_id: int) -> bool:
        """Whether this session may show what the organisation keeps about the person."""
        return self.limited_to in {None, organisation_id} or organisation_id in self.before

    def teams(self, role: Role) -> frozenset[int]:
        """Numbers of the teams in which the person has `role` now."""
        return frozenset(p.team_id for p in self.places if p.role is role and p.team_id)

    def organisations(self, role: Role) -> frozenset[int]:
        """Numbers of the organisations in which the person has `role` now."""
        return frozenset(p.organisation_id for p in self.places if p.role is role)


@dataclass(frozen=True, slots=True)
class CardLook(Identity):
    """Whoever showed a card and nothing else: sees badges of the organisation that gave it out."""
