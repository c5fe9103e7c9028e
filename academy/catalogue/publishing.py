"""Publish a version of a skill or a domain: the one rule, for a file and for a draft.

A published version never changes, so a change is a new version; the ones before are retired, and
badges keep the version with which they were given. No badge is read or written here, however many
there are. Nobody else publishes, retires or replaces at the same moment (`PALETTE`).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

from academy.audit import log
from academy.catalogue.codes import next_number, parts_of_number
from academy.catalogue.comparing import VersionChange, change
from academy.catalogue.models import DomainVersion, Skill, SkillDomain, SkillVersion
from academy.database import db
from academy.folding import folded
from academy.security.identity import Actor

PALETTE: Final = "content"
"""The name by which everybody who changes the palette waits for each other."""


Version = TypeVar("Version", SkillVersion, DomainVersion)


def newest_of(versions: Iterable[Version]) -> Version | None:
    """The one with the highest number, open or retired."""
    return max(versions, key=lambda version: parts_of_number(version.number), default=None)


def publish_version(
    skill: Skill, number: str, values: Mapping[str, Any], *, by: Actor, now: datetime
) -> VersionChange:
    """Publish `values` (columns of a version) as `number`; what changed by that.

    Of a skill that had stopped, it is a new beginning: it is replaced by no other any more.
    """
    newest = newest_of(skill.versions)
    for earlier in skill.versions:
        earlier.retired_at = earlier.retired_at or now
    version = SkillVersion(number=number, published_at=now, **values)
    skill.versions.append(version)
    skill.replacement = None
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


def publish_domain(
    domain: SkillDomain, values: Mapping[str, Any], *, now: datetime
) -> DomainVersion:
    """Publish `values` (columns of a version) as its next version; the domain says so too."""
    newest = newest_of(domain.versions)
    number = next_number(newest.number if newest else None)
    version = DomainVersion(number=number, published_at=now, **values)
    domain.versions.append(version)
    for name, value in values.items():
        setattr(domain, name, value)
    return version


def search_text(version: SkillVersion) -> str:
    """What a search looks through: names and descriptions in every language."""
    texts = (version.name, version.short_name, version.description)
    return folded(*(each for text in texts for each in text.values()))
