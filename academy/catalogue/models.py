"""The palette: domains, skills and their immutable published versions.

Texts are `{"nl": …, "en": …}`. A criterion has an id of its own, so that an answer keeps
its meaning when texts change in a later version.
"""

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import JSON, ColumnElement, ForeignKey, String, Text, UniqueConstraint, and_, false
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.colours import FIRST_COLOUR
from academy.catalogue.levels import FIRST_WORDS, Level
from academy.catalogue.validation.rule import OwnRule
from academy.database import Identified, Model
from academy.security.policy import NOWHERE, Scope

Texts = dict[str, str]


Levels = list[dict[str, Any]]
"""`[{"level": 1, "descriptor": {"nl", "en"}, "you": {…}, "name": {…}, "badge": false}, …]`, for the
levels 1 to 3. Without a name it has that of the first palette; unless it says no, it gives a
badge."""


def badge_levels(levels: Levels) -> frozenset[int]:
    """Those that give a badge."""
    return frozenset(each["level"] for each in levels if each.get("badge", True))


def name_of_level(levels: Levels, level: int) -> Texts:
    """The words of a level, which badges keep."""
    name: Texts | None = _level(levels, level).get("name")
    return name or dict(FIRST_WORDS[Level(level)])


def _level(levels: Levels, level: int) -> dict[str, Any]:
    return next(each for each in levels if each["level"] == level)


