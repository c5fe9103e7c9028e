"""Look at a published skill again and find it still right: the next day to look."""

from datetime import date, datetime, timedelta

from academy.audit import log
from academy.catalogue.models import Skill
from academy.catalogue.publishing import PALETTE
from academy.database import must_be_locked
from academy.errors import InvalidInputError
from academy.security.identity import Actor

LONGEST = timedelta(days=5 * 366)
"""A skill that nobody looks at for longer is not kept alive."""


def is_within_reach(next_day: date, *, today: date) -> bool:
    """Whether somebody may choose this day to look again."""
    return today < next_day <= today + LONGEST


def refuse_out_of_reach(next_day: date, *, today: date) -> None:
    if not is_within_reach(next_day, today=today):
        raise InvalidInputError("review-day-out-of-reach").at("review_on")


def review(skill: Skill, next_day: date, *, by: Actor, now: datetime, today: date) -> None:
    """Raises InvalidInputError at the field when the next day makes no sense."""
    must_be_locked(PALETTE)
    refuse_out_of_reach(next_day, today=today)
    skill.review_on = next_day
    log.record(
        "skill.reviewed", skill.uuid, organisation_id=None, by=by, at=now, skill=skill.code
    )  # fmt: skip
