"""Who was asked to read a translation of the palette, and what they say of each part of it."""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.models import DomainVersion, SkillVersion
from academy.database import Identified, Model
from academy.security.policy import NOWHERE, Scope


class TranslationReader(Identified, Model):
    """A link for somebody who reads one language, for a time; nobody is named."""

    __tablename__ = "translation_reader"

    language: Mapped[str] = mapped_column(String(10))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]

    def works_at(self, now: datetime) -> bool:
        return self.stopped_at is None and now < self.expires_at

    @property
    def scope(self) -> Scope:
        return NOWHERE


class Checked(Identified):
    """What a reader says of one version in one language, the last time; a new version has none."""

    language: Mapped[str] = mapped_column(String(10))
    reader_id: Mapped[int] = mapped_column(ForeignKey("translation_reader.id"))
    is_good: Mapped[bool]
    words: Mapped[str] = mapped_column(String(1000))
    """What would be better, in sentences; empty when it is good."""
    better: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    """Better words for names that only `PaletteWord` holds, by their Dutch."""
    checked_at: Mapped[datetime]

    @property
    def scope(self) -> Scope:
        return NOWHERE


class TranslationCheck(Checked, Model):
    """Of what a skill says."""

    __tablename__ = "translation_check"
    __table_args__ = (UniqueConstraint("version_id", "language"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("skill_version.id"))

    version: Mapped[SkillVersion] = relationship()


class DomainTranslationCheck(Checked, Model):
    """Of what a domain says."""

    __tablename__ = "domain_translation_check"
    __table_args__ = (UniqueConstraint("version_id", "language"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("domain_version.id"))

    version: Mapped[DomainVersion] = relationship()


Check = TranslationCheck | DomainTranslationCheck
Kind = TypeVar("Kind", TranslationCheck, DomainTranslationCheck)
Readable = SkillVersion | DomainVersion
"""What a reader is asked about."""


def told_apart(version: Readable) -> dict[str, str]:
    """By what a line of the log names it."""
    if isinstance(version, DomainVersion):
        return {"domain": version.domain.code}
    return {"skill": version.skill.code}


class PaletteWord(Identified, Model):
    """A text of the palette in a language that it is not written in: a name, what a skill is, …

    By its Dutch: a version that is published keeps what it says, and words in other languages may
    get better at any time.
    """

    __tablename__ = "palette_word"
    __table_args__ = (UniqueConstraint("language", "dutch"),)

    language: Mapped[str] = mapped_column(String(10))
    dutch: Mapped[str] = mapped_column(String(400))
    words: Mapped[str] = mapped_column(String(400))
