"""Concepts of other lists of skills, as their publishers gave them out, to map our skills to."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from academy.catalogue.models import Texts
from academy.database import Identified, Model
from academy.security.policy import NOWHERE, Scope


class Framework(StrEnum):
    """A list that our skills are mapped to."""

    ESCO = "esco"
    """Of the European Commission, free for reuse under Decision 2011/833/EU."""
    COMPETENTNL = "competentnl"
    """Of UWV, SBB, CBS and TNO; the operator supplies it."""


class Concept(Identified, Model):
    """One skill of such a list; a newer file brings it up to date, and says what is gone."""

    __tablename__ = "skill_concept"
    __table_args__ = (
        # which edition there is of a list is one step in it, however long the list
        Index("ix__skill_concept__edition", "framework", "is_gone", "version"),
    )

    framework: Mapped[Framework] = mapped_column(String(20))
    uri: Mapped[str] = mapped_column(String(200), unique=True)
    labels: Mapped[Texts] = mapped_column(JSON)
    """By language, of every file that was loaded."""
    version: Mapped[str] = mapped_column(String(20))
    """Of the newest list that has it."""
    is_gone: Mapped[bool] = mapped_column(default=False)
    """The newest list does not have it any more, or calls it obsolete."""
    replaced_by: Mapped[str | None] = mapped_column(String(200))
    """URI of what the list says instead."""
    search_text: Mapped[str] = mapped_column(Text, default="")
    """Labels in every language, folded; what `full_text` has an index of."""

    @property
    def label(self) -> str:
        """In any language, for a page that has no better one."""
        return self.labels.get("nl") or self.labels.get("en") or next(iter(self.labels.values()))


class ConceptList(Identified, Model):
    """A file of concepts that somebody brought: looked over first, then read in by a job."""

    __tablename__ = "concept_list"

    framework: Mapped[Framework] = mapped_column(String(20))
    version: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(10))
    lines: Mapped[list[list[Any]]] = mapped_column(JSON)
    """As `concept_file.Line` says each; empty once it was read in."""
    count: Mapped[int]
    brought_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    @property
    def name(self) -> str:
        """What a piece of work about it is called."""
        return f"{self.version}, {self.language}"

    @property
    def scope(self) -> Scope:
        return NOWHERE
