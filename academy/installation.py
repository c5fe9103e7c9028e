"""Facts of this installation that must not change by accident."""

from sqlalchemy import String, inspect
from sqlalchemy.orm import Mapped, mapped_column

from academy.database import Model, db, insert_unless_there
from academy.settings import Settings, SettingsError

PUBLIC_URL = "public_url"


class InstallationFact(Model):
    """A fact that was fixed at the first start."""

    __tablename__ = "installation_fact"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


def confirm_public_url(settings: Settings) -> None:
    """Refuse another PUBLIC_URL than the first: every badge carries it for good.

    Raises SettingsError. Does nothing on a database without tables.
    """
    if not inspect(db.engine).has_table(InstallationFact.__tablename__):
        return
    known = db.session.get(InstallationFact, PUBLIC_URL)
    db.session.rollback()
    if known is not None and known.value != settings.public_url:
        message = (
            f"Cannot start. PUBLIC_URL is {settings.public_url}, but this database issues badges "
            f"for {known.value}. Set PUBLIC_URL={known.value}."
        )
        raise SettingsError(message)


def remember_public_url(settings: Settings) -> None:
    """Fix the public address, with the first issuer that is made."""
    if db.session.get(InstallationFact, PUBLIC_URL) is None:
        insert_unless_there(InstallationFact, {"name": PUBLIC_URL, "value": settings.public_url})
