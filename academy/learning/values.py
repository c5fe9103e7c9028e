"""What forms hand to the services about courses and runs."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Attendance:
    """One enrolment, by its UUID as text, and the hours that were really followed."""

    enrolment_uuid: str
    hours: float
