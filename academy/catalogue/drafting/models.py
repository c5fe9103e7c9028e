"""Drafts of skills, with everything that was ever saved of them until they are published.

Each save is a row that never changes, so that two people who edit one draft lose nothing: what
somebody began from is still there to compare with.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from academy.catalogue.models import Skill
from academy.database import Identified, Model
from academy.people.models import Person

Fields = dict[str, Any]
"""What a draft says, by the field of the form; see `fields`."""


class Saved(Identified):
    """What somebody saved of a draft; the row never changes."""

    revision: Mapped[int]
    """1 for the first; the form carries the one that it began from."""
    fields: Mapped[Fields] = mapped_column(JSON)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]

    @declared_attr
    def by(cls) -> Mapped[Person]:  # noqa: N805
        return relationship()


@dataclass(frozen=True, slots=True)
class Text:
    """What is said somewhere: in a save of a draft, or in a version."""

    fields: Fields
    uuid: UUID
    save: Saved | None = None
    """None: of a version that is published."""


class SkillDraft(Identified, Model):
    """What a skill may become; a skill has one draft at most."""

    __tablename__ = "skill_draft"

    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), unique=True)

    skill: Mapped[Skill] = relationship(lazy="joined")
    saves: Mapped[list["DraftSave"]] = relationship(
        back_populates="draft", order_by="DraftSave.revision", cascade="all, delete-orphan"
    )

    @property
    def newest(self) -> "DraftSave":
        return self.saves[-1]


class DraftSave(Saved, Model):
    """What somebody saved of a draft of a skill."""

    __tablename__ = "skill_draft_save"
    __table_args__ = (UniqueConstraint("draft_id", "revision"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("skill_draft.id"))

    draft: Mapped[SkillDraft] = relationship(back_populates="saves")
