"""Which skill asks for which kind of certificate."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.models import Skill
from academy.database import Model
from academy.people.licences.models import LicenceKind


class SkillLicence(Model):
    """That what a skill asks for besides is this kind; a skill without one asks for something that
    only the assessor sees."""

    __tablename__ = "skill_licence"

    skill_id: Mapped[int] = mapped_column(
        ForeignKey("skill.id"), primary_key=True, autoincrement=False
    )
    kind_id: Mapped[int] = mapped_column(ForeignKey("licence_kind.id"), index=True)

    skill: Mapped[Skill] = relationship()
    kind: Mapped[LicenceKind] = relationship(lazy="joined")
