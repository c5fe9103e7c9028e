"""A run of 200: completing it and all proofs by a job, against 200 single proofs.

In CPU time of one process. How soon progress can be seen is in seconds of the clock, from asking.
"""

import threading
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select

from academy.database import db, transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.job_handlers import HANDLERS
from academy.jobs.models import Job, JobState
from academy.jobs.queue import enqueue
from academy.jobs.rights import Started
from academy.jobs.worker import Slot, run_until_idle
from academy.learning import attendance, enrolling, service
from academy.learning.models import CourseRun, Enrolment, LearningRecord
from academy.learning.participants import Candidate
from academy.learning.proof import proof_pdf
from academy.learning.values import Attendance, CourseContent, RunPlan
from academy.organisations.models import Organisation, OrganisationKind
from academy.people.models import Person
from academy.security.permissions import Permission
from bench import conditions
from bench.people import Site, site_with
from tests import cast

PEOPLE = 200
GOAL = 1.5
SOON = 1.0
LOOK_EVERY = 0.02
CONTENT = CourseContent(
    title={"nl": "Rekenen in de winkel"},
    description={"nl": "Je oefent met geld en maten."},
    assessment={"nl": "De teamleider kijkt op het werk."},
    outcomes={"nl": "rekent een prijs uit\ngeeft geld terug"},
    quality={"nl": "De academie bekijkt de cursus elk jaar."},
    hours=8,
    form="klassikaal",
    audience="winkel",
    skill_codes=(),
)


def main() -> None:
    conditions.tell()
    with site_with(PEOPLE) as site:
        measure(site)


def measure(site: Site) -> None:
    with site.app.test_request_context():
        run_id = _a_run(site.workers, dependencies().clock())
        completing = _cpu(lambda: _complete(run_id))
        numbers = db.session.scalars(select(LearningRecord.id)).all()
        _print(numbers[:2])  # loads the fonts
        alone = _cpu(lambda: _print(numbers))
        job = _ask(run_id)
    together, seen = _work(site, job)
    print(f"  completing {PEOPLE} people: {completing:.2f} s of CPU")
    print(f"  {PEOPLE} proofs one by one {alone:.1f} s, by a job {together:.1f} s of CPU")
    ratio = (completing + together) / alone
    print(f"  ratio, with completing: {ratio:.2f} (goal: under {GOAL})")
    print(f"  progress was there after {seen:.2f} s (goal: under {SOON})")


def _a_run(workers: Sequence[uuid.UUID], now: datetime) -> int:
    by, today = cast.ANNA.actor, local_day(now)
    kinds = select(Organisation).where(Organisation.kind == OrganisationKind.ACADEMY)
    academy = db.session.scalars(kinds).one()
    people = db.session.scalars(select(Person).where(Person.uuid.in_(workers))).all()
    place = cast.JAN.row.memberships[0].organisation_id
    plan = RunPlan(
        provider_id=academy.id, place="Utrecht", starts_on=today, ends_on=today, seats=None
    )
    with transaction():
        course = service.add_course(CONTENT, by=by, now=now)
        run = service.plan_run(course, plan, key=uuid.uuid4(), by=by, now=now)
        enrolling.enrol(run, [Candidate(each, place) for each in people], by=by, now=now)
        return run.id


def _complete(run_id: int) -> None:
    run, now = db.session.get_one(CourseRun, run_id), dependencies().clock()
    keys = db.session.scalars(select(Enrolment.uuid)).all()
    done = [Attendance(str(key), 8) for key in keys]
    with transaction(run):
        attendance.complete(run, done, on=local_day(now), by=cast.ANNA.actor, now=now)


def _print(numbers: Sequence[int]) -> None:
    for number in numbers:
        proof_pdf(db.session.get_one(LearningRecord, number))


def _ask(run_id: int) -> uuid.UUID:
    run = db.session.get_one(CourseRun, run_id)
    started = Started(
        by_id=cast.ANNA.row.id, permission=Permission.MANAGE_COURSE_RUNS, about=run.uuid
    )
    with transaction():
        return enqueue("course-proofs", {"run": str(run.uuid)}, started=started)


def _work(site: Site, job: uuid.UUID) -> tuple[float, float]:
    """CPU seconds of the job, and seconds until its page could say how far it is."""
    start, begun = time.monotonic(), time.process_time()
    working = threading.Thread(target=_make, args=[site], name="job")
    working.start()
    while not _has_progress(job) and working.is_alive():
        time.sleep(LOOK_EVERY)
    seen = time.monotonic() - start
    working.join()
    cost = time.process_time() - begun
    state = db.session.scalar(select(Job.state).where(Job.uuid == job))
    if state != JobState.DONE:
        raise RuntimeError(f"The job is {state}: its seconds say nothing.")
    return cost, seen


def _make(site: Site) -> None:
    with site.app.app_context():
        run_until_idle(site.app, Slot(handlers=HANDLERS))


def _has_progress(job: uuid.UUID) -> bool:
    total = db.session.scalar(select(Job.total).where(Job.uuid == job))
    db.session.rollback()
    return bool(total)


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
