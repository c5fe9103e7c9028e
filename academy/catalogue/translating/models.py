"""Who was asked to read a translation of the palette, and what they say of each skill."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.models import SkillVersion
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


class TranslationCheck(Identified, Model):
    """What a reader says of one version in one language, the last time; a new version has none."""

    __tablename__ = "translation_check"
    __table_args__ = (UniqueConstraint("version_id", "language"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("skill_version.id"))
    language: Mapped[str] = mapped_column(String(10))
    reader_id: Mapped[int] = mapped_column(ForeignKey("translation_reader.id"))
    is_good: Mapped[bool]
    words: Mapped[str] = mapped_column(String(1000))
    """What would be better, in sentences; empty when it is good."""
    better: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    """Better words for names that only `PaletteWord` holds, by their Dutch."""
    checked_at: Mapped[datetime]

    version: Mapped[SkillVersion] = relationship()

    @property
    def scope(self) -> Scope:
        return NOWHERE


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
