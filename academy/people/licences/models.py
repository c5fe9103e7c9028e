"""Which kinds there are, and who has one until when.

The paper is not kept, and neither is its number: it carries a birth date.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.policy import NOWHERE, Scope

SOON = timedelta(days=60)


class LicenceKind(Identified, Model):
    """A kind that the academy keeps in its list."""

    __tablename__ = "licence_kind"

    name: Mapped[dict[str, str]] = mapped_column(JSON)
    """`{"nl": …, "en": …}`"""
    stopped_at: Mapped[datetime | None]
    """Since when nobody writes one down any more; those that are there stay."""

    @property
    def scope(self) -> Scope:
        return NOWHERE


class Licence(Identified, Model):
    """That somebody of an organisation saw the paper of a person, and until when it is valid."""

    __tablename__ = "licence"
    __table_args__ = (
        Index(None, "person_id", "organisation_id"),
        Index(None, "organisation_id", "valid_until"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    kind_id: Mapped[int] = mapped_column(ForeignKey("licence_kind.id"))
    valid_until: Mapped[date | None]
    """The last day, as the paper says; None: it says none."""
    seen_on: Mapped[date]
    seen_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    seen_by: Mapped[Person] = relationship(foreign_keys=[seen_by_id])
    organisation: Mapped[Organisation] = relationship()
    kind: Mapped[LicenceKind] = relationship(lazy="joined")

    @hybrid_method
    def is_valid_on(self, day: date) -> bool:
        return self.valid_until is None or day <= self.valid_until

    @is_valid_on.expression
    @classmethod
    def _is_valid_on_in_sql(cls, day: date):  # type: ignore[no-untyped-def]
        return cls.valid_until.is_(None) | (cls.valid_until >= day)

    def ends_soon(self, today: date) -> bool:
        """Or is over."""
        return not self.is_valid_on(today + SOON)

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id, organisation_ids=frozenset({self.organisation_id}))
