"""What a page asks before it saves: is this what you mean?

Nothing here refuses. Who says yes saves it as it is, and what is sent again is not asked again.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from academy.assessments import queries
from academy.assessments.forms import AssessmentForm
from academy.assessments.models import Assessment
from academy.assessments.progress import held_level, seen_on
from academy.assessments.queries import SkillToAssess
from academy.catalogue.levels import HIGHEST, Level
from academy.security.identity import Identity


@dataclass(frozen=True, slots=True)
class Doubts:
    """Why what is filled in may not be meant."""

    held: Level | None
    """The level of a badge above what is saved now, when nobody said that it is wrong."""
    that_day: Assessment | None
    """What was saved of this skill on the same day."""

    def __bool__(self) -> bool:
        return self.held is not None or self.that_day is not None


NONE = Doubts(None, None)


def doubts_about(
    target: SkillToAssess, form: AssessmentForm, *, by: Identity, now: datetime
) -> Doubts:
    """A correction was meant, and so was what comes a second time by a double tap or a reload."""
    if form.corrects.data:
        return NONE
    doubts = Doubts(
        held=higher_badge(target, Level(form.level.data), now=now),
        that_day=seen_on(target, form.observed_on.data),
    )
    # asked last: the other half of a double tap may have come in just now
    return NONE if doubts and _is_sent_again(form, by) else doubts


def higher_badge(target: SkillToAssess, level: Level, *, now: datetime) -> Level | None:
    """The level of a badge above this one."""
    held = None if level == HIGHEST else held_level(target, now=now)
    return None if held is None or held <= level else held


def _is_sent_again(form: AssessmentForm, by: Identity) -> bool:
    saved = queries.own_level_saved_as(by, UUID(form.uuid.data))
    return saved == int(form.level.data)
