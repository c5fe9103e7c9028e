"""Whether the codes in people's hands were made with the SECRET_KEY of now.

With another one every PIN is wrong, and a code that is shown again opens nothing: nobody would see
why. No fingerprint has to be kept for that: the codes themselves tell, in a restored backup too.
"""

from collections.abc import Iterator

from sqlalchemy import inspect, select

from academy.access import codes
from academy.access.models import Card
from academy.credentials.models import PaperCopy
from academy.credentials.papers import code_of_uuid
from academy.database import db
from academy.settings import Settings, SettingsError

ENOUGH = 5
"""Of each kind, the newest; one that fits is proof."""


def confirm_secret_key(settings: Settings) -> None:
    """Refuse to start with another key, unless it is new on purpose. Raises SettingsError."""
    if not settings.secret_is_new and not fits(settings.secret_key):
        message = (
            "Cannot start. SECRET_KEY is another one than cards, PINs and papers were made with. "
            "Set it back. Where it was stolen or lost, see docs/operations.md."
        )
        raise SettingsError(message)


def fits(secret_key: str) -> bool:
    """True also where there are no codes yet, or no tables."""
    if not inspect(db.engine).has_table(PaperCopy.__tablename__):
        return True
    found = [codes.code_hash(code) == kept for code, kept in _newest(secret_key)]
    db.session.rollback()
    return not found or any(found)


def _newest(secret_key: str) -> Iterator[tuple[str, bytes]]:
    """Codes as they are with this key, each with the hash of what was handed out.

    By columns of the first release: this is asked before the database is brought up to date.
    """
    cards = select(Card.uuid, Card.code_hash).where(Card.voided_at.is_(None))
    for card, kept in db.session.execute(cards.order_by(Card.id.desc()).limit(ENOUGH)):
        yield codes.card_code(card, secret_key=secret_key), kept
    papers = select(PaperCopy.uuid, PaperCopy.code_hash).where(PaperCopy.withdrawn_at.is_(None))
    for copy, kept in db.session.execute(papers.order_by(PaperCopy.id.desc()).limit(ENOUGH)):
        yield code_of_uuid(copy, secret_key), kept
