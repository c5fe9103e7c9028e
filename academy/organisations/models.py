"""Organisations, their sites (branches) and teams. Nothing is deleted: things end."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from academy.database import Identified, Model
from academy.errors import ClosedError
from academy.folding import LONGEST_FOLDED, folded_name
from academy.periods import Ending
from academy.security.policy import Scope

ENDS_SOON = timedelta(days=60)
"""As for certificates and authority: a new quality mark takes an audit, which takes weeks."""


class NamedOnce:
    """What has a name that nothing else of its kind and organisation has, while it is open."""

    name: Mapped[str] = mapped_column(String(80))
    folded_name: Mapped[str] = mapped_column(String(LONGEST_FOLDED), default="", server_default="")
    """The name as names are compared; follows the name by itself."""

    @validates("name")
    def fold_name(self, _key: str, name: str) -> str:
        self.folded_name = folded_name(name)
        return name


def _one_open_name(table: str) -> Index:
    """Two places of one name cannot be told apart on any page."""
    still_open = text("ends_on IS NULL")
    return Index(
        f"one_open_{table}_of_a_name", "organisation_id", "folded_name",
        unique=True, sqlite_where=still_open, postgresql_where=still_open,
    )  # fmt: skip


class OrganisationKind(StrEnum):
    """What sort of organisation it is."""

    THRIFT = "thrift"
    ACADEMY = "academy"
    EMPLOYER = "employer"


class Organisation(Ending, Identified, Model):
    """A thrift organisation, the academy, or an employer outside the sector."""

    __tablename__ = "organisation"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    """Part of its did:web identifier, so it never changes."""
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[OrganisationKind] = mapped_column(String(20))
    city: Mapped[str] = mapped_column(String(80), default="")
    region: Mapped[str | None] = mapped_column(String(60))
    """Id of a labour-market region in content/regions.json."""
    sbi: Mapped[str] = mapped_column(String(7), default="", server_default="")
    """Its branch of industry as SBI 2008 of CBS writes it, such as 47.79; the academy says it."""
    keurmerk_until: Mapped[date | None]
    """The last day of the sector's quality mark, as the academy says; None: it has none."""
    pso_until: Mapped[date | None]
    """The same of PSO: like the Keurmerk an attribute of the organisation, never of a person."""
    website: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    """A general address of the organisation; Open Badges 2.0 asks for one."""
    created_at: Mapped[datetime]
    details_months: Mapped[int] = mapped_column(default=24, server_default="24")
    """So long after somebody's last day goes what was seen of their work (docs/adr/0081)."""
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    """Where it goes on, or everybody is on the way to: nobody begins here any more
    (docs/adr/0069). Never one that was merged itself."""

    merged_into: Mapped["Organisation | None"] = relationship(remote_side="Organisation.id")

    @property
    def stays(self) -> "Organisation":
        """Where it goes on; mostly itself."""
        return self.merged_into or self

    @property
    def term_of_details(self) -> int:
        """In months. Where it goes on decides for what merged into it."""
        return self.stays.details_months

    @property
    def quality_marks(self) -> dict[str, date]:
        """Each that was ever said, with its last day."""
        said = {"Keurmerk Kringloop": self.keurmerk_until, "PSO": self.pso_until}
        return {mark: until for mark, until in said.items() if until}

    def marks_ending(self, today: date) -> dict[str, date]:
        """Those that are over, or will be soon."""
        soon = today + ENDS_SOON
        return {mark: until for mark, until in self.quality_marks.items() if until <= soon}

    def quality_marks_on(self, day: date) -> list[str]:
        return [mark for mark, until in self.quality_marks.items() if until >= day]

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=frozenset({self.id}))

    def refuse_merged(self) -> None:
        """Before something begins here. Raises ClosedError when it goes on in another one."""
        if self.merged_into is not None:
            name = self.merged_into.name
            raise ClosedError("organisation-was-merged", organisation=self.uuid, name=name)

    def must_be_open(self, today: date) -> None:
        """Raises ClosedError once it goes on in another one, or its last day is over."""
        self.refuse_merged()
        if not self.goes_on_from(today):
            raise ClosedError("organisation-has-ended", organisation=self.uuid)


class RegionContact(Model):
    """Whom people in a labour-market region ask about work and training."""

    __tablename__ = "region_contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    region: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(30), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(160), default="")


class Site(NamedOnce, Ending, Identified, Model):
    """A branch: a shop, a sorting hall, a workshop."""

    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("organisation_id", "id"), _one_open_name("site"))

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    city: Mapped[str] = mapped_column(String(80), default="")
    region: Mapped[str | None] = mapped_column(String(60))
    """Id of a labour-market region; None: that of the organisation."""

    organisation: Mapped[Organisation] = relationship(lazy="joined")

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=frozenset({self.organisation_id}))

    def must_be_open(self, today: date) -> None:
        self.organisation.must_be_open(today)


class Team(NamedOnce, Ending, Identified, Model):
    """People who work together and whose leader sees what they can do."""

    __tablename__ = "team"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        ForeignKeyConstraint(["organisation_id", "site_id"], ["site.organisation_id", "site.id"]),
        _one_open_name("team"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    site_id: Mapped[int]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    """The team of another organisation in which it goes on."""

    site: Mapped[Site] = relationship(lazy="joined", overlaps="organisation")
    organisation: Mapped[Organisation] = relationship(lazy="joined", overlaps="site")

    @property
    def scope(self) -> Scope:
        return Scope(
            team_ids=frozenset({self.id}), organisation_ids=frozenset({self.organisation_id})
        )

    def must_be_open(self, today: date) -> None:
        self.organisation.must_be_open(today)
