"""What people of the cast have shown, saved by the services as on the day itself."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.assessments import awarding, due, recording
from academy.assessments.models import Method
from academy.assessments.submission import Assessor, Submission
from academy.catalogue.models import Skill
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.organisations.models import Team
from tests.cast import AMINA, JAN, Cast, Member
from tests.clock import START
from tests.databases import Remember
from tests.palette import publish_the_palette

SORTING = "textiel-sorteren"
"""Stays valid for ever."""
EMERGENCY = "nood-en-ontruiming"
"""Valid for 12 months."""


@pytest.fixture
def palette(cast: Cast, remember: Remember) -> Cast:
    remember("palette", publish_the_palette)
    return cast


Shown = Callable[..., Credential | None]


@pytest.fixture
def shown(palette: Cast) -> Shown:
    """Somebody showed a skill, so many days ago; gives the badge, if it earned one."""

    def record(
        member: Member = AMINA,
        skill: str = SORTING,
        level: int = 2,
        *,
        by: Member = JAN,
        team: Team | None = None,
        days_ago: int = 0,
        seen: bool = True,
    ) -> Credential | None:
        now = START - timedelta(days=days_ago)
        version = db.session.scalars(select(Skill).where(Skill.code == skill)).one().versions[-1]
        submission = Submission(
            uuid=uuid.uuid4(),
            assessor=Assessor.who_is(by.identity(now)),
            person_uuid=member.uuid,
            team_uuid=(team or palette.sorteren).uuid,
            skill_version_uuid=version.uuid,
            level=level,
            answers={each["id"]: "seen" if seen else "not_seen" for each in version.criteria},
            method=Method.PRACTICE,
            observed_on=local_day(now),
            made_at=now,
            sent_at=now,
        )
        with transaction(member.row):
            kept = recording.record(submission, by=by.actor, now=now)
            assert kept.assessment_id is not None, kept.objections
            due.note(kept.assessment_id)
        deps = replace(dependencies(), clock=lambda: now)
        return awarding.award(kept.assessment_id, deps, by=by.actor).credential

    return record


Many = Callable[[int], None]


@pytest.fixture
def many(shown: Shown, palette: Cast) -> Many:
    """Give Amina so many badges, observations and all."""
    codes = list(db.session.scalars(select(Skill.code).order_by(Skill.id)))

    def give(number: int) -> None:
        for skill in codes[:number]:
            shown(AMINA, skill, days_ago=1)
        shown(AMINA, codes[number], seen=False)
        shown(AMINA, codes[number + 1], level=0)

    return give
