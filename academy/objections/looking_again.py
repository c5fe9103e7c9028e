"""A reviewer finds that the worker is right: somebody looks again and gives another level.

The badge stays as it is until the new one is there and takes its place. Whoever is asked may
assess this worker and skill once, whichever team they lead; nothing else of the worker opens.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.access.mailing import tell_news
from academy.assessments import awarding
from academy.assessments.covering import covers_the_skill
from academy.assessments.models import Assessment, AssessmentReview, ObjectionReason
from academy.assessments.queries import SkillToAssess, TeamWorker
from academy.audit import log
from academy.catalogue.models import Skill, SkillVersion
from academy.catalogue.queries import open_version
from academy.database import db, must_be_locked
from academy.locking import row
from academy.objections.deciding import Case, chain_of
from academy.organisations.queries import goes_on_in
from academy.people.models import AssessorAuthority, Membership, Person
from academy.searching import in_name_order
from academy.security.identity import Identity, Role
from academy.security.policy import Scope


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody is asked to look at again."""

    review: AssessmentReview
    target: SkillToAssess
    number: int
    """Of the review, which may be gone when the look is saved (see `moving_on`)."""

    @property
    def scope(self) -> Scope:
        old = self.review.assessment
        return Scope(
            person_id=old.person_id,
            team_ids=frozenset({old.team_id}),
            organisation_ids=frozenset({old.organisation_id}),
            asked_id=self.review.asked_id,
        )

    def badge_to_replace(self, level: int | None) -> str:
        """UUID of the badge that a new one of this level takes the place of; or nothing.

        Whoever could do better could do what the old one says too: that one stays (ADR 71).
        """
        badge = awarding.badge_of(self.review.assessment_id)
        if badge is None or badge.revocation is not None:
            return ""
        is_better = level is not None and level > badge.level and self._could_do_better
        return "" if is_better else str(badge.uuid)

    @property
    def _could_do_better(self) -> bool:
        """All that the worker said against it: not that it never was."""
        said = {each.about for each in self.review.assessment.responses if each.about}
        return said == {ObjectionReason.BETTER}


def who_can_look(case: Case, today: date) -> list[Person]:
    """Leaders whom a reviewer may ask: those of the own teams only if there is nobody else."""
    others, own = _leaders_who_may(case, today)
    return others or own


def outsiders_who_can_look(case: Case, today: date) -> list[Person]:
    """Leaders who may be asked without a reviewer: no leader of the own teams learns of it."""
    return _leaders_who_may(case, today)[0]


def _leaders_who_may(case: Case, today: date) -> tuple[list[Person], list[Person]]:
    """Who may assess this skill, never the assessor: leaders of other teams, and of the own ones.

    Nobody when the skill is assessed no more.
    """
    assessment = case.assessment
    skill = assessment.skill_version.skill
    version = open_version(skill.code)
    if version is None:
        return [], []
    place = goes_on_in(assessment.organisation_id)
    authorised = select(AssessorAuthority.person_id).where(
        AssessorAuthority.organisation_id == place,
        SkillVersion.id == version.id,
        Skill.id == SkillVersion.skill_id,
        covers_the_skill(),
        AssessorAuthority.holds_on(today),
    )
    found = db.session.execute(
        select(Person, Membership.team_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == place,
            Membership.role == Role.TEAM_LEADER,
            Membership.holds_on(today),
            Person.id.in_(authorised),
            Person.id.not_in({assessment.assessor_id, assessment.person_id}),
            Person.erased_at.is_(None),
        )
        .order_by(in_name_order(Person.sort_text), Person.id)
    ).all()
    own = {person: None for person, team_id in found if team_id in case.own_teams}
    others = {person: None for person, _team in found if person not in own}
    return list(others), list(own)


def open_looks(identity: Identity) -> Sequence[AssessmentReview]:
    """What the asker was asked to look at again, and did not yet; oldest first."""
    return db.session.scalars(
        select(AssessmentReview)
        .join(AssessmentReview.assessment)
        .where(
            AssessmentReview.asked_id == identity.person_id,
            AssessmentReview.is_to_look_at,
            ~Assessment.withdrawal.has(),
        )
        .order_by(AssessmentReview.at)
        .options(joinedload(AssessmentReview.assessment).joinedload(Assessment.person))
    ).all()


def find_look(identity: Identity, assessment_uuid: uuid.UUID) -> Look | None:
    found = [each for each in open_looks(identity) if each.assessment.uuid == assessment_uuid]
    if not found:
        return None
    old = found[0].assessment
    version = open_version(old.skill_version.skill.code)
    worker = TeamWorker(old.person, old.team)
    return Look(found[0], SkillToAssess(worker, version), found[0].id) if version else None


def has_looked(look: Look, *, by: Identity, now: datetime) -> None:
    """It is done, whatever was seen and whoever was asked since; a second time changes nothing."""
    must_be_locked(row(Person, look.target.worker.person.id))
    review = db.session.get(AssessmentReview, look.number)
    if review is None or review.looked_at is not None:
        return
    review.looked_at = now
    tell_news(review.assessment.person_id, now=now)
    log.record(
        "assessment.looked_again",
        review.assessment.uuid,
        organisation_id=chain_of(review.assessment),
        by=by.actor,
        at=now,
    )
