"""What an assessment shows of the certificate that a skill asks for.

Where the academy named the kind, only what the organisation wrote down counts, valid on the day of
the observation; elsewhere the word of the assessor, who says that they saw it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from academy.assessments import due
from academy.assessments.models import Assessment
from academy.assessments.standing import Subject
from academy.catalogue.licensing.queries import kind_of, skills_asking
from academy.catalogue.models import SkillVersion
from academy.database import db
from academy.people.licences.models import Licence, LicenceKind
from academy.people.licences.queries import licences_of


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind that a skill asks for, and the one of the person that lasts longest."""

    kind: LicenceKind
    licence: Licence | None
    is_valid: bool


def asked_of(
    person_id: int, organisation_id: int, version: SkillVersion, day: date
) -> Asked | None:
    """None for a skill without a kind, and for a version that asks for nothing any more: what was
    seen of an older one still goes by the kind."""
    kind = kind_of(version.skill_id)
    if kind is None or not version.external_requirement:
        return None
    own = [row for row in licences_of(person_id, [organisation_id]) if row.kind_id == kind.id]
    newest = own[0] if own else None
    return Asked(kind, newest, newest is not None and newest.is_valid_on(day))


def note_waiting(licence: Licence) -> list[int]:
    """What may earn a badge now that this one is written down: noted as due, and given."""
    found = list[int]()
    for skill_id in skills_asking(licence.kind):
        subject = Subject(licence.person_id, skill_id, licence.organisation_id)
        due.note_all(subject)
        found += _complete(subject)
    return sorted(found)


def _complete(subject: Subject) -> list[int]:
    versions = select(SkillVersion.id).where(SkillVersion.skill_id == subject.skill_id)
    found = select(Assessment.id).where(
        Assessment.person_id == subject.person_id,
        Assessment.organisation_id == subject.organisation_id,
        Assessment.skill_version_id.in_(versions),
        Assessment.complete,
    )
    return list(db.session.scalars(found))
