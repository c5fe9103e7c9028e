"""The rules by themselves: values in, values out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from academy.assessments.rules import (
    Lacking,
    Objection,
    Observation,
    Situation,
    Waiting,
    is_complete,
    lacking,
    may_undo,
    objections,
    waits_for,
)
from academy.catalogue.validation.rule import FIRST, Rule

TODAY = date(2026, 11, 23)
FINE = Situation(
    about_oneself=False,
    within_grant=True,
    time_is_sure=True,
    led_team_then=True,
    leads_team_now=True,
    in_team_then=True,
    in_team_now=True,
    had_authority_then=True,
    has_authority_now=True,
    version_open=True,
    observed_on=TODAY,
    today=TODAY,
)
SEEN = Observation(level=2, complete=True, assessor_id=1, day=TODAY, counts=True)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_nothing_objects_to_a_leader_who_looks_at_the_own_team_today() -> None:
    assert objections(FINE) == ()


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        ({"about_oneself": True}, Objection.ABOUT_ONESELF),
        ({"within_grant": False}, Objection.OUTSIDE_GRANT),
        ({"time_is_sure": False}, Objection.TIME_UNSURE),
        ({"led_team_then": False}, Objection.NOT_THE_LEADER),
        ({"leads_team_now": False}, Objection.LEADS_NO_MORE),
        ({"in_team_then": False}, Objection.NOT_IN_TEAM),
        ({"in_team_now": False}, Objection.LEFT_SINCE),
        ({"had_authority_then": False}, Objection.NO_AUTHORITY),
        ({"has_authority_now": False}, Objection.AUTHORITY_ENDED),
        ({"version_open": False}, Objection.VERSION_CLOSED),
        ({"observed_on": TODAY + timedelta(days=1)}, Objection.IN_THE_FUTURE),
        ({"observed_on": TODAY - timedelta(days=61)}, Objection.TOO_LONG_AGO),
    ],
)
def test_one_thing_that_is_wrong_gives_one_objection(
    change: dict[str, object], objection: Objection
) -> None:
    assert objections(replace(FINE, **change)) == (objection,)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "answers", "complete"),
    [
        (1, {"c1": "seen", "c2": "seen"}, True),
        (1, {"c1": "seen", "c2": "not_seen"}, False),
        (1, {"c1": "seen", "c2": "not_looked"}, False),
        (1, {"c1": "seen", "c2": "not_yet"}, False),
        (1, {"c1": "seen"}, False),
        (0, {"c1": "seen", "c2": "seen"}, False),
    ],
)
def test_a_level_is_complete_when_everything_was_seen(
    level: int, answers: dict[str, str], complete: bool
) -> None:
    assert is_complete(level, answers, ["c1", "c2"]) is complete


@pytest.mark.parametrize(
    ("latest", "earlier", "observations", "assessors", "waiting"),
    [
        (replace(SEEN, level=1), [], 1, 1, Waiting.NO_BADGE),
        (replace(SEEN, level=1, complete=False), [], 1, 1, Waiting.NO_BADGE),
        (SEEN, [], 1, 1, None),
        (replace(SEEN, level=0), [], 1, 1, Waiting.NOT_YET),
        (replace(SEEN, complete=False), [], 1, 1, Waiting.INCOMPLETE),
        (replace(SEEN, counts=False), [], 1, 1, Waiting.DOES_NOT_COUNT),
        (SEEN, [SEEN], 2, 1, Waiting.MORE_DAYS),
        (SEEN, [replace(SEEN, day=TODAY - timedelta(1))], 2, 1, None),
        (SEEN, [replace(SEEN, day=TODAY - timedelta(1))], 2, 2, Waiting.MORE_ASSESSORS),
        (SEEN, [replace(SEEN, assessor_id=2)], 1, 2, None),
        (SEEN, [replace(SEEN, assessor_id=2, level=1)], 1, 2, Waiting.MORE_ASSESSORS),
        (SEEN, [replace(SEEN, assessor_id=2, level=3)], 1, 2, None),
        (SEEN, [replace(SEEN, assessor_id=2, counts=False)], 1, 2, Waiting.MORE_ASSESSORS),
    ],
)
def test_what_a_badge_waits_for(
    latest: Observation,
    earlier: list[Observation],
    observations: int,
    assessors: int,
    waiting: Waiting | None,
) -> None:
    found = waits_for(
        latest,
        earlier,
        badge_levels={2, 3},
        rule=replace(FIRST, observations=observations, assessors=assessors),
    )
    assert found == waiting


@pytest.mark.parametrize(
    ("rule", "seen", "expected"),
    [
        (replace(FIRST, photo=True), [replace(SEEN, photo=False)], Lacking(photo=True)),
        (replace(FIRST, photo=True), [SEEN], Lacking()),
        (replace(FIRST, photo=True), [replace(SEEN, photo=False), SEEN], Lacking()),
        (replace(FIRST, certificate=True), [SEEN], Lacking(certificate=True)),
        (replace(FIRST, certificate=True), [replace(SEEN, certificate=True)], Lacking()),
        (
            replace(FIRST, certificate=True),
            [SEEN, replace(SEEN, level=1, complete=False, certificate=True)],
            Lacking(),
        ),
        (
            replace(FIRST, certificate=True),
            [SEEN, replace(SEEN, counts=False, certificate=True)],
            Lacking(certificate=True),
        ),
        (
            replace(FIRST, observations=3, assessors=2, photo=True),
            [replace(SEEN, photo=False)],
            Lacking(days=2, assessors=1, photo=True),
        ),
    ],
)
def test_everything_that_a_badge_lacks_is_told_at_once(
    rule: Rule, seen: list[Observation], expected: Lacking
) -> None:
    assert lacking(2, seen, rule) == expected


@pytest.mark.parametrize(("minutes", "may"), [(0, True), (15, True), (16, False)])
def test_undo_is_for_a_quarter_of_an_hour(minutes: int, may: bool) -> None:
    assert may_undo(NOON, NOON + timedelta(minutes=minutes)) is may
