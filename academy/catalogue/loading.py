"""Publish a palette file; publishing it again changes nothing.

What the file says in other words needs a higher number in the file; it is published as a new
version (`publishing`). A skill that says the same stays as it is, whatever its number. Domains and
their names are no part of a version and follow the file, unless the academy went on past it: then
a skill stays in the domain of its newest version. The day of review is the later one of the two;
the occupation is that of the file as long as the academy said nothing. Skills that the file does
not name stay as they are. With the file of this release come its names in the languages of workers
(`translating.words`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from academy.catalogue.codes import parts_of_number
from academy.catalogue.colours import COLOURS, FIRST_COLOUR
from academy.catalogue.comparing import VersionChange
from academy.catalogue.levels import FIRST_WORDS, Level
from academy.catalogue.models import Skill, SkillDomain, SkillVersion
from academy.catalogue.palette_file import (
    PALETTE_FILE,
    Entry,
    LevelNames,
    level_names,
    read_palette,
)
from academy.catalogue.publishing import newest_of, publish_domain, publish_version
from academy.catalogue.translating.words import load_words
from academy.database import db
from academy.errors import AcademyError
from academy.languages import CONTENT_LANGUAGES
from academy.security.identity import Actor

COUNTED = ("observations_needed", "assessors_needed")
RULES = (*COUNTED, "photo_needed", "certificate_needed", "sampling_percent")
"""What a version says about when there is a badge; a file that says nothing leaves it as it was."""


class PublishedVersionError(AcademyError):
    """The file says something else about a version that is published already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaletteLoad:
    """What publishing did."""

    domains: int = 0
    """Domains in the file."""
    skills_added: int = 0
    changes: tuple[VersionChange, ...] = ()
    """The versions that were published, in the order of the file."""
    versions_unchanged: int = 0

    @property
    def versions_published(self) -> int:
        return len(self.changes)

    def counts(self) -> dict[str, int]:
        """In numbers."""
        return {
            "domains": self.domains,
            "skills added": self.skills_added,
            "versions published": self.versions_published,
            "versions unchanged": self.versions_unchanged,
        }


def load_palette(now: datetime, by: Actor, source: Path = PALETTE_FILE) -> PaletteLoad:
    """Publish what `source` has and the database has not; flushes, the caller commits.

    Raises PaletteFileError when it is no palette, and PublishedVersionError when a text of a
    published version differs; nothing may be committed then.
    """
    palette = read_palette(source)
    names = level_names(palette)
    domains = _load_domains(palette["domains"], now)
    stored = select(Skill).options(selectinload(Skill.versions))
    known = {skill.code: skill for skill in db.session.scalars(stored)}
    changes = []
    for entry in palette["skills"]:
        skill = known.get(entry["id"]) or _add_skill(entry, domains)
        changes.append(_publish(skill, entry, names, now=now, by=by))
        _follow(skill, entry, domains)
    db.session.flush()
    if source == PALETTE_FILE:
        load_words(now, by)
    return PaletteLoad(
        domains=len(palette["domains"]),
        skills_added=sum(entry["id"] not in known for entry in palette["skills"]),
        changes=tuple(each for each in changes if each is not None),
        versions_unchanged=changes.count(None),
    )


def _add_skill(entry: Entry, domains: Mapping[str, SkillDomain]) -> Skill:
    skill = Skill(code=entry["id"], domain=domains[entry["domain"]], versions=[])
    db.session.add(skill)
    return skill


def _follow(skill: Skill, entry: Entry, domains: Mapping[str, SkillDomain]) -> None:
    """What is no part of a version; a file that the academy has passed does not take it back."""
    newest, day = newest_of(skill.versions), date.fromisoformat(entry["review_date"])
    if newest is None or newest.number == entry["version"]:
        skill.domain = domains[entry["domain"]]
    skill.review_on = max(day, skill.review_on or day)
    if skill.isco is None:
        skill.isco = entry.get("isco")


def _load_domains(entries: Iterable[Entry], now: datetime) -> dict[str, SkillDomain]:
    stored = select(SkillDomain).options(selectinload(SkillDomain.versions))
    known = {domain.code: domain for domain in db.session.scalars(stored)}
    for entry in entries:
        domain = known.get(entry["id"])
        if domain is None:
            known[entry["id"]] = domain = SkillDomain(code=entry["id"], revision=0, versions=[])
            db.session.add(domain)
        if domain.revision:
            continue  # the academy has passed the file
        domain.position = entry["order"]
        values = _values_of_domain(entry)
        if not domain.versions or differences(domain, values):
            publish_domain(domain, values, now=now)
    return known


