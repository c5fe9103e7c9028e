"""Traces of signing in are kept as short as they are useful."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, delete

from academy.access.models import Session, SignInAttempt, TemporaryCard
from academy.database import db

KEEP_ATTEMPTS = timedelta(days=1)
"""The rate limits look back a quarter of an hour."""
KEEP_SESSIONS = timedelta(days=183)
"""So that a person can look back who signed in; half a year is the usual term for such logs."""


def delete_old_attempts(now: datetime) -> int:
    """Gives how many were deleted."""
    return _delete(delete(SignInAttempt).where(SignInAttempt.at < now - KEEP_ATTEMPTS))


def delete_old_sessions(now: datetime) -> int:
    """Delete sessions that ended long ago; gives how many."""
    return _delete(delete(Session).where(Session.expires_at < now - KEEP_SESSIONS))


def delete_old_temporary_cards(now: datetime) -> int:
    """As sessions: the person can look back who gave one."""
    return _delete(delete(TemporaryCard).where(TemporaryCard.expires_at < now - KEEP_SESSIONS))


def _delete(statement: Any) -> int:
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)  # noqa: S101 - tells the type checker about rowcount
    return result.rowcount
