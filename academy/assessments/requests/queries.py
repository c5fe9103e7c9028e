"""Who asks for a look: for whoever leads their team now, and after two weeks for the office."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select

from academy.assessments.requests.asking import waiting_of, waits
from academy.assessments.requests.models import LookRequest
from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_versions
from academy.database import db
from academy.organisations.models import Organisation, Team
from academy.people.models import Membership, Person
from academy.people.queries import going_on
from academy.security.identity import Identity, Role

OFFICE_SEES_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Asked:
    """A worker of a team who waits for a look."""

    request: LookRequest
    team: Team
    version: SkillVersion
    """With which it would be assessed now."""

    @property
    def person(self) -> Person:
        return self.request.person


def find_own_request(identity: Identity, request_uuid: uuid.UUID) -> LookRequest | None:
    found = select(LookRequest).where(
        LookRequest.uuid == request_uuid, LookRequest.person_id == identity.person_id
    )
    return db.session.scalar(found)


def own_requests(identity: Identity, *, now: datetime) -> list[tuple[LookRequest, SkillVersion]]:
    """What the asker waits for, with what would be looked at now."""
    rows = waiting_of(identity.person_id, now=now)
    versions = _versions() if rows else {}
    return [(row, versions[row.skill_id]) for row in rows if row.skill_id in versions]


def asked_in(team: Team, *, today: date, now: datetime) -> list[Asked]:
    """The first asked on top."""
    return _asked(going_on(today, teams=[team.id]), today, now)


def waiting_long(organisation: Organisation, *, today: date, now: datetime) -> list[Asked]:
    """What nobody answered for two weeks, in any team."""
    before = LookRequest.asked_at <= now - OFFICE_SEES_AFTER
    return _asked(going_on(today, organisations=[organisation.id]) & before, today, now)


def _asked(where: ColumnElement[bool], today: date, now: datetime) -> list[Asked]:
    found = (
        select(LookRequest, Team)
        .join(Membership, Membership.person_id == LookRequest.person_id)
        .join(Team, Team.id == Membership.team_id)
        .where(
            where,
            Membership.has_begun_on(today),
            Membership.role == Role.WORKER,
            waits(now),
        )
        .order_by(LookRequest.asked_at, LookRequest.id)
    )
    rows = [(row[0], row[1]) for row in db.session.execute(found)]
    versions = _versions() if rows else {}
    return [
        Asked(request, team, versions[request.skill_id])
        for request, team in dict.fromkeys(rows)
        if request.skill_id in versions
    ]


def _versions() -> dict[int, SkillVersion]:
    return {version.skill_id: version for version in open_versions()}
