"""What every transaction ends with, and in which order: the journal's debts, the counts of badges,
and last of all the audit lines, because their chains' heads are the last to be locked."""

from collections.abc import Callable

from sqlalchemy.exc import IntegrityError

from academy.audit import log
from academy.credentials.counting import keep_counts
from academy.database import Ends
from academy.journal import writing as journal


def of_the_application(explain: Callable[[IntegrityError], Exception]) -> Ends:
    return Ends(
        before_commit=_owe_and_keep,
        after_rollback=_forget,
        at_savepoint=log.remember_pending_lines,
        after_commit=journal.pay_debts,
        explain=explain,
    )


def of_a_restore() -> Ends:
    """As those of the application, but what comes out of the journal is not owed to it again."""
    return Ends(
        before_commit=_keep,
        after_rollback=log.forget_pending_lines,
        at_savepoint=log.remember_pending_lines,
    )


def _owe_and_keep() -> None:
    journal.note_debts()
    _keep()


def _keep() -> None:
    keep_counts()
    log.chain_pending_lines()


def _forget() -> None:
    journal.forget_debts()
    log.forget_pending_lines()
