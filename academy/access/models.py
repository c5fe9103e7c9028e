"""How people get in: accounts, printed cards, sessions, and tries that are counted."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Identified, Model
from academy.people.models import Person
from academy.security.policy import Scope


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
    start_code_session: Mapped[uuid.UUID | None] = mapped_column(index=True)
    """The session that gave it out, which may see it for a short while."""
    start_code_given_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """What a password that is chosen with the code will open (see docs/adr/0018)."""
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """The organisation that could know the password; None: it is the person's own."""
    chosen_at: Mapped[datetime | None]
    """When the password of now was chosen; what was given opens some days later (`closed`)."""
    wants_todo: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Once a week a mail with what there is to do."""
    wants_news: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A mail when something changed about the own badges."""

    person: Mapped[Person] = relationship(lazy="joined")


_WORKS = text("voided_at IS NULL")


class Card(Identified, Model):
    """A printed card: its code is a secret made from the server's key, only its hash is kept."""

    __tablename__ = "card"
    __table_args__ = (
        Index(
            "one_working_card_of_a_person", "person_id",
            unique=True, sqlite_where=_WORKS, postgresql_where=_WORKS,
        ),
    )  # fmt: skip

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    pin_hash: Mapped[str] = mapped_column(String(200))
    """Argon2id over the PIN keyed with the server's key: four digits alone are guessed quickly."""
    pin_number: Mapped[int] = mapped_column(default=0)
    """Counts the PINs that were given out; the server's key makes the PIN from it."""
    pin_at: Mapped[datetime | None]
    pin_session: Mapped[uuid.UUID | None] = mapped_column(index=True)
    """The session that gave the PIN out, which may see it for a short while."""
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """The organisation that could know the PIN; None: it is the person's own."""
    helper_uuid: Mapped[uuid.UUID | None]
    """Who gave out the PIN last: a pseudonym, as in the log."""
    chosen_at: Mapped[datetime | None]
    """When its holder chose the PIN of now; None: it is still the one that was given out."""
    failed_tries: Mapped[int] = mapped_column(default=0)
    """Wrong PINs since the last right one; at five the card is locked until a new PIN."""
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """Who gave out the card, and so knows its code: a look with it alone shows their badges."""
    issued_at: Mapped[datetime]
    voided_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def scope(self) -> Scope:
        return self.person.scope


class TemporaryCard(Identified, Model):
    """Stands in for a card that was forgotten, for twelve hours: its code leads to that card."""

    __tablename__ = "temporary_card"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("card.id"), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    given_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    voided_at: Mapped[datetime | None]

    card: Mapped[Card] = relationship(lazy="joined")


class Session(Identified, Model):
    """One sign-in on one device; it can be listed and ended from elsewhere."""

    __tablename__ = "session"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    method: Mapped[str] = mapped_column(String(20))
    """`password`, `card`, `pictures`, `demo`, or `look`: a card alone."""
    device: Mapped[str] = mapped_column(String(80), default="")
    """Browser and system in words, like `Chrome, Android`."""
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """The organisation that could have come in by the same means; None: only the person."""
    started_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id)


class RecoveryCode(Model):
    """The code on paper by which a person is known who lost everything else; the last one made."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    number: Mapped[int]
    """Counts the codes that were made; the server's key makes the code from it."""
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    made_at: Mapped[datetime]
    made_session: Mapped[uuid.UUID]
    """The session that may read it for a short while."""
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")


class PicturePassword(Model):
    """Three pictures that only the person knows, to show beside a card."""

    __tablename__ = "picture_password"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    secret_hash: Mapped[str] = mapped_column(String(200))
    """As that of a PIN."""
    chosen_at: Mapped[datetime]


class OwnPhone(Identified, Model):
    """A browser of which its owner said that it is theirs alone; its cookie holds a token."""

    __tablename__ = "own_phone"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    device: Mapped[str] = mapped_column(String(80))
    """Browser and system in words."""
    made_at: Mapped[datetime]
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
    at: Mapped[datetime] = mapped_column(index=True)
