"""Verbs on drafts: add, save, throw away, publish. One at a time, by the name of the palette."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from academy.audit import log
from academy.catalogue.codes import code_of_name, next_number
from academy.catalogue.comparing import VersionChange, change
from academy.catalogue.drafting.fields import EMPTY, differing, gaps, to_entry
from academy.catalogue.drafting.merging import put_together
from academy.catalogue.drafting.models import DraftSave, Fields, SkillDraft
from academy.catalogue.drafting.queries import draft_of, find_text, text_of
from academy.catalogue.loading import differences, version_values
from academy.catalogue.models import Skill, SkillDomain, SkillVersion
from academy.catalogue.palette_file import names_of_today
from academy.catalogue.proposing.models import SkillProposal
from academy.catalogue.publishing import PALETTE, newest_of, publish_version
from academy.catalogue.queries import find_domain
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.folding import folded
from academy.security.identity import Identity


class IncompleteSkillError(InvalidInputError):
    """The skill lacks something that it needs; `gaps` says what."""


def name_is_taken() -> InvalidInputError:
    return InvalidInputError("skill-name-is-taken").at("name_nl")


def add_skill(name: str, domain: SkillDomain, *, by: Identity, now: datetime) -> Skill:
    """A draft of a new skill.

    Raises InvalidInputError when another skill has, or once had, the same code.
    """
    must_be_locked(PALETTE)
    code = code_of_name(name)
    if not code or db.session.scalar(select(Skill.id).where(Skill.code == code)):
        raise name_is_taken()
    skill = Skill(code=code, domain=domain, versions=[], search_text=folded(name))
    db.session.add(skill)
    db.session.flush()
    _add_save(skill, EMPTY | {"name_nl": name, "domain": domain.code}, by=by, now=now)
    return skill


def save(skill: Skill, typed: Fields, *, began: str, by: Identity, now: datetime) -> bool:
    """Keep what was typed, together with what somebody else saved meanwhile.

    `began` is what the person had on the screen. Gives whether another's changes came along;
    raises DraftConflictError when both changed the same field.
    """
    must_be_locked(PALETTE)
    now_there = text_of(skill)
    fields = put_together(now_there, typed, began=began, start=find_text(skill, began))
    if differing(now_there.fields, fields):
        _add_save(skill, fields, by=by, now=now)
    return bool(differing(fields, typed))


def _add_save(skill: Skill, fields: Fields, *, by: Identity, now: datetime) -> None:
    draft = draft_of(skill)
    if draft is None:
        draft = SkillDraft(skill=skill, saves=[])
        db.session.add(draft)
    before = draft.saves[-1] if draft.saves else None
    revision = before.revision + 1 if before else 1
    draft.saves.append(DraftSave(revision=revision, fields=fields, by_id=by.person_id, at=now))
    if not skill.versions:
        skill.search_text = folded(fields["name_nl"], fields["name_en"])
    db.session.flush()
    log.record(
        "skill-draft.saved" if before else "skill-draft.begun",
        skill.uuid,
        organisation_id=None,
        by=by.actor,
        at=now,
        skill=skill.code,
    )


def throw_away(skill: Skill, *, by: Identity, now: datetime) -> None:
    """The draft goes, and a skill that was nothing but a draft too; what is published stays."""
    must_be_locked(PALETTE)
    draft = draft_of(skill)
    if draft is None:
        return
    log.record(
        "skill-draft.deleted",
        skill.uuid,
        organisation_id=None,
        by=by.actor,
        at=now,
        skill=skill.code,
    )
    db.session.delete(draft)
    db.session.flush()
    if not skill.versions:
        # whoever proposed it reads that nothing came of it after all
        became = update(SkillProposal).where(SkillProposal.skill_id == skill.id)
        db.session.execute(became.values(skill_id=None))
        db.session.delete(skill)


def proposed(skill: Skill, fields: Fields) -> SkillVersion:
    """The version that the draft would become; the database does not know it."""
    newest = newest_of(skill.versions)
    number = next_number(newest.number if newest else None)
    return SkillVersion(number=number, **_values(skill, fields))


def proposed_change(skill: Skill, fields: Fields) -> VersionChange:
    """What publishing the draft would change."""
    return change(newest_of(skill.versions), proposed(skill, fields), skill.code)


def _values(skill: Skill, fields: Fields) -> dict[str, Any]:
    newest = newest_of(skill.versions)
    levels = [each["level"] for each in newest.levels] if newest else []
    names = {n: newest.level_name(n) for n in levels} if newest else names_of_today()
    return version_values(to_entry(fields), names, skill.versions)


def publish(
    skill: Skill, *, seen: str, over: str, by: Identity, now: datetime, today: date
) -> VersionChange | None:
    """Publish the draft as the next version; None when it said nothing new but day or domain.

    `seen` is the save, and `over` the number of the version, that stood on the screen. Raises
    AcademyError when either is not the newest, IncompleteSkillError when something lacks.
    """
    must_be_locked(PALETTE)
    draft, newest = draft_of(skill), newest_of(skill.versions)
    if draft is None or str(draft.newest.uuid) != seen or (newest.number if newest else "") != over:
        raise AcademyError("draft-was-changed")
    fields = text_of(skill).fields
    if gaps(fields, today=today):
        raise IncompleteSkillError("skill-is-incomplete")
    if find_domain(fields["domain"]).archived_at is not None:
        raise AcademyError("domain-is-archived")
    published = _publish_words(skill, fields, by=by, now=now)
    _publish_place(skill, fields, is_alone=published is None, by=by, now=now)
    db.session.delete(draft)
    return published


def _publish_words(
    skill: Skill, fields: Fields, *, by: Identity, now: datetime
) -> VersionChange | None:
    newest, values = newest_of(skill.versions), _values(skill, fields)
    if newest is not None and newest.is_open and not differences(newest, values):
        return None
    number = next_number(newest.number if newest else None)
    return publish_version(skill, number, values, by=by.actor, now=now)


def _publish_place(
    skill: Skill, fields: Fields, *, is_alone: bool, by: Identity, now: datetime
) -> None:
    """What is no part of a version: the domain and the day of review."""
    skill.domain = find_domain(fields["domain"])
    skill.review_on = date.fromisoformat(fields["review_on"])
    if is_alone:
        log.record(
            "skill.reviewed",
            skill.uuid,
            organisation_id=None,
            by=by.actor,
            at=now,
            skill=skill.code,
        )
