"""What is forgotten each night because its term is over: one list, for the night and for whoever
wants to see beforehand what goes. Each term stands with the records it is about."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import event

from academy.access import retention as access
from academy.assessments.retention import assessments_to_delete
from academy.audit.looks import forget_old_looks
from academy.database import db
from academy.dates import local_day
from academy.privacy.terms.queries import leavers_to_forget
from academy.tablets import retention as tablets
from academy.teams.observation_sheets.making import forget_old_rows
from academy.wallet.claims.retention import delete_old_sent
from academy.wallet.erasure.service import due_requests
from academy.wallet.sharing import retention as sharing

DELETES = "DELETE FROM "
LEFT = "membership (photos and notes of somebody who left)"
ASKED = "person (who asked for it a week ago)"


def forget_what_is_over(now: datetime) -> None:
    """Traces of signing in and of tablets, looks of outsiders, what was shared long ago."""
    access.delete_old_attempts(now)
    access.delete_old_sessions(now)
    access.delete_old_temporary_cards(now)
    forget_old_looks(local_day(now))
    tablets.delete_old_grants(now)
    tablets.delete_settled_items(now)
    sharing.delete_old_shares(now)
    delete_old_sent(now)
    forget_old_rows(now)


def what_goes(now: datetime) -> Counter[str]:
    """How many rows of each table the night forgets, and how many people: those who left, and those
    who asked for it; nothing is changed.

    It is done and taken back, so that it counts what is done and not what somebody thinks is.
    """
    today = local_day(now)
    gone = Counter(assessment=len(assessments_to_delete(today)))
    gone[LEFT] = len(leavers_to_forget(today))
    gone[ASKED] = len(due_requests(now))

    def count(_connection: Any, cursor: Any, statement: str, *_rest: object) -> None:
        if statement.startswith(DELETES):
            gone[statement.removeprefix(DELETES).split(maxsplit=1)[0]] += cursor.rowcount

    event.listen(db.engine, "after_cursor_execute", count)
    try:
        forget_what_is_over(now)
    finally:
        event.remove(db.engine, "after_cursor_execute", count)
        db.session.rollback()
    return +gone
