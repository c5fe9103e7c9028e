"""Agreements as worker and leader see them, each with where it stands."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, select

from academy.assessments.agreements.models import AgreedSkill, Agreement
from academy.assessments.agreements.rules import OPEN, WAITS, Standing, standing_of
from academy.catalogue.models import Skill
from academy.credentials.models import Confirmation, Credential, Revocation
from academy.database import db
from academy.organisations.models import Organisation, Team
from academy.organisations.queries import own_or_taken_in
from academy.people.models import Membership, Person
from academy.people.queries import going_on
from academy.security.identity import Identity, Role

NEWEST_FIRST = (Agreement.made_at.desc(), Agreement.id.desc())


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement, which of its skills gave a badge since, and where it stands."""

    agreement: Agreement
    earned: Mapping[int, uuid.UUID]
    """By number of a skill the badge, the newest of them."""
    standing: Standing

    @property
    def is_open(self) -> bool:
        return self.standing in OPEN

    def asks(self, person_id: int) -> bool:
        """Whether this person, or leaders like them, have to say yes or no: the other proposed it.
        Leaders stand in for each other."""
        is_own = self.agreement.person_id == person_id
        return self.standing is Standing.PROPOSED and self.agreement.is_by_worker != is_own

    @property
    def waits(self) -> bool:
        return self.standing in WAITS


def find_agreement(identity: Identity, agreement_uuid: uuid.UUID) -> Agreement | None:
    """The own one, or one of a worker of a led team; what is not agreed is seen by both."""
    found = db.session.scalar(select(Agreement).where(Agreement.uuid == agreement_uuid))
    if found is None:
        return None
    led = identity.teams(Role.TEAM_LEADER)
    is_own = found.person_id == identity.person_id and identity.knows(found.organisation_id)
    return found if is_own or led & _teams_of(found, identity.today) else None


def _teams_of(agreement: Agreement, today: date) -> frozenset[int]:
    """Of the worker, now, in the organisation of the agreement."""
    found = select(Membership.team_id).where(
        Membership.person_id == agreement.person_id,
        Membership.organisation_id == agreement.organisation_id,
        Membership.role == Role.WORKER,
        Membership.holds_on(today),
    )
    return frozenset(filter(None, db.session.scalars(found)))


def own_agreements(identity: Identity) -> list[Agreed]:
    """The newest first."""
    rows = _read(Agreement.person_id == identity.person_id)
    return _standing([row for row in rows if identity.knows(row.organisation_id)], identity.today)


def agreements_with(person: Person, identity: Identity) -> list[Agreed]:
    """Of a worker, as a leader of a team of theirs sees them."""
    places = {place.organisation_id for place in identity.places if place.role is Role.TEAM_LEADER}
    rows = _read(Agreement.person_id == person.id, Agreement.organisation_id.in_(places))
    return _standing(rows, identity.today)


def of_team(team: Team, today: date) -> list[Agreed]:
    """What is open with its workers."""
    workers = select(Membership.person_id).where(
        going_on(today, teams=[team.id]),
        Membership.has_begun_on(today),
        Membership.role == Role.WORKER,
    )
    rows = _read(
        Agreement.person_id.in_(workers),
        Agreement.organisation_id == team.organisation_id,
        Agreement.ended_at.is_(None),
    )
    return [each for each in _standing(rows, today) if each.is_open]


def one(agreement: Agreement, today: date) -> Agreed:
    return _standing([agreement], today)[0]


def made_before(organisation: Organisation, moment: datetime, today: date) -> list[Agreed]:
    """To be counted by whoever makes numbers fit to be told; whose they are is told to nobody."""
    rows = _read(
        Agreement.organisation_id == organisation.id,
        Agreement.agreed_at.is_not(None),
        Agreement.made_at < moment,
    )
    return _standing(rows, today)


def open_of(person: Person, today: date) -> list[Agreed]:
    rows = _read(Agreement.person_id == person.id, Agreement.ended_at.is_(None))
    return [each for each in _standing(rows, today) if each.is_open]


def _read(*conditions: ColumnElement[bool]) -> Sequence[Agreement]:
    found = select(Agreement).where(and_(*conditions)).order_by(*NEWEST_FIRST)
    return db.session.scalars(found).all()


def _standing(rows: Sequence[Agreement], today: date) -> list[Agreed]:
    earned = _earned([row.id for row in rows]) if rows else {}
    return [
        Agreed(
            row,
            earned.get(row.id, {}),
            standing_of(
                agreed=row.agreed_at is not None,
                ended=row.ended_as is not None,
                due_on=row.due_on,
                skills=len(row.skills),
                earned=len(earned.get(row.id, ())),
                today=today,
            ),
        )
        for row in rows
    ]


def _earned(numbers: Collection[int]) -> Mapping[int, Mapping[int, uuid.UUID]]:
    """By agreement and skill the badge that its organisation gave since, or that was held already
    and that it confirmed, and did not withdraw; that another one gave a badge is not its leaders'
    to see."""
    found = (
        select(Agreement.id, AgreedSkill.skill_id, Credential.uuid, Credential.id)
        .distinct()
        .join(AgreedSkill, AgreedSkill.agreement_id == Agreement.id)
        .join(
            Credential,
            and_(
                Credential.person_id == Agreement.person_id,
                Credential.organisation_id.in_(own_or_taken_in(Agreement.organisation_id)),
                Credential.skill_id == AgreedSkill.skill_id,
            ),
        )
        .outerjoin(Confirmation, Confirmation.credential_id == Credential.id)
        .outerjoin(Revocation, Revocation.credential_id == Credential.id)
        .where(
            Agreement.id.in_(numbers),
            Revocation.id.is_(None),
            (Credential.issued_at >= Agreement.made_at) | (Confirmation.at >= Agreement.made_at),
        )
        .order_by(Credential.id)
    )
    badges: dict[int, dict[int, uuid.UUID]] = {}
    for number, skill, badge, _place in db.session.execute(found):
        badges.setdefault(number, {})[skill] = badge
    return badges


def skills_by_code(codes: Collection[str]) -> list[Skill]:
    """In the order asked."""
    found = {
        row.code: row for row in db.session.scalars(select(Skill).where(Skill.code.in_(codes)))
    }
    return [found[code] for code in codes if code in found]
