"""Publish a palette file; publishing it again changes nothing.

A published version of a skill never changes, and badges keep the version with which they were
given. What the file says in other words needs a higher number in the file; it is published as a
new version, and the one before is retired. A skill that says the same stays as it is, whatever
its number. Domains, and the day of review, are no part of a version and follow the file. Skills
that the file does not name stay as they are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from academy.audit import log
from academy.catalogue.comparing import VersionChange, change
from academy.catalogue.levels import FIRST_WORDS, Level
from academy.catalogue.models import Skill, SkillDomain, SkillVersion, Texts
from academy.catalogue.palette_file import PALETTE_FILE, Entry, read_palette
from academy.database import db
from academy.errors import AcademyError
from academy.folding import folded
from academy.languages import CONTENT_LANGUAGES
from academy.security.identity import Actor

LevelNames = Mapping[int, Texts]
"""The words of a level, by its number."""


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
    names = {each["level"]: each["name"] for each in palette.get("level_scale", ())}
    domains = _load_domains(palette["domains"])
    stored = select(Skill).options(selectinload(Skill.versions))
    known = {skill.code: skill for skill in db.session.scalars(stored)}
    changes = []
    for entry in palette["skills"]:
        skill = known.get(entry["id"]) or _add_skill(entry, domains)
        changes.append(_publish(skill, entry, names, now=now, by=by))
        skill.domain = domains[entry["domain"]]
        skill.review_on = date.fromisoformat(entry["review_date"])
    db.session.flush()
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


def _load_domains(entries: Iterable[Entry]) -> dict[str, SkillDomain]:
    known = {domain.code: domain for domain in db.session.scalars(select(SkillDomain))}
    for entry in entries:
        domain = known.get(entry["id"])
        if domain is None:
            known[entry["id"]] = domain = SkillDomain(code=entry["id"])
            db.session.add(domain)
        domain.position, domain.name, domain.icon = entry["order"], entry["name"], entry["icon"]
    return known


def _publish(
    skill: Skill, entry: Entry, names: LevelNames, *, now: datetime, by: Actor
) -> VersionChange | None:
    """Publish what the entry says, unless a version says it already; what changed by that."""
    values = _version_values(entry, names, skill.versions)
    newest = max(skill.versions, key=_order, default=None)
    if newest is not None and not _differences(newest, values):
        return None
    stored = next((v for v in skill.versions if v.number == entry["version"]), None)
    if stored is not None:
        _refuse_changes(stored, values)
        return None
    if newest is not None and _parts(entry["version"]) < _parts(newest.number):
        raise PublishedVersionError(
            "skill-version-too-low",
            skill=skill.code,
            number=entry["version"],
            newest=newest.number,
        )
    for earlier in skill.versions:
        earlier.retired_at = earlier.retired_at or now
    version = SkillVersion(number=entry["version"], published_at=now, **values)
    skill.versions.append(version)
    skill.search_text = search_text(version)
    db.session.flush()
    log.record(
        "skill-version.published",
        version.uuid,
        organisation_id=None,
        by=by,
        at=now,
        skill=skill.code,
        number=version.number,
    )
    return change(newest, version)


def _order(version: SkillVersion) -> tuple[int, ...]:
    return _parts(version.number)


def _parts(number: str) -> tuple[int, ...]:
    """`1.10` comes after `1.9`."""
    return tuple(map(int, number.split(".")))


def _differences(stored: SkillVersion, values: Mapping[str, Any]) -> list[str]:
    """The fields that say something else."""
    return [name for name, value in values.items() if getattr(stored, name) != value]


def _refuse_changes(stored: SkillVersion, values: Mapping[str, Any]) -> None:
    changed = _differences(stored, values)
    if changed:
        raise PublishedVersionError(
            "skill-version-differs",
            number=stored.number,
            skill=stored.skill.code,
            fields=", ".join(changed),
        )


def search_text(version: SkillVersion) -> str:
    """What a search looks through: names and descriptions in every language."""
    texts = (version.name, version.short_name, version.description)
    return folded(*(each for text in texts for each in text.values()))


def _version_values(
    entry: Entry, names: LevelNames, earlier: Iterable[SkillVersion]
) -> dict[str, Any]:
    return {
        "name": entry["name"],
        "short_name": entry["short_name"],
        "description": entry["description"],
        "kind": entry["kind"],
        "icon": entry["icon"],
        "levels": [_level(level, names) for level in entry["levels"]],
        "criteria": _criteria(entry, earlier),
        "esco": entry["esco"],
        "safety_critical": entry["safety_critical"],
        "valid_months": entry["valid_months"],
        "external_requirement": _texts(entry, "external_requirement"),
        "note": _texts(entry, "note"),
    }


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
