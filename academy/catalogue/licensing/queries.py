"""Which kind a skill asks for, which skills ask for a kind."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.catalogue.licensing.models import SkillLicence
from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_versions
from academy.database import db
from academy.people.licences.models import LicenceKind
from academy.security.identity import Identity


def find_kind(_identity: Identity, kind_uuid: uuid.UUID) -> LicenceKind | None:
    """The policy says who may know of it."""
    return db.session.scalar(select(LicenceKind).where(LicenceKind.uuid == kind_uuid))


def kind_of(skill_id: int) -> LicenceKind | None:
    found = select(LicenceKind).join(SkillLicence).where(SkillLicence.skill_id == skill_id)
    return db.session.scalar(found)


def skills_asking(kind: LicenceKind) -> Sequence[int]:
    """Numbers of the skills."""
    found = select(SkillLicence.skill_id).where(SkillLicence.kind_id == kind.id)
    return db.session.scalars(found.order_by(SkillLicence.skill_id)).all()


def links() -> Sequence[SkillLicence]:
    found = select(SkillLicence).options(joinedload(SkillLicence.skill))
    return db.session.scalars(found.order_by(SkillLicence.skill_id)).all()


def versions_that_ask() -> list[SkillVersion]:
    """The open versions that say that something is needed besides."""
    return [version for version in open_versions() if version.external_requirement]