def _values_of_domain(entry: Entry) -> dict[str, Any]:
    """The columns of a version of a domain; a file says no colour, and need not describe it."""
    code = entry["id"]
    return {
        "name": entry["name"],
        "description": entry.get("description", {}),
        "icon": entry["icon"],
        "colour": code if code in COLOURS else FIRST_COLOUR,
    }


def _publish(
    skill: Skill, entry: Entry, names: LevelNames, *, now: datetime, by: Actor
) -> VersionChange | None:
    """Publish what the entry says, unless a version says it already; what changed by that."""
    newest = newest_of(skill.versions)
    values = version_values(entry, names, skill.versions)
    if newest is not None and not differences(newest, values):
        return None
    stored = next((v for v in skill.versions if v.number == entry["version"]), None)
    if stored is not None:
        _refuse_changes(stored, values)
        return None
    if newest is not None and parts_of_number(entry["version"]) < parts_of_number(newest.number):
        raise PublishedVersionError(
            "skill-version-too-low",
            skill=skill.code,
            number=entry["version"],
            newest=newest.number,
        )
    return publish_version(skill, entry["version"], values, by=by, now=now)


def differences(stored: SkillVersion | SkillDomain, values: Mapping[str, Any]) -> list[str]:
    """The fields that say something else."""
    return [name for name, value in values.items() if getattr(stored, name) != value]


def _refuse_changes(stored: SkillVersion, values: Mapping[str, Any]) -> None:
    changed = differences(stored, values)
    if changed:
        raise PublishedVersionError(
            "skill-version-differs",
            number=stored.number,
            skill=stored.skill.code,
            fields=", ".join(changed),
        )


def version_values(
    entry: Entry, names: LevelNames, earlier: Sequence[SkillVersion]
) -> dict[str, Any]:
    """The columns of a version, of an entry as the file has it."""
    newest = newest_of(earlier)
    return {
        "name": entry["name"],
        # files have one; a draft does not, for a skill has one name (docs/adr/0036)
        "short_name": entry.get("short_name") or (newest.short_name if newest else entry["name"]),
        "description": entry["description"],
        "kind": entry["kind"],
        "icon": entry["icon"],
        "levels": [_level(level, names) for level in entry["levels"]],
        "criteria": _criteria(entry, earlier),
        "esco": entry["esco"],
        "competentnl": entry.get("competentnl") or (newest.competentnl if newest else None),
        "safety_critical": entry["safety_critical"],
        "valid_months": entry["valid_months"],
        "external_requirement": _texts(entry, "external_requirement"),
        "note": _texts(entry, "note"),
        **{name: _rule(entry, name, newest) for name in RULES},
        "named_assessors": bool(_rule(entry, "named_assessors", newest)),
    }


def _rule(entry: Entry, name: str, newest: SkillVersion | None) -> int | None:
    said: int | None = entry.get(name, getattr(newest, name) if newest else None)
    return said or 0 if name in COUNTED else said


def _level(entry: Entry, names: LevelNames) -> dict[str, Any]:
    """What differs from what a version means by itself is said (see `SkillVersion.levels`)."""
    number = entry["level"]
    level = {"level": number, "descriptor": _texts(entry, "descriptor")}
    if names.get(number, FIRST_WORDS[Level(number)]) != FIRST_WORDS[Level(number)]:
        level["name"] = dict(names[number])
    if "you_nl" in entry:
        level["you"] = _texts(entry, "you")
    return level if entry.get("badge", True) else {**level, "badge": False}


def _texts(entry: Entry, name: str) -> dict[str, str] | None:
    """The Dutch and English text of a field; None when the file has none."""
    found: dict[str, str] = {code: entry[f"{name}_{code}"] for code in CONTENT_LANGUAGES}
    return found if found["nl"] else None


def _criteria(entry: Entry, earlier: Iterable[SkillVersion]) -> list[dict[str, Any]]:
    """Criteria with an id that no other criterion of this skill ever had.

    A criterion whose Dutch text stands in an earlier version keeps the id of then.
    """
    # by the text, for the file has no ids: an answer keeps its meaning through versions
    ids = {c["text"]["nl"]: c["id"] for version in earlier for c in version.criteria}
    for dutch in entry["criteria_nl"]:
        ids.setdefault(dutch, f"c{len(ids) + 1}")
    pairs = zip(entry["criteria_nl"], entry["criteria_en"], strict=True)
    return [{"id": ids[nl], "text": {"nl": nl, "en": en}} for nl, en in pairs]
