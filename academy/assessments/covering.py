"""Which skills an authority covers: those of its domain, or of the whole palette.

A version may ask for authority that names its domain, and one for everything covers it not.
"""

from sqlalchemy import ColumnElement, and_, or_

from academy.catalogue.models import Skill, SkillVersion
from academy.people.models import AssessorAuthority


def covers_the_skill() -> ColumnElement[bool]:
    """In a query that has the skill, the version of it, and the authority."""
    domain = AssessorAuthority.domain_id
    everything = and_(domain.is_(None), SkillVersion.named_assessors.is_(False))
    return or_(domain == Skill.domain_id, everything)
