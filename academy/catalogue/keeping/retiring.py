"""Stop a skill, say which one took its place, let it begin again.

A skill with versions is never deleted: badges rest on them. New badges come no more, and those
that there are lead on to the replacement.
"""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import select

from academy.audit import log
from academy.catalogue.models import Skill, SkillDomain, SkillReplacement
from academy.catalogue.publishing import PALETTE, newest_of
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.security.identity import Actor

FIELD = "replaced_by"
Stopped = TypeVar("Stopped", Skill, SkillDomain)


def retire(skill: Skill, *, replaced_by: str | None, by: Actor, now: datetime) -> None:
    """No new badges; once stopped, another replacement can still be said.

    Raises InvalidInputError at the field when the replacement leads back here, has stopped itself
    or is not there, and AcademyError when the skill was never published.
    """
    must_be_locked(PALETTE)
    if not skill.versions:
        raise AcademyError("skill-is-a-draft")
    replacement = _find_replacement(skill, replaced_by) if replaced_by else None
    for version in skill.versions:
        version.retired_at = version.retired_at or now
    if replacement is None:
        skill.replacement = None
    elif skill.replacement is None:
        skill.replacement = SkillReplacement(by=replacement)
    else:
        skill.replacement.by = replacement
    _note("skill.retired", skill, by=by, now=now, replaced_by=replaced_by or None)


def restore(skill: Skill, *, by: Actor, now: datetime) -> None:
    """The newest version gives badges again, and nothing takes its place any more.

    Raises AcademyError when its domain was archived meanwhile.
    """
    must_be_locked(PALETTE)
    newest = newest_of(skill.versions)
    if newest is None or newest.is_open:
        return
    if skill.domain.archived_at is not None:
        raise AcademyError("domain-is-archived")
    newest.retired_at = None
    skill.replacement = None
    _note("skill.restored", skill, by=by, now=now)


def _find_replacement(skill: Skill, code: str) -> Skill:
    found = db.session.scalar(select(Skill).where(Skill.code == code))
    if found is None or not found.versions:
        raise InvalidInputError("replacement-is-unknown").at(FIELD)
    if skill in chain_from(found):
        raise InvalidInputError("replacement-is-circular").at(FIELD)
    if not any(version.is_open for version in found.versions):
        raise InvalidInputError("replacement-has-stopped").at(FIELD)
    return found


def chain_from(first: Stopped) -> list[Stopped]:
    """A skill or a domain, what took its place, what took the place of that, and so on."""
    chain = [first]
    while (step := chain[-1].replacement) is not None and step.by not in chain:
        chain.append(step.by)
    return chain


def _note(action: str, skill: Skill, *, by: Actor, now: datetime, **more: object) -> None:
    log.record(
        action, skill.uuid, organisation_id=None, by=by, at=now, skill=skill.code, **more
    )  # fmt: skip
