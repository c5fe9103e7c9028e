"""Courses of the demo: runs of the past year, one that is going on and one that is planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from uuid import uuid4

from sqlalchemy import select

from academy.database import db
from academy.dates import local_day
from academy.demo.content import ORGANISATIONS
from academy.demo.places import BY, Places
from academy.demo.plan import SEED
from academy.learning import attendance, enrolling, presence, service, trainers
from academy.learning.models import Course, CourseRun, Enrolment
from academy.learning.participants import Candidate
from academy.learning.rules import WORKING_DAY
from academy.learning.values import Attendance, RunPlan


@dataclass(frozen=True, slots=True)
class Planned:
    """A run of a course: so many days ago (negative: ahead), for people of these teams."""

    course: str
    days_ago: int
    days: int
    organisation: str
    teams: tuple[str, ...]
    stopped: int = 0
    """How many left before the end."""
    seats: int = 16
    """With fewer than people, somebody waits."""
    trainer: str = ""
    """A leader who teaches it."""


RUNS = (
    Planned("starten-in-de-kringloop", 320, 2, "schakel", ("Sorteren",)),
    Planned("textiel-van-zak-tot-rek", 240, 14, "schakel", ("Textiel",), stopped=1),
    Planned("kassa-en-afrekenen", 200, 1, "cirkel", ("Winkel en kassa",)),
    Planned("veilig-en-gezond-werken", 150, 1, "cirkel", ("Transport", "Reparatie")),
    Planned("fietsen-repareren-basis", 110, 21, "schakel", ("Fietsen",)),
    Planned("nederlands-op-de-werkvloer", 80, 42, "schakel", ("Textiel", "Winkel"), stopped=2),
    Planned("leermeester-en-beoordelaar", 30, 14, "cirkel", ("Kleding",)),
    Planned(
        "circulair-vakmanschap", 2, 10, "schakel", ("Meubels", "Elektro"), trainer="Marieke Jansen"
    ),
    Planned("digitaal-op-weg", -21, 1, "cirkel", ("Winkel Velp",), seats=3),
)
COST_CENTS = 120_000
PLACES = ("Amersfoort, leslokaal 2", "Utrecht, Winkel Overvecht", "Arnhem, Loods Kleefse Waard")


def hold_courses(places: Places, *, now: datetime) -> None:
    """Plan the runs, enrol people and complete what is over. Flushes; the caller commits."""
    random = Random(SEED)  # noqa: S311 - the same demo every time is what it is for
    for planned in RUNS:
        _hold(planned, places, random, now=now)


def _hold(planned: Planned, places: Places, random: Random, *, now: datetime) -> None:
    course = db.session.scalars(select(Course).where(Course.code == planned.course)).one()
    first = local_day(now) - timedelta(days=planned.days_ago)
    plan = RunPlan(
        provider_id=places.organisations["academie"].id,
        place=random.choice(PLACES),
        starts_on=first,
        ends_on=first + timedelta(days=planned.days - 1),
        seats=planned.seats,
        begins_at=time(9, 30),
        is_over_at=time(15),
        trainers="Trainer van de academie",
        cost_cents=COST_CENTS,
        funding="sociaal-fonds",
    )
    announced = min(now, now - timedelta(days=planned.days_ago + 30))
    run = service.plan_run(course, plan, key=uuid4(), by=BY, now=announced)
    if planned.trainer:
        place = places.people[planned.trainer].memberships[0]
        trainers.add(run, place, by=BY, now=announced)
    enrolled = enrolling.enrol(run, _candidates(planned, places), by=BY, now=announced)
    over = now - timedelta(days=planned.days_ago - planned.days)
    if over > now:
        _look_who_is_there(run, enrolled, now=now)
        return
    for left in enrolled[: planned.stopped]:
        attendance.stop(left, by=BY, now=over)
    hours = course.current.hours
    done = [Attendance(str(each.uuid), hours) for each in enrolled[planned.stopped :]]
    attendance.complete(run, done, on=plan.ends_on, by=BY, now=over)


def _look_who_is_there(run: CourseRun, people: Sequence[Enrolment], *, now: datetime) -> None:
    """On the first day of a run that is going on; the last on the list was not there."""
    if run.has_begun_on(local_day(now)):
        hours = {str(each.uuid): WORKING_DAY for each in people[:-1]}
        hours[str(people[-1].uuid)] = 0
        presence.take(run, run.starts_on, hours, among=hours, by=BY, now=now)


def _candidates(planned: Planned, places: Places) -> list[Candidate]:
    organisation = places.organisations[planned.organisation]
    names = [
        name
        for plan in ORGANISATIONS
        if plan.slug == planned.organisation
        for site in plan.sites
        for team in site.teams
        if team.name in planned.teams
        for name in team.workers[:7]
    ]
    return [Candidate(places.people[name], organisation.id) for name in names]
