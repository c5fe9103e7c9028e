"""The codes beside the groups of the fixed tables: what a group is of, as others classify it.

No number goes with a code, so that figures of a domain or region tell no more than without it: a
count by code would be one more way to cut the same badges (docs/adr/0067).
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from academy.catalogue.models import Skill, SkillVersion
from academy.database import db
from academy.disclosure import FEWEST_ORGANISATIONS
from academy.organisations.models import Organisation, Site
from academy.reports.sector.figures import EVERY_OTHER


def occupations() -> Mapping[int, Sequence[str]]:
    """By number of a domain, the unit groups of ISCO-08 of the skills that take part in it."""
    taking_part = select(SkillVersion.skill_id).where(SkillVersion.is_open)
    found = (
        select(Skill.domain_id, Skill.isco)
        .where(Skill.isco != "", Skill.id.in_(taking_part))
        .order_by(Skill.isco)
        .distinct()
    )
    codes = defaultdict[int, list[str]](list)
    for domain, code in db.session.execute(found):
        codes[domain].append(code or "")
    return codes


@dataclass(frozen=True, slots=True)
class Branches:
    """Which organisations work where, and under which code of SBI 2008."""

    rows: Collection[tuple[str, str, int]]
    """Region, code, organisation."""

    def told_in(self, regions: Collection[str] | None) -> list[str]:
        """The codes that enough organisations there have: of fewer, each could be known."""
        there = defaultdict[str, set[int]](set)
        for region, code, organisation in self.rows:
            if regions is None or region in regions:
                there[code].add(organisation)
        return sorted(code for code, each in there.items() if len(each) >= FEWEST_ORGANISATIONS)


def branches() -> Branches:
    """Of the branches that go on."""
    found = (
        select(func.coalesce(Site.region, Organisation.region, EVERY_OTHER))
        .add_columns(Organisation.sbi, Organisation.id)
        .join(Site, Site.organisation_id == Organisation.id)
        .where(Organisation.sbi != "", ~Site.has_end)
        .distinct()
    )
    return Branches([(region, code, number) for region, code, number in db.session.execute(found)])
