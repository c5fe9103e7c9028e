"""Issuers with their keys, status lists, and badges exactly as they were signed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    and_,
    false,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.models import Skill, SkillVersion, Texts
from academy.credentials.rules import has_expired
from academy.database import Identified, Model
from academy.dates import start_of_day
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.policy import Scope


class KeyPurpose(StrEnum):
    """What a key signs; keys are never shared between purposes."""

    CREDENTIALS = "credentials"
    """Ed25519, for badges."""
    STATUS = "status"
    """Ed25519, for status lists."""
    JWT = "jwt"
    """P-256, for badges as VC-JWT."""


_SIGNS = text("retired_at IS NULL AND compromised_at IS NULL")


class IssuerKey(Model):
    """A key of an organisation; the private half is wrapped by the master key."""

    __tablename__ = "issuer_key"
    __table_args__ = (
        Index(
            "one_signing_key_for_a_purpose", "organisation_id", "purpose",
            unique=True, sqlite_where=_SIGNS, postgresql_where=_SIGNS,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    purpose: Mapped[KeyPurpose] = mapped_column(String(20))
    public_multibase: Mapped[str] = mapped_column(String(120), unique=True)
    """Multikey, and the fragment of the verification method."""
    wrapped_private: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    """No longer signs; stays published, so that old badges verify."""
    compromised_at: Mapped[datetime | None]
    """From here on nothing signed with it is ours, unless our own log holds it."""

    organisation: Mapped[Organisation] = relationship()

    @hybrid_property
    def is_active(self) -> bool:
        """Whether it signs now; at most one for a purpose."""
        return self.retired_at is None and self.compromised_at is None

    @is_active.inplace.expression
    @classmethod
    def _is_active_in_sql(cls) -> ColumnElement[bool]:
        return and_(cls.retired_at.is_(None), cls.compromised_at.is_(None))


class StatusList(Identified, Model):
    """A Bitstring status list of one organisation; indexes are drawn at random."""

    __tablename__ = "status_list"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    size: Mapped[int]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    """No new places on it, because it fills up or a backup was restored."""
    is_of_statements: Mapped[bool] = mapped_column(default=False, server_default=false())
    """For what the organisation said about badges of others, apart from the badges it gave."""

    organisation: Mapped[Organisation] = relationship()


class Achievement(Identified, Model):
    """What a badge says: one published skill version at one level. Its texts never change."""

    __tablename__ = "achievement"
    __table_args__ = (UniqueConstraint("skill_version_id", "level"),)

    skill_version_id: Mapped[int] = mapped_column(ForeignKey("skill_version.id"))
    level: Mapped[int]

    skill_version: Mapped[SkillVersion] = relationship(lazy="joined")

    @property
    def level_name(self) -> Texts:
        """In the words that its badges were signed with."""
        return self.skill_version.level_name(self.level)


class BadgeClass(Identified, Model):
    """An achievement as one organisation issues it: Open Badges 2.0 wants a badge class for each
    issuer, where 3.0 lets issuers share an achievement."""

    __tablename__ = "badge_class"
    __table_args__ = (UniqueConstraint("achievement_id", "organisation_id"),)

    achievement_id: Mapped[int] = mapped_column(ForeignKey("achievement.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    badges: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many were given and not withdrawn; `counting` keeps it."""
    told: Mapped[int] = mapped_column(default=0, server_default="0")
    """What outsiders are told of it; `telling_counts` says when it moves. 0: too little."""
    told_of: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many there were then."""
    told_at: Mapped[datetime | None]

    achievement: Mapped[Achievement] = relationship(lazy="joined")
    organisation: Mapped[Organisation] = relationship(lazy="joined")


_IS_CURRENT = text("current_key IS NOT NULL")


class Credential(Identified, Model):
    """A badge: the exact signed bytes and where they belong. What was signed never changes.

    `current_key` is emptied when another badge takes its place, and filled again when that one is
    withdrawn; that one then replaces nothing any more (`supersedes_id`).
    """

    __tablename__ = "credential"
    __table_args__ = (
        UniqueConstraint("status_list_id", "status_index"),
        ForeignKeyConstraint(["organisation_id", "team_id"], ["team.organisation_id", "team.id"]),
        Index(
            "one_current_badge_of_an_assessment", "assessment_id",
            unique=True, sqlite_where=_IS_CURRENT, postgresql_where=_IS_CURRENT,
        ),
        Index(None, "organisation_id", "achievement_id"),
        Index(None, "person_id", "organisation_id"),
    )  # fmt: skip

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    """What gave it; once more when an earlier badge of it fell by the fault of another one."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    team_id: Mapped[int] = mapped_column(index=True)
    assessor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), index=True)
    achievement_id: Mapped[int] = mapped_column(ForeignKey("achievement.id"), index=True)
    current_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    """`person:organisation:skill:level` while it is the badge that counts; the database
    itself thus allows one current badge, whoever validates at the same moment."""
    status_list_id: Mapped[int] = mapped_column(ForeignKey("status_list.id"))
    status_index: Mapped[int]
    issued_at: Mapped[datetime] = mapped_column(index=True)
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    document: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """Open Badges 3.0, signed; served as it is."""
    jwt: Mapped[str] = mapped_column(Text, deferred=True)
    """The same badge as VC-JWT."""
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("credential.id"), index=True)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    skill: Mapped[Skill] = relationship()
    achievement: Mapped[Achievement] = relationship()
    status_list: Mapped[StatusList] = relationship()
    revocation: Mapped["Revocation | None"] = relationship(back_populates="credential")
    supersedes: Mapped["Credential | None"] = relationship(
        remote_side="Credential.id", back_populates="superseded_by"
    )
    superseded_by: Mapped["Credential | None"] = relationship(
        back_populates="supersedes", uselist=False
    )

    @property
    def level(self) -> int:
        return self.achievement.level

    @property
    def level_name(self) -> Texts:
        """In the words that were signed."""
        return self.achievement.level_name

    @hybrid_method
    def has_expired_on(self, day: date) -> bool:
        """Whether its last day was before `day` (see `rules.has_expired`)."""
        return has_expired(self.valid_until, day)

    @has_expired_on.expression
    @classmethod
    def _has_expired_on_in_sql(cls, day: date) -> ColumnElement[bool]:
        return and_(cls.valid_until.is_not(None), cls.valid_until < start_of_day(day))

    @property
    def scope(self) -> Scope:
        return Scope(
            person_id=self.person_id,
            author_id=self.assessor_id,
            team_ids=frozenset({self.team_id}),
            organisation_ids=frozenset({self.organisation_id}),
        )


