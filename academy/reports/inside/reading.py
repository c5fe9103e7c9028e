"""What a page shows of a place: rows that were prepared, for whoever runs the place."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from academy.catalogue.models import Skill, Texts
from academy.database import db
from academy.disclosure import is_enough, is_safe, rounded
from academy.organisations.head_counts.models import HeadCount
from academy.organisations.models import Organisation, Site
from academy.organisations.regions import regions
from academy.reports.inside.models import Measured, PreparedFigure
from academy.searching import name_order
from academy.security.identity import Identity, Role

SAID_IN_CONFIDENCE = frozenset({Measured.WORKS})
"""Also who runs a place, and knows its people, reads no more of it than outsiders."""
ABOUT_NO_PEOPLE = frozenset({Measured.PALETTE})
HAS_A_COUNT = frozenset({"organisation", "site"})
FEWEST_TEACHERS = 2
"""Below it a skill goes when one person does."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something that figures are about."""

    key: str
    name: str
    exact: bool
    """Whoever runs it knows its people; others see no more than outsiders would."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is known of a place, told as its reader may know it."""

    place: Place
    numbers: Mapping[tuple[Measured, str, str], tuple[int, int]] = field(repr=False)

    def number(self, measure: Measured, key: str = "", term: str = "") -> int | None:
        """None: too little to be told."""
        number, people = self.numbers.get((measure, key, term), (0, 0))
        if measure in SAID_IN_CONFIDENCE:
            return rounded(number) if is_enough(people) else None
        if self.place.exact or number == 0 or measure in ABOUT_NO_PEOPLE:
            return number
        if not is_enough(people):
            return None
        return number if measure is Measured.STEP else rounded(number)

    def people(self, measure: Measured, key: str = "", term: str = "") -> int | None:
        _number, people = self.numbers.get((measure, key, term), (0, 0))
        if measure in SAID_IN_CONFIDENCE:
            return rounded(people) if is_enough(people) else None
        if self.place.exact:
            return people
        return rounded(people) if is_safe(people) else None

    def keys(self, measure: Measured) -> set[str]:
        return {key for which, key, _term in self.numbers if which == measure}


def places_of(identity: Identity) -> list[Place]:
    """An administrator's own organisations with their branches; the academy's country, regions
    and organisations."""
    own = identity.organisations(Role.ORGANISATION_ADMIN)
    places = [*_own(own)]
    if identity.organisations(Role.ACADEMY_ADMIN):
        places += _of_the_academy(own)
    return places


def figures_of(place: Place) -> Figures:
    found = select(PreparedFigure).where(PreparedFigure.place == place.key)
    rows = db.session.scalars(found)
    return Figures(
        place, {(row.measure, row.key, row.term): (row.number, row.people) for row in rows}
    )


@dataclass(frozen=True, slots=True)
class Craft:
    """A skill with too few people who can teach it."""

    name: Texts
    teachers: int
    holders: int


def few_teachers(figures: Figures) -> Sequence[Craft]:
    """Only for whoever knows the people of the place."""
    if not figures.place.exact:
        return []
    codes = figures.keys(Measured.TEACHERS)
    skills = db.session.scalars(
        select(Skill).where(Skill.code.in_(codes)).options(selectinload(Skill.versions))
    )
    crafts = [
        Craft(skill.versions[-1].name, *figures.numbers[Measured.TEACHERS, skill.code, ""])
        for skill in skills
    ]
    few = [each for each in crafts if each.teachers < FEWEST_TEACHERS]
    return sorted(few, key=lambda each: (each.teachers, name_order(each.name["nl"])))


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the people of a year were given a badge in it."""

    year: int
    people: int | None
    reached: int | None

    @property
    def percent(self) -> int | None:
        """Made from what is told."""
        if self.people is None or self.reached is None or not self.people:
            return None
        return round(100 * self.reached / self.people)


def shares(figures: Figures) -> list[Share]:
    """Of the years that the organisation or the branch counted; of no other kind of place."""
    kind, _colon, number = figures.place.key.partition(":")
    if kind not in HAS_A_COUNT:
        return []
    of_it = (
        Site.organisation_id == int(number) if kind == "organisation" else Site.id == int(number)
    )
    counted = select(HeadCount.year, func.sum(HeadCount.people)).join(HeadCount.site).where(of_it)
    rows = db.session.execute(counted.group_by(HeadCount.year).order_by(HeadCount.year))
    return [_share(figures, year, people) for year, people in rows]


def _share(figures: Figures, year: int, people: int) -> Share:
    if not figures.place.exact:
        people = rounded(people) if is_enough(people) else 0
    reached = figures.number(Measured.REACHED, term=str(year))
    return Share(year, people or None, reached)


def _own(numbers: frozenset[int]) -> list[Place]:
    found = db.session.scalars(select(Organisation).where(Organisation.id.in_(numbers))).all()
    sites = defaultdict[int, list[Site]](list)
    for site in db.session.scalars(select(Site).where(Site.organisation_id.in_(numbers))).unique():
        sites[site.organisation_id].append(site)
    return [
        place
        for each in sorted(found, key=lambda each: name_order(each.name))
        for place in (
            Place(f"organisation:{each.id}", each.name, exact=True),
            *(Place(f"site:{site.id}", site.name, exact=True) for site in sites[each.id]),
        )
    ]


def _of_the_academy(own: frozenset[int]) -> list[Place]:
    found = db.session.scalars(select(Organisation).where(Organisation.id.not_in(own)))
    return [
        Place("all", "", exact=False),
        *(Place(f"region:{key}", name, exact=False) for key, name in regions().items()),
        *(
            Place(f"organisation:{each.id}", each.name, exact=False)
            for each in sorted(found, key=lambda each: name_order(each.name))
        ),
    ]