class SkillDomain(Identified, Model):
    """A group of skills with its own colour and icon."""

    __tablename__ = "skill_domain"

    code: Mapped[str] = mapped_column(String(60), unique=True)
    position: Mapped[int]
    name: Mapped[Texts] = mapped_column(JSON)
    """As its newest version says it, like what stands below; `publishing.publish_domain` sets
    both, so that a list of skills need not look for the version."""
    description: Mapped[Texts] = mapped_column(JSON, default=dict, server_default="{}")
    icon: Mapped[str] = mapped_column(String(40))
    colour: Mapped[str] = mapped_column(String(60), default=FIRST_COLOUR, server_default="")
    """A key of `colours.COLOURS`, for pages and badges alike."""
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many times the academy changed it; a palette file leaves alone what it changed."""
    archived_at: Mapped[datetime | None]
    """Since when no skill may be put in it; those that stopped in it stay."""
    review_on: Mapped[date | None]
    """When somebody looks whether it is still right; None: nobody chose a day yet."""

    skills: Mapped[list["Skill"]] = relationship(back_populates="domain")
    versions: Mapped[list["DomainVersion"]] = relationship(
        back_populates="domain", order_by="DomainVersion.id"
    )
    replacement: Mapped["DomainReplacement | None"] = relationship(
        back_populates="domain",
        foreign_keys="DomainReplacement.domain_id",
        cascade="all, delete-orphan",
    )

    def is_overdue(self, day: date) -> bool:
        """Whether somebody should have looked at it again before `day`."""
        return self.archived_at is None and self.review_on is not None and self.review_on < day

    @property
    def scope(self) -> Scope:
        return NOWHERE


class DomainVersion(Identified, Model):
    """What a domain said from some day on; once published it never changes."""

    __tablename__ = "domain_version"
    __table_args__ = (UniqueConstraint("domain_id", "number"),)

    domain_id: Mapped[int] = mapped_column(ForeignKey("skill_domain.id"))
    number: Mapped[str] = mapped_column(String(10))
    name: Mapped[Texts] = mapped_column(JSON)
    description: Mapped[Texts] = mapped_column(JSON)
    """Empty in domains of a palette file, which need not say it."""
    icon: Mapped[str] = mapped_column(String(40))
    colour: Mapped[str] = mapped_column(String(60))
    published_at: Mapped[datetime]

    domain: Mapped[SkillDomain] = relationship(back_populates="versions")


class DomainReplacement(Model):
    """That a domain is archived and another one took its place: its page leads on."""

    __tablename__ = "domain_replacement"

    domain_id: Mapped[int] = mapped_column(
        ForeignKey("skill_domain.id"), primary_key=True, autoincrement=False
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("skill_domain.id"), index=True)

    domain: Mapped[SkillDomain] = relationship(
        back_populates="replacement", foreign_keys=[domain_id]
    )
    by: Mapped[SkillDomain] = relationship(foreign_keys=[by_id])


class Skill(Identified, Model):
    """A skill as it lives through its versions."""

    __tablename__ = "skill"

    code: Mapped[str] = mapped_column(String(60), unique=True)
    domain_id: Mapped[int] = mapped_column(ForeignKey("skill_domain.id"), index=True)
    search_text: Mapped[str] = mapped_column(Text, default="")
    """Names and descriptions of the current version, lower case, for LIKE."""
    review_on: Mapped[date | None]
    isco: Mapped[str | None] = mapped_column(String(4))
    """Unit group of ISCO-08 that figures count it under, no part of a version; empty: the academy
    says none; None: it said nothing, so a palette file may."""

    domain: Mapped[SkillDomain] = relationship(back_populates="skills", lazy="joined")
    versions: Mapped[list["SkillVersion"]] = relationship(
        back_populates="skill", order_by="SkillVersion.published_at"
    )

    replacement: Mapped["SkillReplacement | None"] = relationship(
        back_populates="skill",
        foreign_keys="SkillReplacement.skill_id",
        cascade="all, delete-orphan",
    )

    def is_overdue(self, day: date) -> bool:
        """Whether somebody should have looked at it again before `day`."""
        return self.review_on is not None and self.review_on < day

    @property
    def scope(self) -> Scope:
        return NOWHERE


class SkillReplacement(Model):
    """That a skill has stopped and another one took its place: its badges lead on."""

    __tablename__ = "skill_replacement"

    skill_id: Mapped[int] = mapped_column(
        ForeignKey("skill.id"), primary_key=True, autoincrement=False
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), index=True)

    skill: Mapped[Skill] = relationship(back_populates="replacement", foreign_keys=[skill_id])
    by: Mapped[Skill] = relationship(foreign_keys=[by_id])


class SkillVersion(Identified, Model):
    """What a skill means; once published it never changes."""

    __tablename__ = "skill_version"
    __table_args__ = (UniqueConstraint("skill_id", "number"),)

    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), index=True)
    number: Mapped[str] = mapped_column(String(10))
    name: Mapped[Texts] = mapped_column(JSON)
    short_name: Mapped[Texts] = mapped_column(JSON)
    """At most 22 characters, for the badge picture."""
    description: Mapped[Texts] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(20))
    icon: Mapped[str] = mapped_column(String(40))
    levels: Mapped[Levels] = mapped_column(JSON)
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """`[{"id": "c1", "text": {"nl", "en"}}, …]`"""
    esco: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """`{"uri", "label_en", "label_nl", "match"}`"""
    competentnl: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The same, of CompetentNL."""
    safety_critical: Mapped[bool] = mapped_column(default=False)
    valid_months: Mapped[int | None]
    """How long a badge stays valid; 0: always; None: as the default says."""
    external_requirement: Mapped[Texts | None] = mapped_column(JSON)
    note: Mapped[Texts | None] = mapped_column(JSON)
    """What the badge is not or does not allow; stands on the page and on the certificate."""
    observations_needed: Mapped[int] = mapped_column(default=0)
    """Complete observations, on different days, before a badge is given; 0: as the default says
    (`validation`)."""
    assessors_needed: Mapped[int] = mapped_column(default=0)
    """Different assessors who must have seen it before a badge is given; 0: as the default says."""
    photo_needed: Mapped[bool | None]
    """Whether a badge needs a photo of the work; None, as below: as the default says."""
    certificate_needed: Mapped[bool | None]
    """Whether somebody must have seen what `external_requirement` asks for."""
    sampling_percent: Mapped[int | None]
    """Of how many badges in a hundred a second person looks whether they are right."""
    named_assessors: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Only who has authority for this domain by name assesses it, not who has it for everything."""
    published_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]

    skill: Mapped[Skill] = relationship(back_populates="versions", lazy="joined")

    def descriptor(self, level: int) -> Texts:
        """What somebody does at this level, a sentence."""
        return cast(Texts, _level(self.levels, level)["descriptor"])

    def told_to_worker(self, level: int) -> Texts:
        """The same, said to the person: "Je …". Versions of the first palette do not say it."""
        return cast(Texts, _level(self.levels, level).get("you") or self.descriptor(level))

    def level_name(self, level: int) -> Texts:
        """The words of a level in this version, which its badges keep."""
        return name_of_level(self.levels, level)

    @property
    def badge_levels(self) -> frozenset[int]:
        """The levels that give a badge when everything is seen."""
        return badge_levels(self.levels)

    @property
    def own_rule(self) -> OwnRule:
        """What it says itself about when there is a badge."""
        return OwnRule(
            self.observations_needed,
            self.assessors_needed,
            self.photo_needed,
            self.certificate_needed,
            self.sampling_percent,
            self.valid_months,
            asks_certificate=bool(self.external_requirement),
        )

    @hybrid_property
    def is_open(self) -> bool:
        """Whether new assessments may use it; of a skill with several open ones, the newest."""
        return self.published_at is not None and self.retired_at is None

    @is_open.inplace.expression
    @classmethod
    def _is_open_in_sql(cls) -> ColumnElement[bool]:
        return and_(cls.published_at.is_not(None), cls.retired_at.is_(None))
