"""Reads of the palette. It is public, so nothing here asks who is looking.

What is not published yet is found by nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select, true
from sqlalchemy.orm import contains_eager, lazyload

from academy.catalogue.models import Skill, SkillDomain, SkillReplacement, SkillVersion
from academy.database import db
from academy.searching import contains_words, has_words

CODE = re.compile(r"[a-z0-9-]{1,60}")
OLDEST_FIRST = (SkillVersion.published_at, SkillVersion.id)
"""The order of versions; the number decides between two that were published together."""
NEWEST_FIRST = tuple(column.desc() for column in OLDEST_FIRST)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillPage:
    """One version of a skill among the published versions of it, newest first."""

    version: SkillVersion
    versions: Sequence[SkillVersion]

    @property
    def is_newest(self) -> bool:
        return self.version is self.versions[0]


def domains() -> Sequence[SkillDomain]:
    """All of them, in the order of the palette."""
    return db.session.scalars(
        select(SkillDomain).order_by(SkillDomain.position, SkillDomain.id)
    ).all()


def open_domains() -> Sequence[SkillDomain]:
    """Those in which a skill can be put."""
    return [each for each in domains() if each.archived_at is None]


def find_domain(code: str) -> SkillDomain:
    """One that a form offered."""
    return db.session.scalars(select(SkillDomain).where(SkillDomain.code == code)).one()


def domain_called(code: str | None) -> SkillDomain | None:
    """One that an address names."""
    if code is None or not CODE.fullmatch(code):
        return None
    return db.session.scalar(select(SkillDomain).where(SkillDomain.code == code))


def open_versions(search: str = "") -> Sequence[SkillVersion]:
    """The newest open version of each skill, with domain, in the palette's own order."""
    found = (
        select(SkillVersion)
        .join(SkillVersion.skill)
        .join(Skill.domain)
        .where(SkillVersion.is_open, called(search))
        .options(contains_eager(SkillVersion.skill).contains_eager(Skill.domain))
        .order_by(SkillDomain.position, Skill.id, *OLDEST_FIRST)
    )
    # the oldest first, so that of several open versions the newest stays
    return list({version.skill_id: version for version in db.session.scalars(found)}.values())


def called(search: str) -> ColumnElement[bool]:
    """Whether each word stands in the name of a skill, or in that of its domain."""
    if not search.split():
        return true()
    of_domains = [(domain.id, " ".join(domain.name.values())) for domain in domains()]
    return and_(
        true(),
        *(
            or_(
                contains_words(Skill.search_text, word),
                Skill.domain_id.in_([one for one, name in of_domains if has_words(name, word)]),
            )
            for word in search.split()
        ),
    )


def open_version(code: str) -> SkillVersion | None:
    """The version of a skill with which it is assessed now."""
    return db.session.scalar(_open_version(), {"code": code})


@cache
def _open_version() -> Select[SkillVersion]:
    return (
        select(SkillVersion)
        .join(Skill)
        .where(Skill.code == bindparam("code"), SkillVersion.is_open)
        .order_by(*NEWEST_FIRST)
        .limit(1)
        .options(lazyload(SkillVersion.skill))  # whoever saves needs the version only
    )


def find_page(code: str, number: str | None = None) -> SkillPage | None:
    """The newest published version of a skill, or the one with `number`."""
    if not CODE.fullmatch(code):
        return None
    found = (
        select(SkillVersion)
        .join(SkillVersion.skill)
        .join(Skill.domain)
        .where(Skill.code == code, SkillVersion.published_at.is_not(None))
        .options(contains_eager(SkillVersion.skill).contains_eager(Skill.domain))
        .order_by(*NEWEST_FIRST)
    )
    versions = db.session.scalars(found).all()
    version = next((v for v in versions if number in (None, v.number)), None)
    return SkillPage(version=version, versions=versions) if version else None


def replacement_of(version: SkillVersion) -> SkillVersion | None:
    """What took the place of a skill that has stopped, in its newest version."""
    if version.is_open:
        return None
    found = (
        select(SkillVersion)
        .join(SkillReplacement, SkillReplacement.by_id == SkillVersion.skill_id)
        .where(
            SkillReplacement.skill_id == version.skill_id, SkillVersion.published_at.is_not(None)
        )
        .order_by(*NEWEST_FIRST)
        .limit(1)
    )
    return db.session.scalar(found)
