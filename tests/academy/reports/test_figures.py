"""What goes out never lets anybody single out fewer than ten people, however it is combined."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.disclosure import SMALLEST_GROUP, STEP, rounded
from academy.reports.sector.figures import Badge, Figure, Measure, figures_of, who_must_agree
from academy.reports.sector.history import Given, made_up, released
from academy.reports.sector.terms import Term, quarter_of, terms_to_tell

FIRST_DAY, TODAY = date(2024, 1, 1), date(2026, 2, 1)
MOST_SETS = 1500
ALL = frozenset(range(9))
Badges = frozenset[Badge]


@st.composite
def populations(draw: st.DrawFn) -> list[Given]:
    """Few places and domains and many people, so that groups of about ten are common."""
    people = draw(st.integers(8, 70))
    regions, domains = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    chance = draw(st.randoms(use_true_random=False))
    days = draw(st.sampled_from([100, 400, 700]))
    given_badges = list[Given]()
    for person in range(people):
        home = chance.randrange(regions)
        for _badge in range(chance.choice([1, 1, 1, 2, 3])):
            on = FIRST_DAY + timedelta(days=chance.randrange(days))
            lost = on + timedelta(days=chance.randrange(300)) if chance.random() < 0.1 else None
            moved = chance.random() < 0.1
            region = chance.randrange(regions) if moved else home
            given_badges.append(
                Given(
                    len(given_badges),
                    person,
                    chance.randrange(4),
                    f"r{region}",
                    f"d{min(chance.randrange(domains), chance.randrange(domains))}",
                    on,
                    lost,
                )
            )
    return given_badges


def differences(told: Iterable[Badges]) -> Iterator[Badges]:
    """All that somebody can make by adding groups that lie apart, and taking one from another."""
    known = {each for each in told if each}
    fresh = set(known)
    yield from known
    while fresh and len(known) < MOST_SETS:
        made = set[Badges]()
        for one in fresh:
            for other in list(known):
                if one < other:
                    made.add(other - one)
                elif other < one:
                    made.add(one - other)
                elif not one & other:
                    made.add(one | other)
        fresh = made - known
        known |= fresh
        yield from fresh


def people_in(badges: Badges) -> int:
    return len({badge.person for badge in badges})


@settings(max_examples=75, deadline=None)
@given(populations(), st.sets(st.integers(0, 3)))
def test_no_difference_between_tables_or_releases_is_about_fewer_than_ten(
    population: list[Given], agreed: set[int]
) -> None:
    told = [each for _term, figures in released(population, agreed, TODAY) for each in figures]

    for region in {each.region for each in told}:
        groups = [each.badges for each in told if each.region == region]
        for left in differences(groups):
            assert people_in(left) >= SMALLEST_GROUP


@settings(max_examples=50, deadline=None)
@given(populations())
def test_a_badge_is_in_one_figure_and_a_person_is_counted_once(population: list[Given]) -> None:
    told = [each for _term, figures in released(population, ALL, TODAY) for each in figures]

    for measure in Measure:
        badges = [badge for each in told if each.measure is measure for badge in each.badges]
        assert len(badges) == len(set(badges))
    people = [b.person for e in told if e.measure is Measure.PEOPLE for b in e.badges]
    assert len(people) == len(set(people))


@settings(max_examples=60, deadline=None)
@given(populations())
def test_what_went_out_does_not_depend_on_what_comes_later(population: list[Given]) -> None:
    """A published quarter is never revised: later badges and withdrawals leave it as it was."""
    cut = date(2025, 1, 8)
    early = [
        each if each.withdrawn_on is None or each.withdrawn_on < cut
        else Given(each.number, each.person, each.organisation, each.region, each.domain, each.on)
        for each in population
        if each.on < date(2025, 1, 1)
    ]  # fmt: skip

    then = dict(released(early, ALL, cut))
    later = dict(released(population, ALL, TODAY))

    assert then == {term: later[term] for term in then}


@settings(max_examples=50, deadline=None)
@given(populations(), st.sets(st.integers(0, 3)))
def test_whoever_can_be_recognised_agreed(population: list[Given], agreed: set[int]) -> None:
    for _term, figures in released(population, agreed, TODAY):
        for each in figures:
            places = {badge.organisation for badge in each.badges}
            assert len(places) > 2 or places <= agreed
            assert who_must_agree(each.badges) <= agreed
            assert each.number % STEP == 0


def group(numbers: Iterable[int], domain: str = "d1", *, first: bool = False) -> list[Badge]:
    return [Badge(each, each, each % 3, "r1", domain, first) for each in numbers]


def told_of(badges: list[Badge], earlier: Iterable[Figure] = ()) -> list[tuple[str, str, int]]:
    figures = figures_of(badges, earlier, ALL)
    return [(each.measure, each.domain, each.number) for each in figures]


def test_ten_people_are_enough_and_nine_are_not() -> None:
    assert told_of(group(range(10))) == [("badges", "d1", 10)]
    assert not told_of(group(range(9)))


def test_many_badges_of_few_people_are_not_told() -> None:
    badges = [Badge(each, each % 9, each % 3, "r1", "d1", is_first=False) for each in range(40)]

    assert not told_of(badges)


def test_small_domains_are_told_together_when_that_is_enough() -> None:
    small = [*group(range(6), "d1"), *group(range(6, 12), "d2")]

    assert told_of([*small, *group(range(20, 32), "d3")]) == [
        ("badges", "d3", 10),
        ("badges", "", 10),
    ]


def test_people_are_not_told_when_their_badges_would_tell_of_one_more() -> None:
    twelve = group(range(12), first=True)
    second = Badge(99, 3, 0, "r1", "d1", is_first=False)

    assert ("people", "", 10) in told_of(twelve)
    assert told_of([*twelve, second]) == [("badges", "d1", 15)]


def test_a_year_tells_what_its_quarters_could_not() -> None:
    first = [Given(n, n, n % 3, "r1", "d1", date(2025, 2, 1)) for n in range(6)]
    second = [Given(n, n, n % 3, "r1", "d1", date(2025, 5, 1)) for n in range(6, 12)]

    told = {str(term): figures for term, figures in released([*first, *second], ALL, TODAY)}

    assert [each.number for each in told["2025"]] == [10, 10]
    assert not told["2025-1"]
    assert not told["2025-2"]


@pytest.mark.parametrize(("number", "told"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20)])
def test_numbers_are_told_in_fives(number: int, told: int) -> None:
    assert rounded(number) == told


def test_two_organisations_both_agree_and_a_large_one_among_three() -> None:
    both = frozenset(Badge(n, n, n % 2, "r", "d", is_first=False) for n in range(20))
    three = frozenset(Badge(n, n, n % 3, "r", "d", is_first=False) for n in range(20))
    nearly_one = frozenset(Badge(n, n, max(0, n - 17), "r", "d", is_first=False) for n in range(20))

    assert who_must_agree(both) == {0, 1}
    assert who_must_agree(three) == set()
    assert who_must_agree(nearly_one) == {0}


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), "2026-1"),
        (date(2026, 3, 31), "2026-1"),
        (date(2026, 4, 1), "2026-2"),
        (date(2026, 12, 31), "2026-4"),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, quarter: str) -> None:
    assert str(quarter_of(day)) == quarter


def test_only_terms_that_are_a_week_over_are_told_and_a_year_after_its_quarters() -> None:
    assert [str(each) for each in terms_to_tell(date(2025, 8, 3), date(2026, 4, 7))] == [
        "2025-3",
        "2025-4",
        "2025",
    ]
    assert Term(2026, 1) in terms_to_tell(date(2025, 8, 3), date(2026, 4, 8))
    assert Term(2026, 4).after == Term(2026).after == date(2027, 1, 1)


def test_the_made_up_people_are_the_same_for_everybody() -> None:
    once, again = (list(made_up(1, people=50, until=TODAY)) for _ in range(2))

    assert once == again
    assert {each.region for each in once} > {"regio-1", "regio-2"}
