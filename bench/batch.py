"""Badges saved one by one, and forty at once, in one process: `python -m bench.batch`.

Both are what a leader's form and a tablet's queue come to: the rules, signing, storing and the
journal. They take turns, so that a busy machine is as busy for both.
"""

import statistics
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from academy.assessments import batch, saving
from academy.assessments.queries import SkillToAssess, find_skill_to_assess
from academy.assessments.recording import Receipt, Recorded
from academy.assessments.saving import Saving
from academy.assessments.submission import Assessor, Submission
from academy.catalogue.models import Skill
from academy.database import db
from academy.dependencies import dependencies
from academy.organisations.models import Team
from bench import conditions
from bench.people import SKILL, Site, site_with
from tests import cast

GOAL = 2.5
ROUNDS = 7
WARM = 1
WORKERS = 2 * batch.AT_MOST * (ROUNDS + WARM)


@dataclass(frozen=True, slots=True)
class Rate:
    """Of one round: badges a second, and processor seconds a badge."""

    badges: float
    cost: float


def main() -> None:
    conditions.tell()
    with site_with(WORKERS) as site:
        measure(site)


def measure(site: Site) -> None:
    # in a thread, so that nothing of the preparation goes along in its context
    measuring = threading.Thread(target=_measure, args=[site])
    measuring.start()
    measuring.join()


def _measure(site: Site) -> None:
    portions = _portions(site.workers, batch.AT_MOST)
    singles, together = [], []
    for _round in range(ROUNDS + WARM):
        singles.append(_rate_of(site.app, next(portions), _one_by_one))
        together.append(_rate_of(site.app, next(portions), _at_once))
    one, many = (_median(rates[WARM:]) for rates in (singles, together))
    print(f"Badges saved one by one, or {batch.AT_MOST} at once, in one process")
    print(f"  one by one: {one.badges:.0f} a second, CPU {one.cost * 1e3:.1f} ms a badge")
    print(f"  at once: {many.badges:.0f} a second, CPU {many.cost * 1e3:.1f} ms a badge")
    print(f"  ratio: {many.badges / one.badges:.1f} (goal: at least {GOAL})")


def _rate_of(
    app: Flask, workers: Sequence[uuid.UUID], save: Callable[[list[Saving]], list[Recorded]]
) -> Rate:
    with app.app_context():
        items = [_item(worker) for worker in workers]
        db.session.remove()
        start, cpu = time.perf_counter(), time.process_time()
        receipts = {each.receipt for each in save(items)}
        seconds, cost = time.perf_counter() - start, time.process_time() - cpu
        db.session.remove()
    if receipts != {Receipt.NEW}:
        raise SystemExit(f"not everything was saved: {receipts}")
    return Rate(len(items) / seconds, cost / len(items))


def rates_together(site: Site) -> Iterator[Rate]:
    """Of one portion after another: for others to take turns with."""
    for portion in _portions(site.workers, batch.AT_MOST):
        yield _rate_of(site.app, portion, _at_once)


def _one_by_one(items: list[Saving]) -> list[Recorded]:
    return [saving.save(item, _target(item), dependencies()) for item in items]


def _target(item: Saving) -> SkillToAssess:
    """As the guard of the form finds it."""
    identity = cast.JAN.identity(dependencies().clock())
    target = find_skill_to_assess(identity, item.submission.person_uuid, SKILL)
    if target is None:
        raise SystemExit("There is nobody to assess.")
    return target


def _at_once(items: list[Saving]) -> list[Recorded]:
    return batch.save_all(items, dependencies())


def _item(worker: uuid.UUID) -> Saving:
    now = dependencies().clock()
    jan = cast.JAN.identity(now)
    version = db.session.scalars(select(Skill).where(Skill.code == SKILL)).one().versions[-1]
    (place,) = jan.places
    team = db.session.get_one(Team, place.team_id)
    submission = Submission(
        uuid=uuid.uuid4(),
        assessor=Assessor.who_is(jan),
        person_uuid=worker,
        team_uuid=team.uuid,
        skill_version_uuid=version.uuid,
        level=2,
        answers={each["id"]: "seen" for each in version.criteria},
        observed_on=jan.today,
        made_at=now,
        sent_at=now,
    )
    return Saving(submission=submission, by=jan.actor, now=now)


def _portions(workers: Sequence[uuid.UUID], size: int) -> Iterator[Sequence[uuid.UUID]]:
    return (workers[at : at + size] for at in range(0, len(workers), size))


def _median(rates: Sequence[Rate]) -> Rate:
    return Rate(
        statistics.median(each.badges for each in rates),
        statistics.median(each.cost for each in rates),
    )


if __name__ == "__main__":
    main()
