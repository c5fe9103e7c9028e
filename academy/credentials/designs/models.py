"""Designs of certificates. A row never changes but for the moment from which it counts."""

from datetime import datetime
from typing import TypedDict

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.models import Texts
from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.security.policy import Scope

_IS_DRAFT = text("used_from IS NULL")


class SignatoryRow(TypedDict):
    """Who signs, and as what, in each language."""

    name: str
    role: Texts


class CertificateDesign(Identified, Model):
    """How certificates of an organisation look, of badges given from `used_from` on."""

    __tablename__ = "certificate_design"
    __table_args__ = (
        Index(None, "organisation_id", "used_from"),
        Index(
            "one_draft_of_a_design", "organisation_id",
            unique=True, sqlite_where=_IS_DRAFT, postgresql_where=_IS_DRAFT,
        ),
    )  # fmt: skip

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    made_at: Mapped[datetime]
    used_from: Mapped[datetime | None]
    """None: a draft, which counts for nothing yet."""
    text: Mapped[Texts] = mapped_column(JSON)
    """A sentence of the organisation; empty in a language: none there."""
    signatories: Mapped[list[SignatoryRow]] = mapped_column(JSON)
    """At most two; none: a line to write a name under."""
    logo: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """PNG, as `media.logos` made it."""
    logo_width: Mapped[int] = mapped_column(default=0)
    logo_height: Mapped[int] = mapped_column(default=0)

    organisation: Mapped[Organisation] = relationship()

    @property
    def has_logo(self) -> bool:
        return self.logo_width > 0

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=frozenset({self.organisation_id}))
