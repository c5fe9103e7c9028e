"""The default of the academy: which one holds, which one held for an assessment, a new one."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.audit import log
from academy.catalogue.models import SkillVersion
from academy.catalogue.publishing import PALETTE
from academy.catalogue.validation.models import ValidationDefault
from academy.catalogue.validation.rule import FIRST, Rule
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.security.identity import Identity


def newest_default() -> ValidationDefault | None:
    """The one that holds now; None as long as the academy has set none."""
    found = select(ValidationDefault).order_by(ValidationDefault.id.desc()).limit(1)
    return db.session.scalar(found)


def default_of(number: int | None) -> Rule:
    """The one under which an assessment was made, by its number."""
    found = db.session.get(ValidationDefault, number) if number else None
    return found.rule if found else FIRST


def rule_now(version: SkillVersion) -> Rule:
    """What a badge for this version needs when it is looked at now."""
    default = newest_default()
    return version.own_rule.over(default.rule if default else FIRST)


def all_defaults() -> Sequence[ValidationDefault]:
    """Every one that was ever set, the newest first."""
    found = select(ValidationDefault).order_by(ValidationDefault.id.desc())
    return db.session.scalars(found.options(joinedload(ValidationDefault.by))).all()


def set_default(rule: Rule, *, seen: str, by: Identity, now: datetime) -> bool:
    """From now on; what was seen before keeps the rule of then. Gives whether it is another.

    `seen` names what stood on the screen, so that of two who change it the second looks again.
    """
    must_be_locked(PALETTE)
    newest = newest_default()
    if seen != name_of(newest):
        raise AcademyError("rules-were-changed")
    if rule == (newest.rule if newest else FIRST):
        return False
    row = ValidationDefault(by_id=by.person_id, at=now, **asdict(rule))
    db.session.add(row)
    db.session.flush()
    log.record("rules.set", row.uuid, organisation_id=None, by=by.actor, at=now, **asdict(rule))
    return True


def name_of(default: ValidationDefault | None) -> str:
    return str(default.uuid) if default else ""
