"""People, where they work, how they sign in, and who may assess.

A person belongs to no organisation; only a membership does. Nothing here says anything about
health, support, benefits, residence or birth (see docs/adr and the privacy notice).
"""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from academy.database import Identified, Model
from academy.organisations.models import Organisation, Team
from academy.searching import folded
from academy.security.identity import Role
from academy.security.policy import Scope


class Person(Identified, Model):
    """Somebody with a wallet; the UUID is the pseudonym that badges name."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(60))
    """The name as the person wants it shown and printed."""
    search_text: Mapped[str] = mapped_column(String(200), default="")
    """The name folded for LIKE; follows the name by itself."""
    language: Mapped[str] = mapped_column(String(8), default="nl")
    """A setting of the screens; never in reports, exports or an employer's view."""
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="person", order_by="Membership.starts_on"
    )

    @validates("name")
    def fold_name(self, _key: str, name: str) -> str:
        self.search_text = folded(name)
        return name

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


class Membership(Identified, Model):
    """A person in a role at an organisation, from a day until a day (inclusive)."""

    __tablename__ = "membership"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "team_id"], ["team.organisation_id", "team.id"]),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(index=True)
    role: Mapped[Role] = mapped_column(String(20))
    staff_number: Mapped[str] = mapped_column(String(20), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    """The last day on which it holds."""
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    """For a substitute: the membership of the leader who is away."""

    person: Mapped[Person] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship(lazy="joined", overlaps="team")
    team: Mapped[Team | None] = relationship(lazy="joined", overlaps="organisation")

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def scope(self) -> Scope:
        return Scope(
            person_id=self.person_id,
            team_ids=frozenset({self.team_id} if self.team_id else ()),
            organisation_ids=frozenset({self.organisation_id}),
        )


class AssessorAuthority(Identified, Model):
    """Who may assess which part of the palette for an organisation, from when until when."""

    __tablename__ = "assessor_authority"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    domain_id: Mapped[int | None] = mapped_column(ForeignKey("skill_domain.id"))
    """None: every domain of the palette."""
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    organisation: Mapped[Organisation] = relationship()

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id, organisation_ids=frozenset({self.organisation_id}))


class Account(Model):
    """Sign-in by e-mail address and password, for those who have them."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    """In lower case."""
    password_hash: Mapped[str | None] = mapped_column(String(200))
    """Argon2id; None until the person chose a password."""
    start_code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    """SHA-256 of the one-time code that lets the person choose a password."""
    start_code_number: Mapped[int] = mapped_column(default=0)
    """Counts the codes that were given out; the server's key makes the code from it."""
    start_code_at: Mapped[datetime | None]
    start_code_session: Mapped[uuid.UUID | None]
    """The session that gave it out, which may see it for a short while."""

    person: Mapped[Person] = relationship(lazy="joined")


class Card(Identified, Model):
    """A printed card: its code is a secret made from the server's key, only its hash is kept."""

    __tablename__ = "card"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    pin_hash: Mapped[str] = mapped_column(String(200))
    """Argon2id over the PIN keyed with the server's key: four digits alone are guessed quickly."""
    pin_number: Mapped[int] = mapped_column(default=0)
    """Counts the PINs that were given out; the server's key makes the PIN from it."""
    pin_at: Mapped[datetime | None]
    pin_session: Mapped[uuid.UUID | None]
    """The session that gave the PIN out, which may see it for a short while."""
    failed_tries: Mapped[int] = mapped_column(default=0)
    """Wrong PINs since the last right one; at five the card is locked until a new PIN."""
    issued_at: Mapped[datetime]
    voided_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def scope(self) -> Scope:
        return self.person.scope


class Session(Identified, Model):
    """One sign-in on one device; it can be listed and ended from elsewhere."""

    __tablename__ = "session"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    method: Mapped[str] = mapped_column(String(20))
    """`password`, `card` or `demo`."""
    device: Mapped[str] = mapped_column(String(80), default="")
    """Browser and system in words, like `Chrome, Android`."""
    started_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id)


class SignInAttempt(Model):
    """A try to get in, kept for the rate limits and then deleted; keys are hashes."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    at: Mapped[datetime]
