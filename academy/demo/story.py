"""The story of Amina: who plays in it, its steps, and what each of them opens.

The story has no pages of its own for the work: every step leads to the real thing, as the person
it is about. It exists in a demo only, and only as long as its people do.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload, undefer

from academy.access.models import Account, Card
from academy.assessments.models import Assessment
from academy.catalogue.levels import EARNED, HIGHEST
from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_version
from academy.credentials.models import Achievement, Credential
from academy.database import db
from academy.people.models import Membership, Person
from academy.security.identity import Role

HEROINE = "Amina"
SKILL = "kleding-herstellen"
"""What her leader sees her do."""


class Step(StrEnum):
    """The steps, in order. Sharing comes between the wallet and the employer once it exists."""

    ASSESS = "assess"
    BADGE = "badge"
    WALLET = "wallet"
    EMPLOYER = "employer"
    CERTIFICATE = "certificate"
    TAMPERED = "tampered"
    ACADEMY = "academy"


STEPS = tuple(Step)


def step_of(text: str) -> tuple[int, Step] | None:
    """Number, from 1, and step for what stands in an address or a cookie."""
    found = [(number, step) for number, step in enumerate(STEPS, 1) if str(number) == text]
    return found[0] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCast:
    """Who plays, and what it is about."""

    worker: Person
    leader: Person
    academy: Person
    version: SkillVersion
    badge: Credential | None
    """Her badge for the skill of the story, or else her newest one."""
    assessment_uuid: UUID | None
    """The assessment that gave the badge."""
    is_of_story: bool
    """Whether the badge is the one of the first step."""

    @property
    def first_name(self) -> str:
        return self.worker.name.split()[0]

    @property
    def leader_name(self) -> str:
        return self.leader.name.split()[0]


def story_cast() -> StoryCast | None:
    """Everybody the story needs, or None when somebody is missing."""
    version = open_version(SKILL)
    academy = _somebody_of_the_academy()
    pair = _heroine_and_leader()
    if version is None or academy is None or pair is None:
        return None
    worker, leader = pair
    badges = _badges_of(worker)
    of_story = [badge for badge in badges if badge.skill_id == version.skill_id]
    badge = next(iter([*of_story, *badges]), None)
    return StoryCast(
        worker=worker,
        leader=leader,
        academy=academy,
        version=version,
        badge=badge,
        assessment_uuid=_assessment_uuid(badge) if badge else None,
        is_of_story=bool(of_story),
    )


def _heroine_and_leader() -> tuple[Person, Person] | None:
    """A worker with a card called Amina, and the leader of her team who has an account longest."""
    works, leads = aliased(Membership), aliased(Membership)
    leader = aliased(Person)
    row = db.session.execute(
        select(Person, leader)
        .join(works, works.person_id == Person.id)
        .join(Card, Card.person_id == Person.id)
        .join(leads, leads.team_id == works.team_id)
        .join(leader, leader.id == leads.person_id)
        .join(Account, Account.person_id == leader.id)
        .where(
            Person.name.like(f"{HEROINE} %"),
            Person.erased_at.is_(None),
            leader.erased_at.is_(None),
            Card.voided_at.is_(None),
            works.role == Role.WORKER,
            ~works.has_end,
            leads.role == Role.TEAM_LEADER,
            ~leads.has_end,
        )
        .order_by(Card.id, Account.id)
        .limit(1)
    ).first()
    return None if row is None else (row[0], row[1])


def _somebody_of_the_academy() -> Person | None:
    return db.session.scalar(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .join(Account, Account.person_id == Person.id)
        .where(
            Membership.role == Role.ACADEMY_ADMIN,
            ~Membership.has_end,
            Person.erased_at.is_(None),
        )
        .order_by(Account.id)
        .limit(1)
    )


def _badges_of(worker: Person) -> Sequence[Credential]:
    """Her badges that count, the newest first."""
    return db.session.scalars(
        select(Credential)
        .where(Credential.person_id == worker.id, Credential.current_key.is_not(None))
        .order_by(Credential.issued_at.desc(), Credential.id.desc())
        .options(
            joinedload(Credential.achievement).joinedload(Achievement.skill_version),
            joinedload(Credential.organisation),
            undefer(Credential.document),
        )
    ).all()


def _assessment_uuid(badge: Credential) -> UUID | None:
    return db.session.scalar(select(Assessment.uuid).where(Assessment.id == badge.assessment_id))


@dataclass(frozen=True, slots=True)
class Tampered:
    """A copy of a real badge in which somebody changed the level."""

    text: str
    before: str
    after: str
    """The level in words."""


def tampered(badge: Credential) -> Tampered:
    """Change nothing but the level that was reached; the signature stays and no longer fits."""
    level = EARNED[0] if badge.level == HIGHEST else HIGHEST
    names = badge.achievement.skill_version.level_name
    before, after = names(badge.level)["nl"], names(level)["nl"]
    document: dict[str, Any] = json.loads(badge.document)
    document["name"] = document["name"].replace(before, after)
    for result in document["credentialSubject"]["result"]:
        result["achievedLevel"] = result["achievedLevel"].removesuffix(str(badge.level)) + str(
            level
        )
        result["value"] = str(level)
    return Tampered(json.dumps(document, ensure_ascii=False), before, after)
