"""The draw by itself: values in, values out."""

from datetime import timedelta
from uuid import UUID

import pytest

from academy.sampling.choosing import Drawn, Saved, choose, key_of, saved_for_many
from tests.clock import START

KEY = key_of("a secret of this installation")
UUIDS = [UUID(int=number) for number in range(1000)]


def badges(percent: int, *, of_many: range = range(0)) -> list[Drawn]:
    return [Drawn(uuid, percent, number in of_many) for number, uuid in enumerate(UUIDS)]


@pytest.mark.parametrize(
    ("percent", "least", "most"), [(0, 0, 0), (10, 70, 130), (100, 1000, 1000)]
)
def test_about_as_many_as_the_rule_says(percent: int, least: int, most: int) -> None:
    assert least <= len(choose(badges(percent), KEY)) <= most


def test_whoever_does_not_know_the_key_cannot_tell_which() -> None:
    ours, theirs = choose(badges(10), KEY), choose(badges(10), key_of("another secret"))
    assert set(ours) != set(theirs)


def test_the_same_badges_give_the_same_draw_in_any_order() -> None:
    assert set(choose(badges(10), KEY)) == set(choose(badges(10)[::-1], KEY))


def test_what_was_saved_for_many_at_once_goes_first() -> None:
    """As many as without: those of many fill the places before the others do."""
    many = range(40)
    chosen = choose(badges(10, of_many=many), KEY)

    assert len(chosen) == len(choose(badges(10), KEY))
    assert {UUIDS[number] for number in many} <= set(chosen)


def test_what_is_never_looked_at_is_not_taken_for_being_of_many() -> None:
    none = [Drawn(UUIDS[0], 0, of_many=True)]
    assert UUIDS[0] not in choose(none + badges(50)[1:], KEY)


@pytest.mark.parametrize(
    ("people", "seconds", "many"),
    [((1, 2, 3), (0, 20, 40), True), ((1, 2), (0, 1), False), ((1, 1, 2), (0, 1, 2), False),
     ((1, 2, 3), (0, 61, 122), False)],
)  # fmt: skip
def test_three_people_within_a_minute_are_many(
    people: tuple[int, ...], seconds: tuple[int, ...], many: bool
) -> None:
    saved = [
        Saved(number, person, (1, 1, 1), START + timedelta(seconds=after))
        for number, (person, after) in enumerate(zip(people, seconds, strict=True))
    ]
    assert (saved_for_many(saved) == frozenset(range(len(people)))) is many


def test_another_skill_at_the_same_moment_is_not_the_same_work() -> None:
    saved = [Saved(number, number, (1, number, 1), START) for number in range(3)]
    assert saved_for_many(saved) == frozenset()
