"""Verbs on the list: add a kind, change it with the skills that ask for it, stop, take up again."""

import json
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, select

from academy.audit import log
from academy.catalogue.licensing.models import SkillLicence
from academy.catalogue.licensing.queries import skills_asking
from academy.catalogue.models import Skill, Texts
from academy.catalogue.publishing import PALETTE
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.people.licences.models import LicenceKind
from academy.people.licences.queries import all_kinds
from academy.security.identity import Actor


def add_kind(name: Texts, codes: Collection[str], *, by: Actor, now: datetime) -> LicenceKind:
    """Raises InvalidInputError when the name is taken, or a skill asks for another kind."""
    must_be_locked(PALETTE)
    _refuse_taken(name, but=None)
    kind = LicenceKind(name=name)
    db.session.add(kind)
    db.session.flush()
    _link(kind, codes)
    _record("licence-kind.added", kind, by=by, now=now)
    return kind


def as_kept(kind: LicenceKind) -> str:
    """Stands for all that is known of a kind now: another name or skill gives another text."""
    told = [kind.name, list(skills_asking(kind)), kind.stopped_at is None]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def change_kind(
    kind: LicenceKind,
    name: Texts,
    codes: Collection[str],
    *,
    seen: str,
    by: Actor,
    now: datetime,
) -> None:
    """Badges that were given stay; what is looked at from now on asks for it.

    `seen` is what stood on the screen (`as_kept`): of two who change it the second looks again.
    """
    must_be_locked(PALETTE)
    if seen != as_kept(kind):
        raise AcademyError("licence-kind-was-changed")
    _refuse_taken(name, but=kind)
    before = (kind.name, set(skills_asking(kind)))
    kind.name = name
    _link(kind, codes)
    if before != (name, set(skills_asking(kind))):
        _record("licence-kind.changed", kind, by=by, now=now)


def stop_kind(kind: LicenceKind, *, by: Actor, now: datetime) -> None:
    """Nobody writes one down any more, so no skill asks for it either."""
    must_be_locked(PALETTE)
    if kind.stopped_at is None:
        kind.stopped_at = now
        _link(kind, ())
        _record("licence-kind.stopped", kind, by=by, now=now)


def reopen_kind(kind: LicenceKind, *, by: Actor, now: datetime) -> None:
    must_be_locked(PALETTE)
    if kind.stopped_at is not None:
        kind.stopped_at = None
        _record("licence-kind.reopened", kind, by=by, now=now)


def _refuse_taken(name: Texts, *, but: LicenceKind | None) -> None:
    wanted = name["nl"].casefold()
    others = [kind for kind in all_kinds() if but is None or kind.id != but.id]
    if any(kind.name["nl"].casefold() == wanted for kind in others):
        raise InvalidInputError("licence-kind-exists").at("name_nl")


def _link(kind: LicenceKind, codes: Collection[str]) -> None:
    db.session.execute(delete(SkillLicence).where(SkillLicence.kind_id == kind.id))
    wanted = db.session.scalars(select(Skill.id).where(Skill.code.in_(codes))).all()
    taken = select(SkillLicence.skill_id).where(SkillLicence.skill_id.in_(wanted))
    if db.session.scalar(taken.limit(1)) is not None:
        raise InvalidInputError("skill-asks-for-another").at("skills")
    db.session.add_all(SkillLicence(skill_id=each, kind_id=kind.id) for each in wanted)
    db.session.flush()


def _record(action: str, kind: LicenceKind, *, by: Actor, now: datetime) -> None:
    log.record(action, kind.uuid, organisation_id=None, by=by, at=now)
