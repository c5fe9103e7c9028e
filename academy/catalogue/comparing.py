"""What a new version of a skill changes, line by line, for whoever is about to publish it."""

from collections.abc import Iterator
from dataclasses import dataclass

from academy.catalogue.models import SkillVersion


@dataclass(frozen=True, slots=True)
class VersionChange:
    """A version that was published, and the one that it retires."""

    skill: str
    before: str | None
    """Number of the version before; None for a new skill."""
    after: str
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    """What the version before said and this one does not, and the other way round."""


def change(before: SkillVersion | None, after: SkillVersion) -> VersionChange:
    old, new = [*_lines(before)] if before else [], [*_lines(after)]
    return VersionChange(
        after.skill.code,
        before.number if before else None,
        after.number,
        tuple(line for line in old if line not in new),
        tuple(line for line in new if line not in old) if before else (),
    )


def _lines(version: SkillVersion) -> Iterator[str]:
    """Everything that a version says, in Dutch and in English."""
    for language in ("nl", "en"):
        yield f"name: {version.name[language]}"
        yield f"short name: {version.short_name[language]}"
        yield f"description: {version.description[language]}"
        for each in version.levels:
            number = each["level"]
            words = version.level_name(number)[language]
            yield f"level {number} is called: {words}"
            yield f"level {number}: {each['descriptor'][language]}"
            yield f"level {number}, to the worker: {version.told_to_worker(number)[language]}"
        for criterion in version.criteria:
            yield f"criterion: {criterion['text'][language]}"
        yield f"also needed: {(version.external_requirement or {}).get(language)}"
        yield f"note: {(version.note or {}).get(language)}"
    yield f"levels with a badge: {', '.join(map(str, sorted(version.badge_levels)))}"
    yield f"kind: {version.kind}"
    yield f"icon: {version.icon}"
    yield f"ESCO: {(version.esco or {}).get('uri')}"
    yield f"months valid: {version.valid_months}"
    yield f"dangerous when done wrong: {version.safety_critical}"
