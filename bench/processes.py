"""Badges on SQLite and on PostgreSQL, with 2 and 4 web processes: `python -m bench.processes`.

Both servers stand beside each other and take turns, so that a busy machine is as busy for both.
What PostgreSQL itself needs of the processor is told apart: on two cores it takes that from the web
processes.
"""

import os
import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from uuid import UUID

from bench import conditions
from bench.databases import database_process
from bench.issuing import run, save, tablet_of
from bench.people import site_with
from bench.server import PORT, Browser, Server, cpu_of_children, running

GOAL = 0.7
PROCESSES = (2, 4)
DATABASES = ("sqlite", "postgresql")
TABLETS = 4
WARM, EACH = 24, 60
WORKERS = WARM + EACH * conditions.RUNS


@dataclass(frozen=True, slots=True)
class Turn:
    """One database, with what its server and it cost a badge."""

    rate: float
    web: float
    own: float


@dataclass(slots=True)
class Rival:
    """A server on a database of its own."""

    server: Server
    postmaster: int | None
    tablets: list[Browser]
    workers: Sequence[UUID]
    done: int = 0

    def take(self, count: int) -> Sequence[UUID]:
        self.done += count
        return self.workers[self.done - count : self.done]

    def turn(self) -> Turn:
        before = self._own_seconds()
        rate, _half, _worst, web = run(self.tablets, self.take(EACH), self.server)
        return Turn(rate, web, (self._own_seconds() - before) / EACH)

    def _own_seconds(self) -> float:
        return cpu_of_children(self.postmaster) if self.postmaster else 0.0


def main() -> None:
    conditions.tell()
    for processes in PROCESSES:
        with ExitStack() as stack:
            rivals = [
                stack.enter_context(rival(database, processes, PORT + number))
                for number, database in enumerate(DATABASES)
            ]
            turns = [[each.turn() for each in rivals] for _run in range(conditions.RUNS)]
        tell(processes, [_median(column) for column in zip(*turns, strict=True)])


@contextmanager
def rival(database: str, processes: int, port: int) -> Iterator[Rival]:
    with site_with(WORKERS, database) as site:
        os.environ["WEB_PROCESSES"] = str(processes)
        with running(port) as server:
            tablets = [tablet_of(site.workers[0], port) for _ in range(TABLETS)]
            found = Rival(server, database_process(), tablets, site.workers)
            for number, worker in enumerate(found.take(WARM)):
                save(tablets[number % TABLETS], worker)
            yield found


def tell(processes: int, turns: Sequence[Turn]) -> None:
    print(f"Badges with {processes} web processes")
    for database, each in zip(DATABASES, turns, strict=True):
        print(
            f"  {database}: {each.rate:.0f} a second; CPU a badge: {each.web * 1e3:.1f} ms in the "
            f"web processes, {each.own * 1e3:.1f} ms in the database's own"
        )
    sqlite, postgresql = turns
    cost = sqlite.web / (postgresql.web + postgresql.own)
    print(f"  PostgreSQL to SQLite: rate {postgresql.rate / sqlite.rate:.2f} (goal: {GOAL}), "
          f"by processor time {cost:.2f}", flush=True)  # fmt: skip


def _median(turns: Sequence[Turn]) -> Turn:
    return Turn(
        *(
            statistics.median(getattr(each, name) for each in turns)
            for name in ("rate", "web", "own")
        )
    )


if __name__ == "__main__":
    main()
