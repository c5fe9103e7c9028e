"""What a job's handler gets: its arguments, and transactions that are safe to be killed in.

    def print_cards(work: Work) -> None:
        for number, card in enumerate(cards):
            with work.step(done=number, total=len(cards)):
                …rows of this card…
        with work.finishing(Result("jobs/1/cards.pdf", "kaarten.pdf")):
            …rows that belong to the end…

Long calculations go between the steps, never inside: a step holds the write lock.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from academy.database import transaction
from academy.jobs import queue
from academy.jobs.queue import Lease, Result
from academy.jobs.rights import Started


class WorkerStoppingError(Exception):
    """The worker was asked to stop: leave the rest of the job to the next one."""


class Work:
    """One job in the hands of one worker."""

    def __init__(self, lease: Lease, *, is_stopping: Callable[[], bool] = lambda: False) -> None:
        self._lease = lease
        self._is_stopping = is_stopping
        self.is_finished = False

    @property
    def job_uuid(self) -> uuid.UUID:
        return self._lease.job_uuid

    @property
    def arguments(self) -> Mapping[str, Any]:
        return self._lease.arguments

    @property
    def started(self) -> Started | None:
        return self._lease.started

    @contextmanager
    def step(
        self, *decided_by: object, done: int | None = None, total: int | None = None
    ) -> Iterator[None]:
        """One item in one transaction; raises when the job is not ours any more, or we stop.

        `decided_by` as for `transaction`.
        """
        # between items: what is begun is finished (docs/adr/0012, rule 10)
        if self._is_stopping():
            raise WorkerStoppingError
        with transaction(*decided_by):
            queue.hold(self._lease, done=done, total=total)
            yield

    @contextmanager
    def finishing(self, result: Result | None = None) -> Iterator[None]:
        """The last transaction: what is done here and the end of the job are one."""
        with transaction():
            queue.finish(self._lease, result)
            yield
        self.is_finished = True

    def finish(self, result: Result | None = None) -> None:
        """End the job with nothing else to store."""
        with self.finishing(result):
            pass
