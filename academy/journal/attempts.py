"""Uses lines one by one: what is wrong with one is told and counted, and the rest goes on.

Lines have their check, so a bad one was not torn by a crash: somebody wrote it, by hand or with
another program. It must not stop a restore, least of all an erasure that stands after it.
"""

from collections import Counter
from collections.abc import Callable

from sqlalchemy.exc import OperationalError, StatementError

from academy.database import savepoint
from academy.journal.files import Json


class CannotPlaceError(Exception):
    """Something is missing that a line does not tell; the text says what to do first."""


class Attempts:
    """What became of lines; inside a transaction, each has a savepoint of its own."""

    def __init__(self) -> None:
        self.done = 0
        self._refused = Counter[str]()

    def use(self, line: Json, place: Callable[[Json], bool]) -> None:
        """`place` gives whether there was something to do."""
        try:
            with savepoint():
                self.done += place(line)
        except CannotPlaceError as reason:
            self._refused[str(reason)] += 1
        except StatementError as refused:
            if isinstance(refused, OperationalError):
                raise  # the database is away or full: no matter of this line
            self._refused[f"{_name(line)} does not fit into this database ({refused.orig})"] += 1
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as fault:
            self._refused[f"{_name(line)} cannot be read ({fault!r})"] += 1

    @property
    def trouble(self) -> tuple[str, ...]:
        """Why lines could not be used, each once, with how many."""
        return tuple(f"{why}: {lines} line(s)." for why, lines in sorted(self._refused.items()))


def _name(line: Json) -> str:
    about = next((line[name] for name in ("badge", "card", "person") if name in line), "-")
    return f"what the journal calls {line['kind']!r} of {str(about)[:40]}"
