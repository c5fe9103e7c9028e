"""Drafts of domains, with every save of them until they are published, as of skills."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.drafting.models import Saved
from academy.database import Identified, Model


class DomainDraft(Identified, Model):
    """What a domain may become; a domain has one draft at most."""

    __tablename__ = "domain_draft"

    code: Mapped[str] = mapped_column(String(60), unique=True)
    """Of the domain that it is about, or that it will make: that is no row before somebody
    publishes it, so that nothing else needs to leave it out."""

    saves: Mapped[list["DomainDraftSave"]] = relationship(
        back_populates="draft", order_by="DomainDraftSave.revision", cascade="all, delete-orphan"
    )

    @property
    def newest(self) -> "DomainDraftSave":
        return self.saves[-1]


class DomainDraftSave(Saved, Model):
    """What somebody saved of a draft of a domain."""

    __tablename__ = "domain_draft_save"
    __table_args__ = (UniqueConstraint("draft_id", "revision"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("domain_draft.id"))

    draft: Mapped[DomainDraft] = relationship(back_populates="saves")
