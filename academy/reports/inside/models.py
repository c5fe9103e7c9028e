"""Figures that a page only has to read."""

from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from academy.database import Model

SHOWN_YEARS = 3
"""How many calendar years a page shows at most, the one that goes on included."""


class Measured(StrEnum):
    """What a prepared figure counts; `key` and `people` differ by it."""

    BADGES = "badges"
    """Given in a quarter and not withdrawn."""
    DOMAIN = "domain"
    """The same by domain of the palette."""
    KIND = "kind"
    """The same by kind of skill."""
    STEP = "step"
    """Median number of days from the first badge of one level to that of the next: key `1-2`."""
    LOOKS = "looks"
    """Observations that were recorded; its people are those who looked."""
    LEFT = "left"
    """Workers whose last membership there ended."""
    WENT = "went"
    """Of those who left: by where they went, as far as the organisation said."""
    WORKS = "works"
    """Of those who left in a year (its key) and said a year later whether they work: who does; its
    people are all who said."""
    REACHED = "reached"
    """People who were given a badge in a year: each once, so no sum of its quarters."""
    OCCUPATION = "occupation"
    """Given in the last year, by unit group of ISCO-08 of the skill; empty: of no occupation."""
    BRANCH = "branch"
    """Given in the last year, by SBI 2008 of the organisation; empty: nobody said it."""
    PALETTE = "palette"
    """Skills of which something lacks (a `Lack`): about no people at all."""
    HOLDERS = "holders"
    """People who have a badge that counts now."""
    TEACHERS = "teachers"
    """By skill: people who have the highest level now; `people` are all with a badge of it."""


class PreparedFigure(Model):
    """One number about a place, in a quarter or now (an empty term)."""

    __tablename__ = "prepared_figure"

    place: Mapped[str] = mapped_column(String(80), primary_key=True)
    """`all`, `region:<id>`, `organisation:<number>` or `site:<number>`."""
    measure: Mapped[Measured] = mapped_column(String(12), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    term: Mapped[str] = mapped_column(String(10), primary_key=True)
    number: Mapped[int]
    people: Mapped[int]
    """On how many people it rests: each once, also with two memberships."""
