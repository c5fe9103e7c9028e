"""People, where they work, and who may assess. How they get in is up to `access`.

A person belongs to no organisation; only a membership does. Nothing here says anything about
health, support, benefits, residence or birth (see docs/adr and the privacy notice).
"""

from datetime import date, datetime, timedelta

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from academy.database import Identified, Model
from academy.folding import LONGEST_FOLDED, folded_name, folded_number, sorting_name
from academy.languages import DUTCH
from academy.organisations.models import Organisation, Team
from academy.people.leaving.rules import Destination
from academy.periods import Ending, Period
from academy.security.identity import Role
from academy.security.policy import Scope

REOPENS_FOR = timedelta(days=31)
"""An end of longer ago is no slip that somebody takes back."""


class Person(Identified, Model):
    """Somebody with a wallet; the UUID is the pseudonym that badges name."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(60))
    """The name as the person wants it shown and printed."""
    latin_name: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """The same name in Latin letters, printed beside one in another script; empty: none."""
    search_text: Mapped[str] = mapped_column(String(LONGEST_FOLDED), default="", index=True)
    """The name folded, to search and compare; follows the name by itself."""
    sort_text: Mapped[str] = mapped_column(String(LONGEST_FOLDED), default="", server_default="")
    """The name as lists are sorted by; follows the name by itself."""
    language: Mapped[str] = mapped_column(String(8), default=DUTCH)
    """A setting of the screens; never in reports, exports or an employer's view."""
    language_chosen_at: Mapped[datetime | None]
    """None: nobody asked yet."""
    reading: Mapped[str | None] = mapped_column(String(40))
    """How the screens are shown, as `people.reading` spells it; a setting as the language is. None:
    nobody chose."""
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """The record of the same person that took this one in, which is then empty and erased; badges
    that name its UUID are theirs (`merged`, docs/adr/0065)."""
    notice_seen_at: Mapped[datetime | None]
    """When they read what is kept of them and who sees it; None: not yet."""
    news_seen_at: Mapped[datetime | None]
    """Until when they read what changed about their badges; None: since they are here."""
    closed_at: Mapped[datetime | None]
    """After a death: nobody comes in and nothing is shown any more; badges stay valid."""
    under_16_until: Mapped[date | None]
    """The first day on which somebody may be 16: of a month, for no birth date is kept. Gone when
    it has passed, or when a worker never was younger."""
    parent_agreed_on: Mapped[date | None]
    """When a parent said yes to showing badges, on paper."""

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="person", order_by="Membership.starts_on"
    )

    @validates("name")
    def fold_name(self, _key: str, name: str) -> str:
        self.search_text = folded_name(name)
        self.sort_text = sorting_name(name)
        return name

    @property
    def is_gone(self) -> bool:
        """Nobody comes in as this person any more."""
        return self.erased_at is not None or self.closed_at is not None

    @property
    def scope(self) -> Scope:
        """Whom it is about and every place where the person works or worked.

        Who sees a person through a membership that has ended is up to the queries.
        """
        return Scope(
            person_id=self.id,
            team_ids=frozenset(m.team_id for m in self.memberships if m.team_id),
            organisation_ids=frozenset(m.organisation_id for m in self.memberships),
        )


def _one_open_role(where: str, condition: str, *more: str) -> Index:
    """Two that go on for ever would overlap. NULL is never equal to NULL, so there are two."""
    return Index(
        f"one_open_role_{where}", "person_id", "organisation_id", "role", *more,
        unique=True, sqlite_where=text(condition), postgresql_where=text(condition),
    )  # fmt: skip


_ACADEMY_ADMIN = text(f"role = '{Role.ACADEMY_ADMIN.value}'")


_HAS_DETAILS = text("details_gone_on IS NULL")


