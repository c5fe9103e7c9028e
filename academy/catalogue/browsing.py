"""Narrow the palette down by domain, kind and review, and count what each choice would give.

Pure: takes the skills that a search found, gives what the page shows. A count beside a choice
says how many skills are left when that choice is made and all others stay.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from academy.catalogue.models import SkillDomain, SkillVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What somebody asked of the palette; None: no matter."""

    domain: str | None = None
    kind: str | None = None
    overdue_on: date | None = None
    """Only skills that should have been reviewed before this day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A domain with those of its skills that are shown."""

    domain: SkillDomain
    versions: Sequence[SkillVersion]


@dataclass(frozen=True, slots=True, kw_only=True)
class Browsed:
    """What is left of the palette, and how many skills each choice would give."""

    shelves: Sequence[Shelf]
    """Domains in their order; none of them empty."""
    per_domain: Mapping[str, int]
    per_kind: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(len(shelf.versions) for shelf in self.shelves)


def browse(versions: Iterable[SkillVersion], choices: Choices) -> Browsed:
    """Narrow `versions`, which come sorted by domain, down to `choices`."""
    found = [v for v in versions if is_overdue(v, choices.overdue_on)]
    of_kind = [v for v in found if choices.kind in (None, v.kind)]
    of_domain = [v for v in found if choices.domain in (None, v.skill.domain.code)]
    both = [v for v in of_kind if choices.domain in (None, v.skill.domain.code)]
    shelves = groupby(both, key=lambda version: version.skill.domain)
    return Browsed(
        shelves=[Shelf(domain=domain, versions=list(each)) for domain, each in shelves],
        per_domain=Counter(version.skill.domain.code for version in of_kind),
        per_kind=Counter(version.kind for version in of_domain),
    )


def is_overdue(version: SkillVersion, day: date | None) -> bool:
    """Whether the skill's day of review lies before `day`; without a day everything counts."""
    return day is None or version.skill.is_overdue(day)
