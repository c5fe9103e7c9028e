"""A skill spoken, one recording for each language: put it there, take it away, find it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select

from academy.audit import log
from academy.catalogue.models import Skill
from academy.catalogue.publishing import PALETTE, newest_of
from academy.catalogue.showing.models import Folder, SkillSound
from academy.catalogue.showing.recordings import Recording
from academy.database import db, must_be_locked
from academy.security.identity import Actor, Identity


def sounds_of(skill: Skill) -> Sequence[SkillSound]:
    found = select(SkillSound).where(SkillSound.skill_id == skill.id)
    return db.session.scalars(found.order_by(SkillSound.language)).all()


def find_sound(code: str, language: str) -> SkillSound | None:
    """It is public, as the palette is."""
    return db.session.scalar(
        select(SkillSound)
        .join(SkillSound.skill)
        .where(Skill.code == code, SkillSound.language == language)
    )


def find_kept(_identity: Identity, code: str, language: str) -> SkillSound | None:
    """The policy says who may take it away."""
    return find_sound(code, language)


def new_key() -> str:
    """Each recording has a place of its own: what somebody listens to is never another one."""
    return f"{Folder.SOUNDS}{uuid4()}"


def keep_sound(
    skill: Skill, language: str, recording: Recording, key: str, *, by: Actor, now: datetime
) -> None:
    """In place of one that was there; the night sweeps up the file of that one."""
    must_be_locked(PALETTE)
    newest = newest_of(skill.versions)
    row = find_sound(skill.code, language)
    if row is None:
        row = SkillSound(skill_id=skill.id, language=language)
        db.session.add(row)
    row.storage_key, row.mimetype = key, recording.sound.value
    row.version, row.added_at = newest.number if newest else "", now
    _note("skill-sound.kept", skill, language, by=by, now=now)


def take_sound_away(sound: SkillSound, *, by: Actor, now: datetime) -> None:
    must_be_locked(PALETTE)
    _note("skill-sound.removed", sound.skill, sound.language, by=by, now=now)
    db.session.delete(sound)


def _note(action: str, skill: Skill, language: str, *, by: Actor, now: datetime) -> None:
    log.record(
        action, skill.uuid, organisation_id=None, by=by, at=now,
        skill=skill.code, language=language,
    )  # fmt: skip
