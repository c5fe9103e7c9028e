"""A total of a branch and a year. No groups of people: a group could be known by its size."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Model
from academy.organisations.models import Site


class HeadCount(Model):
    """As the organisation counted it itself."""

    __tablename__ = "head_count"
    __table_args__ = (UniqueConstraint("site_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    year: Mapped[int]
    people: Mapped[int]
    """Everybody who worked there at any time of the year."""

    site: Mapped[Site] = relationship()
