"""The palette as a tablet keeps it: what can be assessed now, in every language; nobody's data."""

import hashlib
from typing import Any

from flask_babel import force_locale
from sqlalchemy import func, select

from academy.assessments.needs import what_is_needed
from academy.assessments.words import GIVEN_NO_MORE, REMARKS
from academy.catalogue.models import SkillDomain, SkillVersion
from academy.catalogue.queries import domains, open_versions
from academy.catalogue.translating.models import PaletteWord
from academy.catalogue.translating.words import OWN_NAMES, words_in
from academy.catalogue.validation.defaults import name_of, newest_default
from academy.catalogue.validation.rule import FIRST, Rule
from academy.database import db
from academy.languages import CONTENT_LANGUAGES


def version() -> str:
    """Changes when what can be assessed does."""
    found = select(SkillVersion.uuid).where(SkillVersion.is_open).order_by(SkillVersion.uuid)
    said = select(func.count(PaletteWord.id), func.sum(func.length(PaletteWord.words)))
    told = [name_of(newest_default()), *db.session.execute(said).one()]
    digest = hashlib.sha256(repr(told).encode())
    for uuid in sorted(db.session.scalars(found)):
        digest.update(uuid.bytes)
    return digest.hexdigest()[:16]


def as_json() -> dict[str, Any]:
    default = newest_default()
    rule = default.rule if default else FIRST
    return {
        "version": version(),
        "remarks": [_remark(code) for code in REMARKS if code not in GIVEN_NO_MORE],
        "domains": [_domain(each) for each in domains()],
        "words": {code: dict(words_in(code)) for code in sorted(OWN_NAMES)},
        "skills": [_skill(each, rule) for each in open_versions()],
    }


def _remark(code: str) -> dict[str, Any]:
    text = {}
    for language in CONTENT_LANGUAGES:
        with force_locale(language):
            text[language] = str(REMARKS[code])
    return {"code": code, "text": text}


def _domain(domain: SkillDomain) -> dict[str, Any]:
    return {"code": domain.code, "name": domain.name, "icon": domain.icon}


def _needed(version: SkillVersion, rule: Rule) -> dict[str, str]:
    text: dict[str, str] = {}
    for language in CONTENT_LANGUAGES:
        with force_locale(language):
            text[language] = what_is_needed(version, rule)
    return text


def _skill(version: SkillVersion, default: Rule) -> dict[str, Any]:
    skill = version.skill
    return {
        "skill": str(skill.uuid),
        "version": str(version.uuid),
        "code": skill.code,
        "icon": version.icon,
        "domain": skill.domain.code,
        "colour": skill.domain.colour,
        "name": version.name,
        "levels": [
            {
                "level": each["level"],
                "name": version.level_name(each["level"]),
                "descriptor": version.descriptor(each["level"]),
                "you": version.told_to_worker(each["level"]),
                "badge": each["level"] in version.badge_levels,
            }
            for each in version.levels
        ],
        "criteria": version.criteria,
        "kind": version.kind,
        "safety_critical": version.safety_critical,
        "external_requirement": version.external_requirement,
        "needed": _needed(version, version.own_rule.over(default)),
    }
