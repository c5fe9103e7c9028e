"""The default rules as they were set: each is a row that stays, the newest holds."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.validation.rule import Rule
from academy.database import Identified, Model
from academy.people.models import Person


class ValidationDefault(Identified, Model):
    """What the academy asks before a badge, unless a skill says otherwise. Never changes."""

    __tablename__ = "validation_default"

    observations: Mapped[int]
    assessors: Mapped[int]
    photo: Mapped[bool]
    certificate: Mapped[bool]
    sampling_percent: Mapped[int]
    valid_months: Mapped[int | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    by: Mapped[Person] = relationship()

    @property
    def rule(self) -> Rule:
        return Rule(
            observations=self.observations,
            assessors=self.assessors,
            photo=self.photo,
            certificate=self.certificate,
            sampling_percent=self.sampling_percent,
            valid_months=self.valid_months,
        )
