"""Facts of this installation that must not change by accident."""

from sqlalchemy import String, inspect
from sqlalchemy.exc import DBAPIError, OperationalError
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

    Raises SettingsError, also when the database cannot be used. Does nothing on a database
    without tables.
    """
    try:
        if not inspect(db.engine).has_table(InstallationFact.__tablename__):
            return
        known = db.session.get(InstallationFact, PUBLIC_URL)
        db.session.rollback()
    except DBAPIError as error:
        raise SettingsError(_unusable(settings, error)) from error
    if known is not None and known.value != settings.public_url:
        message = (
            f"Cannot start. PUBLIC_URL is {settings.public_url}, but this database issues badges "
            f"for {known.value}. Set PUBLIC_URL={known.value}."
        )
        raise SettingsError(message)


def _unusable(settings: Settings, error: DBAPIError) -> str:
    """What is wrong in one line, without the password that can stand in the address."""
    if db.engine.dialect.name == "sqlite":
        path = settings.database_url.removeprefix("sqlite:///")
        cure = (
            "Its folder must be there, and both must belong to the user who runs this."
            if isinstance(error, OperationalError)
            else "It is damaged, or something else. Put it aside and restore a backup."
        )
        return f"Cannot start. The database file {path} cannot be opened ({error.orig}). {cure}"
    why = " ".join(str(error.orig).split())
    return f"Cannot start. The database does not answer ({why}). Look at it and at DATABASE_URL."


def remember_public_url(settings: Settings) -> None:
    """Fix the public address, with the first issuer that is made."""
    if db.session.get(InstallationFact, PUBLIC_URL) is None:
        insert_unless_there(InstallationFact, {"name": PUBLIC_URL, "value": settings.public_url})
