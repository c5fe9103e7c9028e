"""Badges of before for 200 people, against badges saved forty at once: `python -m bench.found`.

A ZIP as an organisation brings it: a job looks at each file; when somebody said so a second one
checks each once more and offers it. What is fetched lies ready, so the network is left out. They
take turns with the batch, so that a busy machine is as busy for both. The goal is half the rate of
the batch, for offering: that is what gives something to people.
"""

import io
import statistics
import threading
import time
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flask import Flask
from sqlalchemy import String, func, select, update
from sqlalchemy import cast as cast_sql

from academy.assessments import batch
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.job_handlers import HANDLERS
from academy.jobs.models import Job
from academy.jobs.worker import Slot, run_until_idle
from academy.locking import row as lock
from academy.organisations.models import Organisation
from academy.people.models import Membership, Person
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.found import starting
from academy.wallet.found.models import FoundBadges
from bench import conditions
from bench.batch import Rate, rates_together
from bench.foreign import ELSEWHERE, KINDS, Foreign
from bench.people import Site, site_with
from tests import cast

PEOPLE = 200
WORKERS = batch.AT_MOST * (2 * conditions.RUNS + 1)
GOAL = 0.5
SOON = 1.0
LOOK_EVERY = 0.02
BROUGHT = ("JSON with a status list", "the same in a PNG")


@dataclass(frozen=True, slots=True)
class Turn:
    """Of both jobs and of the batch, and seconds until one saw how far it is."""

    looking: Rate
    offering: Rate
    together: Rate
    seen: float


def main() -> None:
    conditions.tell()
    with site_with(WORKERS) as site:
        # in a thread, so that nothing of the preparation goes along in its context
        measuring = threading.Thread(target=_measure, args=[site])
        measuring.start()
        measuring.join()


def _measure(site: Site) -> None:
    site.app.extensions["academy"] = replace(site.app.extensions["academy"], elsewhere=ELSEWHERE)
    with site.app.app_context():
        _give_numbers()
    rates = rates_together(site)
    next(rates)  # the first one loads everything
    print(f"Badges of before for {PEOPLE} people, against badges saved together")
    for number, name in enumerate(BROUGHT):
        first = range(number * conditions.RUNS, (number + 1) * conditions.RUNS)
        _tell(name, [_turn(site.app, KINDS[name], each * PEOPLE, rates) for each in first])


def _tell(name: str, turns: Sequence[Turn]) -> None:
    print(f"  {name}")
    for what in ("looking", "offering", "together"):
        rates: list[Rate] = [getattr(turn, what) for turn in turns]
        badges = statistics.median(each.badges for each in rates)
        cost = statistics.median(each.cost for each in rates) * 1e3
        print(f"    {what}: {badges:.0f} a second, {cost:.1f} ms of CPU of this process each")
    ratio = statistics.median(turn.offering.badges / turn.together.badges for turn in turns)
    seen = statistics.median(turn.seen for turn in turns)
    print(f"    ratio of offering: {ratio:.2f} (goal: at least {GOAL})")
    print(f"    progress was there after {seen:.2f} s (goal: under {SOON})", flush=True)


def _turn(app: Flask, kind: Foreign, first: int, rates: Iterator[Rate]) -> Turn:
    with app.app_context():
        key = _bring(_packed(kind, first))
        looking, seen = _work(app)
        _offer(key)
        before = _kept()
        offering, _seen = _work(app)
        if _kept() - before != PEOPLE:
            raise SystemExit(f"Not everybody was offered a badge: {_kept() - before}.")
    return Turn(looking, offering, next(rates), seen)


def _give_numbers() -> None:
    with transaction():
        number = cast_sql(Membership.id, String)
        db.session.execute(update(Membership).values(staff_number=number, staff_key=number))


def _packed(kind: Foreign, first: int) -> bytes:
    buffer = io.BytesIO()
    found = select(Membership.staff_number).join(Person).where(Person.name.like("Medewerker %"))
    numbers = db.session.scalars(found.order_by(Membership.id).limit(PEOPLE)).all()
    with zipfile.ZipFile(buffer, "w") as package:
        for place, number in enumerate(numbers):
            package.writestr(f"{number} badge.{kind.ending}", kind.made(first + place))
    return buffer.getvalue()


def _bring(content: bytes) -> uuid.UUID:
    deps, by = dependencies(), cast.BEA.identity(dependencies().clock())
    key = f"found/{uuid.uuid4()}"
    deps.files.put(key, content)
    place = db.session.scalars(select(Organisation).where(Organisation.slug == "de-schakel")).one()
    with transaction(place):
        return starting.bring(place, ("badges.zip", key), by=by, now=deps.clock()).uuid


def _offer(key: uuid.UUID) -> None:
    found = db.session.scalars(select(FoundBadges).where(FoundBadges.uuid == key)).one()
    by = cast.BEA.identity(dependencies().clock())
    with transaction(lock(Organisation, found.organisation_id)):
        starting.offer(found, by)


def _kept() -> int:
    return db.session.scalar(select(func.count(ForeignBadge.id))) or 0


def _work(app: Flask) -> tuple[Rate, float]:
    """Of the job that waits, and seconds until one could tell how far it is."""
    db.session.remove()
    start, cpu = time.perf_counter(), time.process_time()
    working = threading.Thread(target=_make, args=[app], name="job")
    working.start()
    while not _has_progress() and working.is_alive():
        time.sleep(LOOK_EVERY)
    seen = time.perf_counter() - start
    working.join()
    seconds, cost = time.perf_counter() - start, time.process_time() - cpu
    return Rate(PEOPLE / seconds, cost / PEOPLE), seen


def _make(app: Flask) -> None:
    with app.app_context():
        run_until_idle(app, Slot(handlers=HANDLERS))


def _has_progress() -> bool:
    newest = select(Job.total).order_by(Job.id.desc()).limit(1)
    total = db.session.scalar(newest)
    db.session.rollback()
    return bool(total)


if __name__ == "__main__":
    main()
