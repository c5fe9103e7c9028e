"""Reads of drafts. They belong to the academy: to anybody else they do not exist."""

from collections.abc import Sequence

from sqlalchemy import select

from academy.catalogue.drafting.fields import EMPTY, fields_of
from academy.catalogue.drafting.models import DraftSave, SkillDraft, Text
from academy.catalogue.models import Skill
from academy.catalogue.publishing import newest_of
from academy.catalogue.queries import CODE
from academy.database import db
from academy.security.identity import Identity


def find_skill(_identity: Identity, code: str) -> Skill | None:
    """Published or not; the policy says who may know of it."""
    if not CODE.fullmatch(code):
        return None
    return db.session.scalar(select(Skill).where(Skill.code == code))


def draft_of(skill: Skill) -> SkillDraft | None:
    return db.session.scalar(select(SkillDraft).where(SkillDraft.skill_id == skill.id))


def text_of(skill: Skill) -> Text:
    """What somebody who edits begins with: the draft, or the newest version."""
    draft = draft_of(skill)
    if draft is not None:
        return _of_save(draft.newest)
    newest = newest_of(skill.versions)
    assert newest is not None  # noqa: S101 - a skill without a version is a draft
    return Text(fields_of(newest), newest.uuid)


def find_text(skill: Skill, began: str) -> Text | None:
    """What somebody began with, if it is still there."""
    draft = draft_of(skill)
    saves: Sequence[DraftSave] = draft.saves if draft else ()
    found = next((save for save in saves if str(save.uuid) == began), None)
    if found is not None:
        return _of_save(found)
    version = next((each for each in skill.versions if str(each.uuid) == began), None)
    return Text(fields_of(version), version.uuid) if version else None


def _of_save(save: DraftSave) -> Text:
    # a field that came with a later release is empty in an older save
    return Text(EMPTY | save.fields, save.uuid, save)
