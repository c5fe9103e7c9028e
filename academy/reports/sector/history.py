"""The figures of made-up badges, term after term, as the platform tells those of real ones.

For whoever wants to compute figures again: `flask --app app figures compute` and the tests.
"""

import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from academy.reports.sector.figures import Badge, Figure, Measure, figures_of
from academy.reports.sector.terms import Term, terms_to_tell


@dataclass(frozen=True, slots=True)
class Given:
    """A badge that somebody was given on a day, and perhaps lost on another."""

    number: int
    person: int
    organisation: int
    region: str
    domain: str
    on: date
    withdrawn_on: date | None = None


def released(
    given: Collection[Given], agreed: Collection[int], today: date
) -> Iterator[tuple[Term, list[Figure]]]:
    """Every term that is over by `today`, with its figures, in the order of going out."""
    in_order = sorted(given, key=lambda each: (each.on, each.number))
    before = defaultdict[int, list[Figure]](list)
    counted = set[int]()
    first = in_order[0].on if in_order else today
    for term in terms_to_tell(first, today):
        figures = list(figures_of(_badges(in_order, term, counted), before[term.year], agreed))
        before[term.year] += figures
        counted |= {
            badge.person
            for figure in figures
            if figure.measure is Measure.PEOPLE
            for badge in figure.badges
        }
        yield term, figures


def _badges(in_order: Sequence[Given], term: Term, counted: Collection[int]) -> list[Badge]:
    """Those of the term that stand when it goes out; the first ones of people never counted."""
    seen, found = set(counted), list[Badge]()
    for each in in_order:
        if each.withdrawn_on is not None and not term.can_be_told_on(each.withdrawn_on):
            continue
        is_first = each.person not in seen
        seen.add(each.person)
        if term.first_day <= each.on < term.after:
            found.append(
                Badge(
                    each.number, each.person, each.organisation, each.region, each.domain, is_first
                )
            )
    return found


def made_up(seed: int, *, people: int, until: date) -> Iterator[Given]:
    """Two years of badges of people who do not exist: some places are large, some are small."""
    chance = random.Random(seed)  # noqa: S311 - the same made-up people for everybody
    places = [
        (organisation, f"regio-{organisation // 3 + 1}", 1 / (organisation + 1))
        for organisation in range(12)
    ]
    domains = [f"domein-{number}" for number in range(1, 7)]
    number = 0
    for person in range(people):
        place = chance.choices(places, weights=[each[2] for each in places])[0]
        for _badge in range(chance.randint(1, 6)):
            number += 1
            domain = chance.choices(domains, weights=range(1, len(domains) + 1))[0]
            on = until - timedelta(days=chance.randint(0, 730))
            withdrawn = on + timedelta(days=40) if chance.random() < 0.02 else None
            yield Given(number, person, place[0], place[1], domain, on, withdrawn)
