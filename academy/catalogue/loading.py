"""Load the starter palette; loading it again changes nothing.

A published version of a skill never changes: a file that says something else under the same
version number is refused as a whole. A new number in the file publishes a new version and
retires the one before. Domains, and the day of review, are no part of a version and follow
the file. Skills that the file does not name stay as they are.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from academy.audit import log
from academy.catalogue.models import Skill, SkillDomain, SkillVersion
from academy.database import db
from academy.errors import AcademyError
from academy.folding import folded
from academy.languages import CONTENT_LANGUAGES
from academy.security.identity import Actor

CONTENT = Path(__file__).parent / "content"
PALETTE_FILE = CONTENT / "skillspalet.json"

Entry = Mapping[str, Any]
"""One skill, or one domain, as the file has it."""


class PublishedVersionError(AcademyError):
    """The file says something else about a version that is published already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaletteLoad:
    """What loading did, in numbers."""

    domains: int = 0
    """Domains in the file."""
    skills_added: int = 0
    versions_published: int = 0
    versions_unchanged: int = 0


def load_palette(now: datetime, by: Actor, source: Path = PALETTE_FILE) -> PaletteLoad:
    """Publish what `source` has and the database has not; flushes, the caller commits.

    Raises PublishedVersionError when a text of a published version differs; nothing may be
    committed then.
    """
    palette = json.loads(source.read_text(encoding="utf-8"))
    domains = _load_domains(palette["domains"])
    stored = select(Skill).options(selectinload(Skill.versions))
    known = {skill.code: skill for skill in db.session.scalars(stored)}
    load = PaletteLoad(domains=len(palette["domains"]))
    for entry in palette["skills"]:
        skill = known.get(entry["id"])
        if skill is None:
            skill = Skill(code=entry["id"], domain=domains[entry["domain"]], versions=[])
            db.session.add(skill)
            load = replace(load, skills_added=load.skills_added + 1)
        if _publish(skill, entry, now=now, by=by):
            load = replace(load, versions_published=load.versions_published + 1)
        else:
            load = replace(load, versions_unchanged=load.versions_unchanged + 1)
        skill.domain = domains[entry["domain"]]
        skill.review_on = date.fromisoformat(entry["review_date"])
    db.session.flush()
    return load


def _load_domains(entries: Iterable[Entry]) -> dict[str, SkillDomain]:
    known = {domain.code: domain for domain in db.session.scalars(select(SkillDomain))}
    for entry in entries:
        domain = known.get(entry["id"])
        if domain is None:
            known[entry["id"]] = domain = SkillDomain(code=entry["id"])
            db.session.add(domain)
        domain.position, domain.name, domain.icon = entry["order"], entry["name"], entry["icon"]
    return known


def _publish(skill: Skill, entry: Entry, *, now: datetime, by: Actor) -> bool:
    """Publish the entry's version unless it is there already; True when it was published."""
    values = _version_values(entry, skill.versions)
    stored = next((v for v in skill.versions if v.number == entry["version"]), None)
    if stored is not None:
        _refuse_changes(stored, values)
        return False
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
    return True


def _refuse_changes(stored: SkillVersion, values: Mapping[str, Any]) -> None:
    changed = [name for name, value in values.items() if getattr(stored, name) != value]
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


def _version_values(entry: Entry, earlier: Iterable[SkillVersion]) -> dict[str, Any]:
    return {
        "name": entry["name"],
        "short_name": entry["short_name"],
        "description": entry["description"],
        "kind": entry["kind"],
        "icon": entry["icon"],
        "levels": [
            {"level": level["level"], "descriptor": _texts(level, "descriptor")}
            for level in entry["levels"]
        ],
        "criteria": _criteria(entry, earlier),
        "esco": entry["esco"],
        "safety_critical": entry["safety_critical"],
        "valid_months": entry["valid_months"],
        "external_requirement": _texts(entry, "external_requirement"),
        "note": _texts(entry, "note"),
    }


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
