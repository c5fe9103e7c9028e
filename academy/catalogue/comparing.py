"""What a version of a skill or a domain says, fact by fact, and what another changes about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from academy.catalogue.models import DomainVersion, SkillVersion, Texts
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
    COLOUR = "colour"
    ESCO = "ESCO"
    COMPETENTNL = "CompetentNL"
    VALID_MONTHS = "months valid"
    SAFETY = "dangerous when done wrong"
    OBSERVATIONS = "looks on different days"
    ASSESSORS = "different assessors"
    PHOTO = "a photo of the work"
    CERTIFICATE = "somebody saw what is also needed"
    SAMPLING = "looked over, of a hundred"
    NAMED = "only who has authority by name"


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
    """Its code, or that of the domain."""
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
    return _change(code or after.skill.code, before, after, old, new)


def change_of_domain(
    before: DomainVersion | None, after: DomainVersion, code: str
) -> VersionChange:
    old, new = [*facts_of_domain(before)] if before else [], [*facts_of_domain(after)]
    return _change(code, before, after, old, new)


def _change(
    code: str,
    before: SkillVersion | DomainVersion | None,
    after: SkillVersion | DomainVersion,
    old: Sequence[Fact],
    new: Sequence[Fact],
) -> VersionChange:
    return VersionChange(
        code,
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


def facts_of_domain(version: DomainVersion) -> Iterator[Fact]:
    """As of a skill, for its domain."""
    for language in CONTENT_LANGUAGES:
        for about, texts in (
            (About.NAME, version.name),
            (About.DESCRIPTION, version.description),
        ):
            if said := _said(texts, language):
                yield Fact(about, said, language=language)
    yield Fact(About.COLOUR, version.colour)
    yield Fact(About.ICON, version.icon)


def _texts(version: SkillVersion, language: str) -> Iterator[Fact]:
    yield Fact(About.NAME, _said(version.name, language), language=language)
    yield Fact(About.DESCRIPTION, _said(version.description, language), language=language)
    for each in version.levels:
        number = each["level"]
        for about, texts in (
            (About.LEVEL_NAME, version.level_name(number)),
            (About.LEVEL, version.descriptor(number)),
            (About.LEVEL_YOU, version.told_to_worker(number)),
        ):
            yield Fact(about, _said(texts, language), number, language)
    for criterion in version.criteria:
        yield Fact(About.CRITERION, _said(criterion["text"], language), language=language)
    for about, maybe in (
        (About.ALSO_NEEDED, version.external_requirement),
        (About.NOTE, version.note),
    ):
        yield Fact(about, _said(maybe, language), language=language)


def _said(texts: Texts | None, language: str) -> str:
    """Nothing for what a draft does not say yet."""
    return (texts or {}).get(language) or ""


def _same_everywhere(version: SkillVersion) -> Iterator[Fact]:
    yield Fact(About.BADGE_LEVELS, ", ".join(map(str, sorted(version.badge_levels))))
    yield Fact(About.KIND, version.kind)
    yield Fact(About.ICON, version.icon)
    yield Fact(About.ESCO, _mapping(version.esco))
    yield Fact(About.COMPETENTNL, _mapping(version.competentnl))
    yield Fact(About.VALID_MONTHS, _number(version.valid_months))
    yield Fact(About.SAFETY, str(version.safety_critical))
    yield Fact(About.OBSERVATIONS, _number(version.observations_needed or None))
    yield Fact(About.ASSESSORS, _number(version.assessors_needed or None))
    yield Fact(About.PHOTO, _number(version.photo_needed))
    yield Fact(About.CERTIFICATE, _number(version.certificate_needed))
    yield Fact(About.SAMPLING, _number(version.sampling_percent))
    yield Fact(About.NAMED, str(bool(version.named_assessors)))


def _number(value: int | None) -> str:
    """Nothing for what is as the default says."""
    return "" if value is None else str(value)


def _mapping(concept: Mapping[str, Any] | None) -> str:
    return f"{concept['uri']} ({concept['match']})" if concept else ""
