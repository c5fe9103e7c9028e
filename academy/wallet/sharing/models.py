"""What a worker shows to somebody outside, for how long, and how often it was looked at.

The link itself is kept nowhere: it is made again from the server's key for its owner
(`tokens`), and the database knows only what it hashes to.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.credentials.models import Credential
from academy.database import Identified, Model
from academy.people.models import Person
from academy.security.policy import Scope
from academy.wallet.brought.models import Brought
from academy.wallet.elsewhere.models import ForeignBadge


class Audience(StrEnum):
    """For whom it is; stands in the worker's own list and nowhere else."""

    EMPLOYER = "employer"
    GUIDE = "guide"
    """Of the municipality or UWV: who knows this of somebody knows more than a badge says."""
    SCHOOL = "school"
    NEAR = "near"
    """Family, a friend."""
    OTHER = "other"


class Purpose(StrEnum):
    """What it is for; the worker's own note as well."""

    WORK = "work"
    LEARN = "learn"
    SHOW = "show"


class Share(Identified, Model):
    """One link to chosen badges. It ends by itself or is stopped, and never begins anew."""

    __tablename__ = "share"
    __table_args__ = (
        CheckConstraint("ends_at >= made_at", name="ends_after_it_began"),
        Index(None, "person_id", "made_at"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    audience: Mapped[Audience] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(String(60))
    """Whom the worker means, in own words; often empty."""
    purpose: Mapped[Purpose] = mapped_column(String(20))
    with_name: Mapped[bool]
    with_claims: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Also what employers said before it was made, and the worker kept."""
    with_files: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Also the files of badges from elsewhere; only with the name, which may stand in them."""
    follows: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Somebody looks along: every badge that counts, also what comes later; nothing is chosen."""
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    stopped_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    badges: Mapped[list["SharedBadge"]] = relationship(
        back_populates="share", order_by="SharedBadge.position"
    )
    foreign_badges: Mapped[list["SharedForeignBadge"]] = relationship(
        order_by="SharedForeignBadge.position"
    )
    words: Mapped[list["SharedWord"]] = relationship(order_by="SharedWord.brought_id")
    looks: Mapped[list["ShareLook"]] = relationship(order_by="ShareLook.at")

    def is_open_at(self, now: datetime) -> bool:
        return self.stopped_at is None and now < self.ends_at

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id, thing_uuid=self.uuid)


class SharedBadge(Model):
    """A badge that the worker chose for a share."""

    __tablename__ = "shared_badge"
    __table_args__ = (UniqueConstraint("share_id", "credential_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    share_id: Mapped[int] = mapped_column(ForeignKey("share.id"))
    credential_id: Mapped[int] = mapped_column(ForeignKey("credential.id"), index=True)
    position: Mapped[int]

    share: Mapped[Share] = relationship(back_populates="badges")
    credential: Mapped[Credential] = relationship()


class SharedForeignBadge(Model):
    """A badge from elsewhere that the worker chose for a share; it goes when either goes."""

    __tablename__ = "shared_foreign_badge"
    __table_args__ = (UniqueConstraint("share_id", "foreign_badge_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    share_id: Mapped[int] = mapped_column(ForeignKey("share.id"))
    foreign_badge_id: Mapped[int] = mapped_column(ForeignKey("foreign_badge.id"), index=True)
    position: Mapped[int]

    foreign_badge: Mapped[ForeignBadge] = relationship()


class SharedWord(Model):
    """What the worker says of themselves and chose for a share; it goes when either goes."""

    __tablename__ = "shared_word"
    __table_args__ = (UniqueConstraint("share_id", "brought_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    share_id: Mapped[int] = mapped_column(ForeignKey("share.id"))
    brought_id: Mapped[int] = mapped_column(ForeignKey("brought.id"), index=True)

    brought: Mapped[Brought] = relationship()


class ShareLook(Model):
    """Somebody opened a share: when, and nothing about who."""

    __tablename__ = "share_look"
    __table_args__ = (Index(None, "share_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    share_id: Mapped[int] = mapped_column(ForeignKey("share.id"))
    at: Mapped[datetime]
