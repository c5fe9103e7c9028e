"""Everybody of an organisation goes on in another, 300 people or 30: `python -m bench.merging`.

The cost of one person may not depend on how many come along, and a portion of people takes as many
statements whatever the organisation is like. Both are counted in one process; `postgresql` behind
the command takes the other database.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, select

from academy.administration.mergers import beginning
from academy.administration.mergers.merging import PORTION
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.job_handlers import HANDLERS
from academy.jobs.worker import Slot, run_until_idle
from academy.organisations.models import Organisation
from academy.people.taking_over import Hands
from academy.security.identity import Role
from bench import conditions
from bench.people import Site, site_with
from tests import cast

FEW, MANY = 30, 300
GOAL = 1.5
"""Most that a person of many may cost, in persons of few."""


def main() -> None:
    conditions.tell()
    database = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    with site_with(1, database) as site, site.app.app_context():
        _merge(site, _organisation("Eerst", FEW))  # the first one loads everything
        turns = [
            (_merge(site, _organisation(f"Klein {n}", FEW)),
             _merge(site, _organisation(f"Groot {n}", MANY)))
            for n in range(conditions.RUNS)
        ]  # fmt: skip
    print(f"Organisations that merge ({database})")
    for number, people in enumerate((FEW, MANY)):
        seconds, cpu, statements = map(
            statistics.median, zip(*(turn[number] for turn in turns), strict=True)
        )
        print(
            f"  {people} people: {seconds:.2f} s, {cpu / people * 1e3:.1f} ms of CPU each, "
            f"{statements / -(-people // PORTION):.0f} statements for each portion of {PORTION}"
        )
    ratio = statistics.median((many[1] / MANY) / (few[1] / FEW) for few, many in turns)
    print(f"  ratio of a person of many to one of few: {ratio:.2f} (goal: at most {GOAL})")


def _organisation(name: str, people: int) -> int:
    place = cast.an_organisation(name)
    team = cast.a_team(cast.a_site(place, f"Winkel {name}"), f"Team {name}")
    for number in range(people):
        person = cast.a_person(f"{name} {number}")
        role = Role.TEAM_LEADER if number % 10 == 0 else Role.WORKER
        cast.a_membership(person, role, team=team, staff_number=f"{name}-{number}")
        if role == Role.TEAM_LEADER:
            cast.an_authority(person, place)
        else:
            cast.a_card(person)
    db.session.commit()
    return place.id


def _merge(site: Site, number: int) -> tuple[float, float, int]:
    """Seconds of the job, of CPU too, and its statements."""
    deps = dependencies()
    rows = [db.session.get_one(Organisation, each) for each in (number, _schakel())]
    with transaction(*rows):
        hands = Hands(by=cast.ANNA.actor, now=deps.clock())
        by = cast.ANNA.identity(deps.clock())
        beginning.begin(*rows, administrators_go_along=True, page="/", by=by, hands=hands)
    db.session.remove()
    with _counting() as counted, site.app.app_context():
        start, cpu = time.perf_counter(), time.process_time()
        run_until_idle(site.app, Slot(handlers=HANDLERS))
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    if db.session.get_one(Organisation, number).ends_on is None:
        raise SystemExit("It did not get to its end.")
    return seconds, cpu, counted[0]


def _schakel() -> int:
    found = select(Organisation.id).where(Organisation.slug == "de-schakel")
    return db.session.scalars(found).one()


@contextmanager
def _counting() -> Iterator[list[int]]:
    counted = [0]

    def count(*_given: Any) -> None:
        counted[0] += 1

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield counted
    finally:
        event.remove(Engine, "before_cursor_execute", count)


if __name__ == "__main__":
    main()
