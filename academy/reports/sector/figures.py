"""Which figures go out. Pure: badges come in, figures come out (docs/adr/0055 has the proof).

Every badge is in at most one figure of its measure, for good: no sum and no difference of figures
is then about anything but a union of groups, each of which was large enough. Figures of people
are about the same badges as the others (the first of each person); `_keeps_apart` holds both
measures against each other.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from academy.disclosure import (
    FEWEST_ORGANISATIONS,
    LARGEST_PART,
    is_enough,
    is_safe,
    rounded,
)

EVERY_OTHER = ""
"""The domain of what is told of a region without a domain; the region of who has none."""


class Measure(StrEnum):
    """What a figure counts."""

    BADGES = "badges"
    """Badges that were given."""
    PEOPLE = "people"
    """People whose first badge it was: nobody is ever counted twice."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge as far as figures know it."""

    number: int
    person: int = field(compare=False)
    organisation: int = field(compare=False)
    region: str = field(compare=False)
    domain: str = field(compare=False)
    is_first: bool = field(compare=False)


Key = TypeVar("Key", str, int)
Group = frozenset[Badge]
NONE: Group = frozenset()
Agreed = Collection[int]
"""The organisations that agreed that their figures can be recognised."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that goes out, and the badges that it rests on, which do not."""

    measure: Measure
    region: str
    domain: str
    badges: Group

    @property
    def number(self) -> int:
        return rounded(len(self.badges))


def figures_of(
    badges: Collection[Badge], earlier: Iterable[Figure], agreed: Agreed
) -> Iterator[Figure]:
    """The figures of a term.

    `earlier`: what was told of the same year before; what is in there is not told again. Of
    `badges` only those of people who were never counted may be a first one.
    """
    before = list(earlier)
    told = {
        measure: _all(each.badges for each in before if each.measure is measure)
        for measure in Measure
    }
    rest = _grouped(set(badges) - told[Measure.BADGES], lambda badge: badge.region)
    first = _grouped(
        {badge for badge in badges if badge.is_first} - told[Measure.PEOPLE],
        lambda badge: badge.region,
    )
    for region in sorted({*rest, *first}):
        of_region = [each for each in before if each.region == region]
        yield from _Region(region, of_region, agreed).figures(
            rest.get(region, NONE), first.get(region, NONE)
        )


class _Region:
    """What is told of one region, figure by figure."""

    def __init__(self, name: str, before: Iterable[Figure], agreed: Agreed) -> None:
        self._name, self._agreed = name, set(agreed)
        self._told: dict[Measure, list[Group]] = {measure: [] for measure in Measure}
        for figure in before:
            self._told[figure.measure].append(figure.badges)

    def figures(self, rest: Group, first: Group) -> Iterator[Figure]:
        """The domains, then together what is too little in each of them, then the people."""
        for domain, group in sorted(_grouped(rest, lambda badge: badge.domain).items()):
            if self._may_tell(Measure.BADGES, group):
                rest -= group
                yield self._tell(Measure.BADGES, domain, group)
        for measure, group in ((Measure.BADGES, rest), (Measure.PEOPLE, first)):
            if self._may_tell(measure, group):
                yield self._tell(measure, EVERY_OTHER, group)

    def _may_tell(self, measure: Measure, group: Group) -> bool:
        told = {**self._told, measure: [*self._told[measure], group]}
        return (
            is_enough(people_in(group))
            and who_must_agree(group) <= self._agreed
            and _keeps_apart(told[Measure.BADGES], told[Measure.PEOPLE])
        )

    def _tell(self, measure: Measure, domain: str, group: Group) -> Figure:
        self._told[measure].append(group)
        return Figure(measure, self._name, domain, group)


def who_must_agree(group: Group) -> set[int]:
    """The organisations that could be recognised in a figure about it."""
    of_each = _grouped(group, lambda badge: badge.organisation)
    if len(of_each) < FEWEST_ORGANISATIONS:
        return set(of_each)
    most = LARGEST_PART * len(group)
    return {organisation for organisation, given in of_each.items() if len(given) > most}


def _keeps_apart(badges: list[Group], people: list[Group]) -> bool:
    """Whether no difference between the figures of both measures is about a few people.

    Groups of one measure have nothing in common. So a difference takes some groups of people from
    all groups of badges that they touch, or takes from them all groups that they hold.
    """
    known = _all(badges)
    for size in range(1, len(people) + 1):
        for some in combinations(people, size):
            chosen = _all(some)
            touched = _all(each for each in badges if each & chosen)
            held = _all(each for each in badges if each <= chosen)
            if chosen <= known and not is_safe(people_in(touched - chosen)):
                return False
            if not is_safe(people_in(chosen - held)):
                return False
    return True


def people_in(group: Group) -> int:
    return len({badge.person for badge in group})


def _all(groups: Iterable[Group]) -> Group:
    return frozenset[Badge]().union(*groups)


def _grouped(badges: Iterable[Badge], key: Callable[[Badge], Key]) -> dict[Key, Group]:
    found = defaultdict[Key, set[Badge]](set)
    for badge in badges:
        found[key(badge)].add(badge)
    return {each: frozenset(group) for each, group in found.items()}
