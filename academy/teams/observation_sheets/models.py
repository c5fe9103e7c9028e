"""A printed sheet: of which team, with whose names and which skills. What was seen is no part of
it: that is an assessment, which keeps the number of the sheet."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.models import SkillVersion
from academy.database import Identified, Model
from academy.organisations.models import Team
from academy.people.models import Person
from academy.security.policy import Scope


class ObservationSheet(Identified, Model):
    """One sheet, however often it is printed; the UUID tells its assessments."""

    __tablename__ = "observation_sheet"
    __table_args__ = (
        UniqueConstraint("organisation_id", "number"),
        ForeignKeyConstraint(["organisation_id", "team_id"], ["team.organisation_id", "team.id"]),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    team_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[int]
    """Printed on it; of the organisation, and never used again."""
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime | None]
    """When something on it was entered last."""

    team: Mapped[Team] = relationship(lazy="joined")
    made_by: Mapped[Person] = relationship(foreign_keys=[made_by_id])
    entered_by: Mapped[Person | None] = relationship(foreign_keys=[entered_by_id])
    workers: Mapped[list["SheetWorker"]] = relationship(order_by="SheetWorker.id")
    skills: Mapped[list["SheetSkill"]] = relationship(order_by="SheetSkill.id")

    @property
    def scope(self) -> Scope:
        return self.team.scope


class SheetWorker(Model):
    """A row of it, in the order of the paper; deleted when it can be entered no more."""

    __tablename__ = "observation_sheet_worker"
    __table_args__ = (UniqueConstraint("sheet_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("observation_sheet.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)

    person: Mapped[Person] = relationship(lazy="joined")


class SheetSkill(Model):
    """A column of it, in the words that are printed."""

    __tablename__ = "observation_sheet_skill"
    __table_args__ = (UniqueConstraint("sheet_id", "skill_version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("observation_sheet.id"))
    skill_version_id: Mapped[int] = mapped_column(ForeignKey("skill_version.id"), index=True)

    version: Mapped[SkillVersion] = relationship(lazy="joined")
