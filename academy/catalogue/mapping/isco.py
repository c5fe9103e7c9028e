"""The occupation under which figures count a skill: a unit group of ISCO-08.

ESCO gives groups to occupations and none to skills, so the academy says it. It is no part of a
version and stands on no badge: what a skill means does not depend on it.
"""

import re
from datetime import datetime
from typing import Final

from academy.audit import log
from academy.catalogue.models import Skill
from academy.catalogue.publishing import PALETTE
from academy.database import must_be_locked
from academy.security.identity import Actor

CODE: Final = re.compile(r"[0-9]{4}")


def say_group(skill: Skill, code: str, *, by: Actor, now: datetime) -> None:
    """`code` is four digits, or empty for a skill that belongs to no occupation."""
    must_be_locked(PALETTE)
    if skill.isco == code:
        return
    skill.isco = code
    log.record(
        "skill.classified", skill.uuid, organisation_id=None, by=by, at=now, skill=skill.code
    )
