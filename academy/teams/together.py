"""One skill and many people: who is to be saved, who is to be looked at apart, and what was saved.

Everybody gets the same level, with everything seen. The UUID of each assessment follows from the
key of the page and the person, so the same page sent twice saves each of them once.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.assessments.earned import earned_something
from academy.assessments.models import Answer, Assessment
from academy.assessments.saving import Saving
from academy.assessments.submission import Assessor, Submission
from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_version
from academy.database import db
from academy.organisations.models import Team
from academy.people.queries import find_led_or_administered_team
from academy.security.identity import Identity
from academy.security.policy import Scope
from academy.teams import queries
from academy.teams.queries import Worker
from academy.teams.rules import Held


@dataclass(frozen=True, slots=True)
class SkillOfTeam:
    """A skill that a team is looked at for, in the version that is open."""

    team: Team
    version: SkillVersion

    @property
    def scope(self) -> Scope:
        return self.team.scope


def find_skill_of_team(identity: Identity, team_uuid: UUID, skill_code: str) -> SkillOfTeam | None:
    team, version = find_led_or_administered_team(identity, team_uuid), open_version(skill_code)
    return SkillOfTeam(team, version) if team and version else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the team, and what is known of this skill."""

    worker: Worker
    held: Held | None
    """The badge that counts, when it did not run out."""
    seen_that_day: bool

    def is_apart(self, level: int) -> bool:
        """Whether this level needs a look at this person alone, where the page asks first."""
        return self.seen_that_day or (self.held is not None and self.held.level > level)


def candidates(
    target: SkillOfTeam, identity: Identity, *, day: date, key: UUID | None = None
) -> list[Candidate]:
    """Everybody in the team but the asker, by name. What this `key` saved before is no reason to
    look at somebody apart."""
    workers = [
        worker
        for worker in queries.workers_of(target.team, identity.today)
        if worker.id != identity.person_id
    ]
    people = [worker.id for worker in workers]
    held = queries.held_badges(target.team.organisation_id, people, identity.today)
    own = [uuid_of(key, worker.uuid) for worker in workers] if key else []
    seen = _seen_on(target, people, day, but_not=own)
    return [
        Candidate(
            worker,
            _valid(held.get((worker.id, target.version.skill_id)), identity.today),
            worker.id in seen,
        )
        for worker in workers
    ]


def _valid(held: Held | None, today: date) -> Held | None:
    return None if held is None or held.has_expired(today) else held


def _seen_on(
    target: SkillOfTeam, people: Collection[int], day: date, *, but_not: Collection[UUID]
) -> set[int]:
    found = (
        select(Assessment.person_id)
        .join(SkillVersion, SkillVersion.id == Assessment.skill_version_id)
        .where(
            Assessment.person_id.in_(people),
            Assessment.organisation_id == target.team.organisation_id,
            SkillVersion.skill_id == target.version.skill_id,
            Assessment.observed_on == day,
            Assessment.uuid.not_in(but_not),
            ~Assessment.withdrawal.has(),
        )
    )
    return set(db.session.scalars(found))


def uuid_of(key: UUID, person_uuid: UUID) -> UUID:
    """The assessment of this person on the page with this key."""
    return uuid.uuid5(key, str(person_uuid))


def savings(
    target: SkillOfTeam,
    people: Collection[Worker],
    *,
    key: UUID,
    level: int,
    day: date,
    by: Identity,
    now: datetime,
) -> list[Saving]:
    """One for each: this level, with everything seen."""
    answers = {criterion["id"]: Answer.SEEN.value for criterion in target.version.criteria}
    return [
        Saving(
            submission=Submission(
                uuid=uuid_of(key, worker.uuid),
                assessor=Assessor.who_is(by),
                person_uuid=worker.uuid,
                team_uuid=target.team.uuid,
                skill_version_uuid=target.version.uuid,
                level=level,
                answers=answers,
                observed_on=day,
                made_at=now,
                sent_at=now,
            ),
            by=by.actor,
            now=now,
        )
        for worker in people
    ]


@dataclass(frozen=True, slots=True)
class Saved:
    """An assessment that was saved with others, and whether it earned something."""

    assessment: Assessment
    earned: bool


@dataclass(frozen=True, slots=True)
class SavedTogether:
    """What somebody saved on one page, by name."""

    target: SkillOfTeam
    key: UUID
    saved: Sequence[Saved]

    @property
    def scope(self) -> Scope:
        return self.target.scope


def find_saved(
    identity: Identity, team_uuid: UUID, skill_code: str, key: UUID
) -> SavedTogether | None:
    target = find_skill_of_team(identity, team_uuid, skill_code)
    saved = _saved_with(target, key, identity) if target else []
    return SavedTogether(target, key, saved) if target and saved else None


def _saved_with(target: SkillOfTeam, key: UUID, identity: Identity) -> Sequence[Saved]:
    workers = queries.workers_of(target.team, identity.today)
    found = db.session.execute(
        select(Assessment, earned_something())
        .where(
            Assessment.uuid.in_([uuid_of(key, worker.uuid) for worker in workers]),
            Assessment.assessor_id == identity.person_id,
            Assessment.team_id == target.team.id,
            # the key tells the people, not the skill: in another address it is another skill's
            Assessment.skill_version.has(SkillVersion.skill_id == target.version.skill_id),
        )
        .options(joinedload(Assessment.person), joinedload(Assessment.withdrawal))
    )
    by_person = {row[0].person_id: Saved(*row) for row in found}
    return [by_person[worker.id] for worker in workers if worker.id in by_person]
