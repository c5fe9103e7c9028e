"""Enrolled tablets, the keys of what they send, who signed in on them, and what waits for a person.

Nothing that a tablet sent and that could be recorded stays here: that is an assessment.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Identified, Model
from academy.organisations.models import Organisation, Site
from academy.security.identity import Device
from academy.security.policy import Scope


class Tablet(Identified, Model):
    """A device of a site; its token is a secret of its own, of which only the hash is kept."""

    __tablename__ = "tablet"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        ForeignKeyConstraint(["organisation_id", "site_id"], ["site.organisation_id", "site.id"]),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    site_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    """SHA-256 of the code that enrols it, until that is used."""
    code_number: Mapped[int] = mapped_column(default=0)
    """Counts its codes; the server's key makes the code from it."""
    code_at: Mapped[datetime | None]
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    """SHA-256 of its token; None until it is enrolled."""
    long_grants: Mapped[bool] = mapped_column(default=False)
    """Whether a leader with a card may work for 24 hours without a network, instead of 12."""
    created_at: Mapped[datetime]
    enrolled_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    """Its last contact."""
    waiting: Mapped[int] = mapped_column(default=0)
    """How much it had still to send then, as it says."""
    app_version: Mapped[str] = mapped_column(String(40), default="")
    skew_seconds: Mapped[int | None]
    """By how much its clock was ahead when it last sent something."""

    site: Mapped[Site] = relationship(lazy="joined", overlaps="organisation")
    organisation: Mapped[Organisation] = relationship(overlaps="site")

    @property
    def device(self) -> Device:
        return Device(self.uuid, self.organisation_id)

    @property
    def scope(self) -> Scope:
        return Scope(
            organisation_ids=frozenset({self.organisation_id}),
            device_uuid=self.uuid,
        )


def _of_a_tablet() -> ForeignKeyConstraint:
    """And of the organisation of that tablet, whatever a query forgets."""
    return ForeignKeyConstraint(
        ["organisation_id", "tablet_id"], ["tablet.organisation_id", "tablet.id"]
    )


class KeyUse(StrEnum):
    """What a key pair of the server is for; never for both."""

    SEAL = "seal"
    """Tablets seal to its public half (HPKE)."""
    GRANT = "grant"
    """Signs grants (ES256)."""


class TabletKey(Identified, Model):
    """A key pair of the server; never deleted, for a queue may come late. The newest is used."""

    __tablename__ = "tablet_key"

    purpose: Mapped[KeyUse] = mapped_column(String(10))
    public_point: Mapped[bytes] = mapped_column(LargeBinary(65))
    """On P-256, uncompressed."""
    wrapped_private: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class LeaderGrant(Identified, Model):
    """A leader signed in on a tablet, for one team; the grant itself is a JWS on the tablet."""

    __tablename__ = "leader_grant"
    __table_args__ = (
        _of_a_tablet(),
        ForeignKeyConstraint(["organisation_id", "team_id"], ["team.organisation_id", "team.id"]),
    )

    organisation_id: Mapped[int]
    tablet_id: Mapped[int] = mapped_column(index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    team_id: Mapped[int]
    card_uuid: Mapped[UUID | None]
    """The card that opened it, or that has the PIN; none when it was gone before this was kept."""
    method: Mapped[str] = mapped_column(String(10))
    """`card` or `pin`."""
    given_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]

    tablet: Mapped[Tablet] = relationship(lazy="joined")


class PinTries(Model):
    """Wrong PINs of one leader on one tablet since the last good sign-in there."""

    __tablename__ = "tablet_pin_tries"
    __table_args__ = (UniqueConstraint("tablet_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tablet_id: Mapped[int] = mapped_column(ForeignKey("tablet.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    failed: Mapped[int] = mapped_column(default=0)


_IS_OPEN = text("settled_at IS NULL")


class ParkedItem(Identified, Model):
    """What a tablet brought and nobody could record: kept as it came, sealed, for a person."""

    __tablename__ = "parked_item"
    __table_args__ = (
        _of_a_tablet(),
        UniqueConstraint("organisation_id", "sealed_hash"),
        Index(
            "open_parked_items", "organisation_id",
            sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN,
        ),
    )  # fmt: skip

    organisation_id: Mapped[int]
    tablet_id: Mapped[int] = mapped_column(index=True)
    """The tablet that brought it."""
    item_uuid: Mapped[UUID]
    key: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    reason: Mapped[str] = mapped_column(String(40))
    came_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    """When somebody let it go, or when it could be recorded after all."""

    tablet: Mapped[Tablet] = relationship(lazy="joined")

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=frozenset({self.organisation_id}))