class Confirmation(Model):
    """An assessment that earned a badge the person already had; it confirms that one."""

    __tablename__ = "confirmation"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), unique=True)
    credential_id: Mapped[int] = mapped_column(ForeignKey("credential.id"), index=True)
    at: Mapped[datetime]


class RevocationReason(StrEnum):
    """Why a badge does not count any more."""

    UNDONE = "undone"
    """Taken back within a quarter of an hour; never shown outside."""
    MISTAKE = "mistake"
    REPLACED = "replaced"
    OBJECTION = "objection"
    FRAUD = "fraud"
    KEY_COMPROMISED = "key_compromised"


class Revocation(Identified, Model):
    """A badge is withdrawn, for good: there is no suspension."""

    __tablename__ = "revocation"
    __table_args__ = (Index("withdrawn_places", "status_list_id", "status_index"),)

    credential_id: Mapped[int] = mapped_column(ForeignKey("credential.id"), unique=True)
    status_list_id: Mapped[int] = mapped_column(server_default="0")
    status_index: Mapped[int] = mapped_column(server_default="0")
    """The badge's place, so that its list is made without looking at all badges on it."""
    reason: Mapped[RevocationReason] = mapped_column(String(20))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    credential: Mapped[Credential] = relationship(back_populates="revocation")

    @classmethod
    def of(
        cls, credential: Credential, reason: RevocationReason, *, by_id: int | None, at: datetime
    ) -> "Revocation":
        """Withdraws `credential` as soon as it is flushed."""
        revocation = cls(
            credential_id=credential.id,
            status_list_id=credential.status_list_id,
            status_index=credential.status_index,
            reason=reason,
            by_id=by_id,
            at=at,
        )
        credential.revocation = revocation
        return revocation


class BackpackCopy(Model):
    """That a copy with somebody's e-mail address in it is ours; neither of them is kept."""

    __tablename__ = "backpack_copy"

    id: Mapped[int] = mapped_column(primary_key=True)
    credential_id: Mapped[int] = mapped_column(ForeignKey("credential.id"), index=True)
    words_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    """SHA-256 of what it says; its salt is random, so nothing can be found in it."""
    made_at: Mapped[datetime]


class PaperCopy(Identified, Model):
    """A printed certificate and the page behind its code, which shows what was printed."""

    __tablename__ = "paper_copy"
    __table_args__ = (
        UniqueConstraint("credential_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    credential_id: Mapped[int] = mapped_column(ForeignKey("credential.id"), index=True)
    number: Mapped[int]
    """A new one for each name that was printed, or after a withdrawal."""
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    printed_name: Mapped[str] = mapped_column(String(60))
    printed_latin_name: Mapped[str] = mapped_column(String(60), default="", server_default="")
    printed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    credential: Mapped[Credential] = relationship(backref="paper_copies")

    @property
    def scope(self) -> Scope:
        return self.credential.scope


class ParticipationProof(Identified, Model):
    """A proof of participation that was signed as an Open Badge; its UUID is that of the record.

    It goes with the line in the learning record, and then nobody takes it for ours any more.
    """

    __tablename__ = "participation_proof"

    record_id: Mapped[int] = mapped_column(ForeignKey("learning_record.id"), unique=True)
    document: Mapped[bytes] = mapped_column(LargeBinary)
    issued_at: Mapped[datetime]
    given_at: Mapped[datetime | None]
    """When somebody gave it to the holder; None: the holder asked for it."""


class Endorsement(Identified, Model):
    """What an organisation said about a badge, signed; its UUID is that of what was said.

    It goes when the worker throws that away, and then nobody takes it for ours any more.
    """

    __tablename__ = "endorsement"

    credential_id: Mapped[int] = mapped_column(ForeignKey("credential.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    document: Mapped[bytes] = mapped_column(LargeBinary)
    issued_at: Mapped[datetime]