class Membership(Period, Identified, Model):
    """A person in a role at an organisation, from a day until a day (inclusive)."""

    __tablename__ = "membership"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "team_id"], ["team.organisation_id", "team.id"]),
        _one_open_role("in_a_team", "ends_on IS NULL", "team_id"),
        _one_open_role("without_a_team", "ends_on IS NULL AND team_id IS NULL"),
        # Who works somewhere now is found among all who ever did.
        Index(None, "person_id", "organisation_id"),
        Index(None, "person_id", "team_id"),
        Index(None, "organisation_id", "ends_on"),
        Index(
            "details_to_forget", "organisation_id", "ends_on",
            sqlite_where=_HAS_DETAILS, postgresql_where=_HAS_DETAILS,
        ),
        Index(None, "organisation_id", "staff_key"),
        Index(None, "team_id", "ends_on"),
        Index(
            "administers_the_academy", "person_id",
            sqlite_where=_ACADEMY_ADMIN, postgresql_where=_ACADEMY_ADMIN,
        ),
    )  # fmt: skip

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    team_id: Mapped[int | None]
    role: Mapped[Role] = mapped_column(String(20))
    staff_number: Mapped[str] = mapped_column(String(20), default="")
    staff_key: Mapped[str] = mapped_column(String(80), default="", server_default="")
    """The number as numbers are compared; follows it by itself. Many rows of one person may have
    it, so that nobody else has it is asked under the organisation's lock (`numbers`)."""
    region: Mapped[str | None] = mapped_column(String(60))
    """For a reader for a region: which one; None: the whole country."""
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"), index=True)
    """For a substitute: the membership of the leader who is away."""
    went_to: Mapped[Destination | None] = mapped_column(String(12))
    """Of a worker who left: where to, as far as the organisation said (docs/adr/0060)."""

    details_gone_on: Mapped[date | None]
    """When what was seen of the work went, long after the last day; None: not yet."""

    person: Mapped[Person] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship(lazy="joined", overlaps="team")
    team: Mapped[Team | None] = relationship(lazy="joined", overlaps="organisation")

    def can_be_reopened(self, today: date) -> bool:
        """For a month; never that of a substitute, who would lead for good without a last day."""
        is_last = self.has_end and self.replaces_id is None
        return is_last and self.ended_within(REOPENS_FOR, today=today)

    @validates("staff_number")
    def fold_number(self, _key: str, number: str) -> str:
        self.staff_key = folded_number(number)
        return number

    @property
    def scope(self) -> Scope:
        return Scope(
            person_id=self.person_id,
            team_ids=frozenset({self.team_id} if self.team_id else ()),
            organisation_ids=frozenset({self.organisation_id}),
        )


class Guest(Ending, Identified, Model):
    """A leader of one organisation who may look in one team of another: offered by the home, taken
    up by the host, ended by either."""

    __tablename__ = "guest"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    home_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    host_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    offered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    offered_at: Mapped[datetime]
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"), unique=True)
    """In the team of the host; None until that says yes."""
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    accepted_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined")
    home: Mapped[Organisation] = relationship(foreign_keys=[home_id], lazy="joined")
    host: Mapped[Organisation] = relationship(foreign_keys=[host_id], lazy="joined")
    membership: Mapped[Membership | None] = relationship()

    def is_open_on(self, day: date) -> bool:
        return self.ended_at is None and self.goes_on_from(day)

    @property
    def scope(self) -> Scope:
        return Scope(
            person_id=self.person_id, organisation_ids=frozenset({self.home_id, self.host_id})
        )


class AssessorAuthority(Period, Identified, Model):
    """Who may assess which part of the palette for an organisation, from when until when."""

    __tablename__ = "assessor_authority"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    domain_id: Mapped[int | None] = mapped_column(ForeignKey("skill_domain.id"))
    """None: every domain of the palette."""
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    proof: Mapped[str] = mapped_column(String(120), default="", server_default="")
    """The course that the person had completed, as it was called then; empty: none was asked."""
    proof_on: Mapped[date | None]
    """The day on which it was completed."""
    end_reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """Why it was withdrawn, for the organisation and the academy."""
    end_is_news: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The academy withdrew it, and no administrator of the organisation has read so yet."""

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    organisation: Mapped[Organisation] = relationship()

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id, organisation_ids=frozenset({self.organisation_id}))


class AssessorCourse(Identified, Model):
    """Which course the academy asks of whoever gets authority; each is a row that stays, the newest
    holds."""

    __tablename__ = "assessor_course"

    course_code: Mapped[str] = mapped_column(String(60), default="")
    """Empty: none is asked."""
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
