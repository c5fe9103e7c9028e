"""What is to be heard and seen of a skill: its words spoken, and how somebody who can, does it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.models import Skill
from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.security.policy import NOWHERE, Scope


class Folder(StrEnum):
    """Under which the file store keeps all of a kind."""

    SOUNDS = "skill-sounds/"
    CRAFT_SOUNDS = "craft-sounds/"
    CRAFT_PHOTOS = "craft-photos/"
    SPOKEN = "spoken/"
    """By a computer's voice: made on demand, so losing it loses nothing."""


class SkillSound(Identified, Model):
    """What a skill is, spoken in one language, for who does not read."""

    __tablename__ = "skill_sound"
    __table_args__ = (UniqueConstraint("skill_id", "language"),)

    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"))
    language: Mapped[str] = mapped_column(String(10))
    storage_key: Mapped[str] = mapped_column(String(120))
    mimetype: Mapped[str] = mapped_column(String(20))
    """As the bytes themselves say."""
    version: Mapped[str] = mapped_column(String(10))
    """Of the skill, when it was spoken: of a later one somebody listens again."""
    added_at: Mapped[datetime]

    skill: Mapped[Skill] = relationship()

    @property
    def scope(self) -> Scope:
        return NOWHERE


class CraftOutcome(StrEnum):
    """What the academy decided."""

    SHOWN = "shown"
    DECLINED = "declined"


class Craft(Identified, Model):
    """How it is done: three photos of hands and a sentence, written and spoken by a leermeester.

    Nobody but the maker and the academy sees it before the academy looked. It names no maker.
    """

    __tablename__ = "craft"

    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """Where the maker worked then."""
    sentence: Mapped[str] = mapped_column(String(160))
    storage_key: Mapped[str] = mapped_column(String(120))
    """Of the sentence as it was spoken."""
    mimetype: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime]
    outcome: Mapped[CraftOutcome | None] = mapped_column(String(20), index=True)
    """None: nobody looked yet."""
    reason: Mapped[str | None] = mapped_column(String(600))
    """What the maker reads about the decision."""
    decided_at: Mapped[datetime | None]

    skill: Mapped[Skill] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    photos: Mapped[list["CraftPhoto"]] = relationship(
        back_populates="craft", order_by="CraftPhoto.position", cascade="all, delete-orphan"
    )

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id)


class CraftPhoto(Identified, Model):
    """One of the three; the bytes are in the file store."""

    __tablename__ = "craft_photo"
    __table_args__ = (UniqueConstraint("craft_id", "position"),)

    craft_id: Mapped[int] = mapped_column(ForeignKey("craft.id"))
    position: Mapped[int]
    """From 1."""
    storage_key: Mapped[str] = mapped_column(String(120))
    width: Mapped[int]
    height: Mapped[int]

    craft: Mapped[Craft] = relationship(back_populates="photos")
