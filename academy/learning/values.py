"""What forms hand to the services about courses and runs."""

from dataclasses import asdict, dataclass, field
from datetime import date, time
from typing import Any

from academy.catalogue.models import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseContent:
    """What a version of a course says; texts have Dutch and perhaps English."""

    title: Texts
    description: Texts
    assessment: Texts
    hours: float
    form: str
    audience: str
    outcomes: Texts = field(default_factory=dict)
    quality: Texts = field(default_factory=dict)
    level: str = ""
    level_register: str = ""
    least_share: int = 0
    """Percent of the hours that completing it takes."""
    skill_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """When and where a course is given, by whom and for how many."""

    provider_id: int
    place: str
    starts_on: date
    ends_on: date
    seats: int | None
    """None: no limit."""
    enrol_until: date | None = None
    lesson_days: tuple[date, ...] = ()
    begins_at: time | None = None
    is_over_at: time | None = None
    trainers: str = ""
    cost_cents: int | None = None
    funding: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """By the names of the columns of a run."""
        return asdict(self) | {"lesson_days": [day.isoformat() for day in self.lesson_days]}


@dataclass(frozen=True, slots=True)
class Attendance:
    """One enrolment, by its UUID as text, and the hours that were really followed."""

    enrolment_uuid: str
    hours: float
