"""How far a worker is with each skill, for the pages on which a leader chooses and looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import Integer, Select, bindparam, func, or_, select

from academy.assessments import awarding
from academy.assessments.models import Assessment
from academy.assessments.queries import SkillToAssess, assessments_of
from academy.assessments.rules import FOR_MORE, Lacking, Waiting
from academy.catalogue.levels import Level
from academy.credentials.models import Achievement, Credential
from academy.database import ask, db
from academy.organisations.queries import own_or_taken_in


def held_level(target: SkillToAssess, *, now: datetime) -> Level | None:
    """The highest level of the worker's badges that are valid now, from this organisation or what
    went on in it.

    Of somebody who left the team only the badges from this team: see `_in_sight`.
    """
    worker = target.worker
    asked = {
        "person_id": worker.person.id,
        "organisation_id": worker.team.organisation_id,
        "only_team_id": None if worker.left_on is None else worker.team.id,
        "skill_id": target.version.skill_id,
        "now": now,
    }
    found = ask(_highest(), asked).scalar_one()
    return None if found is None else Level(found)


@cache
def _highest() -> Select[int]:
    only_team_id = bindparam("only_team_id", type_=Integer)
    return (
        select(func.max(Achievement.level))
        .join(Credential, Credential.achievement_id == Achievement.id)
        .where(
            Credential.person_id == bindparam("person_id"),
            Credential.organisation_id.in_(own_or_taken_in(bindparam("organisation_id"))),
            # as a sum, so that SQLite finds rows by the person and not all that have the skill
            Credential.skill_id + 0 == bindparam("skill_id"),
            Credential.current_key.is_not(None),
            or_(only_team_id.is_(None), Credential.team_id == only_team_id),
            or_(Credential.valid_until.is_(None), Credential.valid_until > bindparam("now")),
        )
    )


def earlier_seen(target: SkillToAssess) -> dict[str, date]:
    """Criterion id to the day it was last seen, from what this organisation recorded before."""
    seen: dict[str, date] = {}
    for assessment in _in_sight(target):
        if assessment.skill_version_id == target.version.id:
            for criterion, answer in assessment.answers.items():
                if answer == "seen":
                    seen.setdefault(criterion, assessment.observed_on)
    return seen


def seen_on(target: SkillToAssess, day: date) -> Assessment | None:
    """The newest of what was saved of this skill on one day."""
    return next((each for each in _in_sight(target) if each.observed_on == day), None)


def newest_seen(target: SkillToAssess) -> str:
    """UUID of the newest assessment of this skill, on which the next one is based; or nothing."""
    return next((str(each.uuid) for each in _in_sight(target)), "")


def _in_sight(target: SkillToAssess) -> Iterator[Assessment]:
    """Every assessment of the skill that counts and that a leader of the team may know of, the
    newest first. What came after somebody left is between the worker and others."""
    worker = target.worker
    for assessment in assessments_of(
        worker.person.id, target.version.skill_id, worker.team.organisation_id
    ):
        is_known = worker.left_on is None or assessment.team_id == worker.team.id
        if is_known and assessment.withdrawal is None:
            yield assessment


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of an assessment says became of it."""

    credential: Credential | None
    waiting: Waiting | None
    lacking: Lacking = Lacking()  # noqa: RUF009 - it never changes
    """What the badge still needs, when it waits for more."""
    holds: Credential | None = None
    """When it was taken back: the badge that the worker has now."""


def outcome_of(assessment: Assessment, *, told: bool) -> Shown:
    """The badge it gave or confirmed, or what that waits for; neither: it is being made.

    Whoever may not know of an objection reads what would be waited for without it.
    """
    credential = awarding.badge_of(assessment.id)
    if assessment.withdrawal is not None:
        return Shown(credential, None, holds=_holds_now(assessment))
    waiting = None if credential else awarding.waiting_of(assessment)
    if waiting is Waiting.DOES_NOT_COUNT and not told and assessment.flag is None:
        waiting = awarding.waiting_of(assessment, as_if_it_counts=True) or waiting
    if waiting not in FOR_MORE:
        return Shown(credential, waiting)
    return Shown(credential, waiting, awarding.lacking_of(assessment, as_if_it_counts=not told))


def _holds_now(assessment: Assessment) -> Credential | None:
    return db.session.scalar(
        select(Credential)
        .join(Achievement)
        .where(
            Credential.person_id == assessment.person_id,
            Credential.organisation_id == assessment.organisation_id,
            Credential.skill_id == assessment.skill_version.skill_id,
            Credential.current_key.is_not(None),
        )
        .order_by(Achievement.level.desc())
        .limit(1)
    )
