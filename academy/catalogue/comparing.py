"""What a version of a skill says, fact by fact, and what another one changes about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from academy.catalogue.models import SkillVersion
from academy.languages import CONTENT_LANGUAGES


class About(StrEnum):
    """What a fact of a version is about."""

    NAME = "name"
    DESCRIPTION = "description"
    LEVEL_NAME = "is called"
    LEVEL = "level"
    LEVEL_YOU = "to the worker"
    CRITERION = "criterion"
    ALSO_NEEDED = "also needed"
    NOTE = "note"
    BADGE_LEVELS = "levels with a badge"
    KIND = "kind"
    ICON = "icon"
    ESCO = "ESCO"
    COMPETENTNL = "CompetentNL"
    VALID_MONTHS = "months valid"
    SAFETY = "dangerous when done wrong"
    OBSERVATIONS = "looks on different days"
    ASSESSORS = "different assessors"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a version says."""

    about: About
    text: str
    level: int | None = None
    language: str | None = None
    """None: what is the same in every language."""


@dataclass(frozen=True, slots=True)
class VersionChange:
    """A version, and what it says other than the one that it retires."""

    skill: str
    before: str | None
    """Number of the version before; None for a new skill."""
    after: str
    gone: tuple[Fact, ...] = ()
    new: tuple[Fact, ...] = ()
    """What the version before said and this one does not, and the other way round."""

    @property
    def is_any(self) -> bool:
        return bool(self.gone or self.new)


def change(before: SkillVersion | None, after: SkillVersion, code: str = "") -> VersionChange:
    """`code` of the skill, when `after` does not belong to it yet."""
    old, new = [*facts_of(before)] if before else [], [*facts_of(after)]
    return VersionChange(
        code or after.skill.code,
        before.number if before else None,
        after.number,
        tuple(fact for fact in old if fact not in new),
        tuple(fact for fact in new if fact not in old) if before else (),
    )


def facts_of(version: SkillVersion) -> Iterator[Fact]:
    """Everything that a version says; what it does not say is no fact."""
    for language in CONTENT_LANGUAGES:
        yield from (fact for fact in _texts(version, language) if fact.text)
    yield from (fact for fact in _same_everywhere(version) if fact.text)


def _texts(version: SkillVersion, language: str) -> Iterator[Fact]:
    yield Fact(About.NAME, version.name[language], language=language)
    yield Fact(About.DESCRIPTION, version.description[language], language=language)
    for each in version.levels:
        number = each["level"]
        for about, texts in (
            (About.LEVEL_NAME, version.level_name(number)),
            (About.LEVEL, version.descriptor(number)),
            (About.LEVEL_YOU, version.told_to_worker(number)),
        ):
            yield Fact(about, texts[language], number, language)
    for criterion in version.criteria:
        yield Fact(About.CRITERION, criterion["text"][language], language=language)
    for about, maybe in (
        (About.ALSO_NEEDED, version.external_requirement),
        (About.NOTE, version.note),
    ):
        yield Fact(about, (maybe or {}).get(language, ""), language=language)


def _same_everywhere(version: SkillVersion) -> Iterator[Fact]:
    yield Fact(About.BADGE_LEVELS, ", ".join(map(str, sorted(version.badge_levels))))
    yield Fact(About.KIND, version.kind)
    yield Fact(About.ICON, version.icon)
    yield Fact(About.ESCO, _mapping(version.esco))
    yield Fact(About.COMPETENTNL, _mapping(version.competentnl))
    yield Fact(About.VALID_MONTHS, str(version.valid_months or ""))
    yield Fact(About.SAFETY, str(version.safety_critical))
    yield Fact(About.OBSERVATIONS, str(version.observations_needed))
    yield Fact(About.ASSESSORS, str(version.assessors_needed))


def _mapping(concept: Mapping[str, Any] | None) -> str:
    return f"{concept['uri']} ({concept['match']})" if concept else ""
