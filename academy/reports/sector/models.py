"""Figures as they went out, and what they rest on. What was told stays as it was told."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Model
from academy.organisations.models import Organisation
from academy.reports.sector.figures import Measure

_HOLDS = text("ended_at IS NULL")


class SectorRelease(Model):
    """A quarter or year of which the figures went out; nobody can let it go out again."""

    __tablename__ = "sector_release"

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(String(10), unique=True)
    """Such as 2026-3, or 2026 for the year."""
    told_at: Mapped[datetime]


class SectorFigure(Model):
    """One number of a release."""

    __tablename__ = "sector_figure"
    __table_args__ = (UniqueConstraint("release_id", "measure", "region", "domain"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("sector_release.id"))
    measure: Mapped[Measure] = mapped_column(String(10))
    region: Mapped[str] = mapped_column(String(60))
    """Empty: badges of branches without a region."""
    domain: Mapped[str] = mapped_column(String(60))
    """Code of a domain; empty: all that is not told by domain."""
    number: Mapped[int]
    """Rounded; how much it was exactly is kept nowhere."""

    release: Mapped[SectorRelease] = relationship()


class ToldBadge(Model):
    """A badge that a figure rests on, so that no later figure of its measure counts it again."""

    __tablename__ = "told_badge"

    figure_id: Mapped[int] = mapped_column(ForeignKey("sector_figure.id"), primary_key=True)
    credential_id: Mapped[int] = mapped_column(
        ForeignKey("credential.id"), primary_key=True, index=True
    )


class SectorAgreement(Model):
    """An organisation agreed that its figures can be recognised; holds until it ends."""

    __tablename__ = "sector_agreement"
    __table_args__ = (
        Index(
            "one_agreement_holds", "organisation_id",
            unique=True, sqlite_where=_HOLDS, postgresql_where=_HOLDS,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
