"""Pages about courses, runs, who takes part, and what a person learned."""

from academy.learning.views import (
    attendance,
    calendars,
    courses,
    drafts,
    enrolling,
    giving,
    presence,
    records,
    runs,
    subsidy,
    totals,
    trainers,
)
from academy.learning.views.blueprint import blueprint

__all__ = [
    "attendance",
    "blueprint",
    "calendars",
    "courses",
    "drafts",
    "enrolling",
    "giving",
    "presence",
    "records",
    "runs",
    "subsidy",
    "totals",
    "trainers",
]
