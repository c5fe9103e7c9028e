"""A course, a run of it that is going on, and Anna of the academy who is looking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from academy.dates import local_day
from academy.learning import enrolling, participants, service
from academy.learning.models import Course, CourseRun, Enrolment
from academy.learning.values import CourseContent, RunPlan
from tests.cast import ANNA, Cast, Member
from tests.clock import START

if TYPE_CHECKING:
    from tests.client import AcademyClient

TODAY = local_day(START)
CONTENT = CourseContent(
    title={"nl": "Rekenen in de winkel", "en": "Numbers in the shop"},
    description={"nl": "Je oefent met geld en maten."},
    assessment={"nl": "De teamleider kijkt op het werk."},
    outcomes={"nl": "rekent een prijs uit\ngeeft geld terug"},
    quality={"nl": "De academie bekijkt de cursus elk jaar."},
    hours=8.0,
    form="klassikaal",
    audience="winkel",
    skill_codes=(),
)


def a_course(title: str = "Rekenen in de winkel", **changes: object) -> Course:
    content = replace(CONTENT, title={"nl": title}, **changes)
    return service.add_course(content, by=ANNA.actor, now=START)


def a_plan(cast: Cast, **changes: object) -> RunPlan:
    plan = RunPlan(
        provider_id=cast.academy.id,
        place="Utrecht, lokaal 2",
        starts_on=date(2026, 11, 16),
        ends_on=TODAY,
        seats=None,
    )
    return replace(plan, **changes)


def a_run(cast: Cast, course: Course, **changes: object) -> CourseRun:
    """From last Monday until today, unless `changes` say otherwise."""
    return service.plan_run(course, a_plan(cast, **changes), key=uuid4(), by=ANNA.actor, now=START)


def enrolled(run: CourseRun, *members: Member) -> list[Enrolment]:
    """Put these members of the cast on the list, through where they work today."""
    candidates = [
        participants.Candidate(member.row, member.row.memberships[0].organisation_id)
        for member in members
    ]
    return enrolling.enrol(run, candidates, by=ANNA.actor, now=START)


@pytest.fixture
def course(cast: Cast) -> Course:
    return a_course()


@pytest.fixture
def run(cast: Cast, course: Course) -> CourseRun:
    return a_run(cast, course)


@pytest.fixture
def anna(cast: Cast, client: AcademyClient) -> AcademyClient:
    """The browser of Anna, who administers the academy."""
    return client.as_(ANNA)
