"""A year of work as a list of events, made from a fixed seed. Pure: the same day in, the same
events out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from academy.assessments.models import Method
from academy.catalogue.levels import HIGHEST
from academy.dates import AMSTERDAM
from academy.demo import content
from academy.demo.content import OrganisationPlan, TeamPlan

SEED = 2468
SAFETY = "nood-en-ontruiming"
"""Everybody needs it and it expires after a year."""
SUNDAY = 6


class Then(StrEnum):
    """What happened to an assessment afterwards."""

    NOTHING = "nothing"
    AGREED = "agreed"
    REVOKED_AS_MISTAKE = "mistake"
    REVOKED_AS_FRAUD = "fraud"
    OBJECTED = "objected"
    OBJECTED_AND_STANDS = "objected_and_stands"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A leader looked at what somebody did, so many days before today."""

    days_ago: int
    minute: int
    """Of the working day; sorts what happens on one day."""
    organisation: str
    team: str
    leader: str
    worker: str
    skill: str
    level: int
    complete: bool = True
    method: Method = Method.PRACTICE
    remark: str | None = None
    then: Then = Then.NOTHING

    def at(self, today: date) -> datetime:
        """The moment; nobody works on Sunday."""
        day = today - timedelta(days=self.days_ago)
        day -= timedelta(days=1 if day.weekday() == SUNDAY else 0)
        begin = datetime.combine(day, time(8, 30), AMSTERDAM)
        return (begin + timedelta(minutes=self.minute)).astimezone(UTC)


def year(skills: Mapping[str, Sequence[str]]) -> list[Seen]:
    """Everything that happened, the oldest first; `skills` are codes by domain."""
    random = Random(SEED)  # noqa: S311 - the same demo every time is what it is for
    events = list(_heroine())
    for organisation in (content.SCHAKEL, content.CIRKEL):
        for team in (team for site in organisation.sites for team in site.teams):
            for worker in team.workers:
                events += _career(random, organisation, team, worker, skills)
    events += _before_they_moved(random)
    events += _stories()
    return sorted(events, key=lambda event: (-event.days_ago, event.minute, event.worker))


def _career(
    random: Random,
    organisation: OrganisationPlan,
    team: TeamPlan,
    worker: str,
    skills: Mapping[str, Sequence[str]],
) -> Iterator[Seen]:
    """What somebody showed in a year: some skills, most of them at growing levels."""
    if worker == content.HEROINE:
        return
    work = [code for domain in team.domains for code in skills[domain] if code != SAFETY]
    general = [code for domain in content.FOR_ALL for code in skills[domain] if code != SAFETY]
    chosen = random.sample(work, random.choice((1, 2, 2, 3))) + random.sample(general, 1)
    newest = 150 if worker in content.MOVED else 340
    for skill in chosen:
        yield from _growth(random, organisation, team, worker, skill, newest)
    if random.random() < 0.65:
        yield _seen(random, organisation, team, worker, SAFETY, 2, _safety_day(random, newest))


def _growth(
    random: Random,
    organisation: OrganisationPlan,
    team: TeamPlan,
    worker: str,
    skill: str,
    oldest: int,
) -> Iterator[Seen]:
    days_ago, level = random.randint(5, oldest), random.choice((1, 1, 2))
    if random.random() < 0.1 and days_ago < 170:
        yield _seen(random, organisation, team, worker, skill, 0, days_ago, complete=False)
        days_ago -= random.randint(10, 30)
    while days_ago > 0:
        complete = random.random() > 0.06
        yield _seen(random, organisation, team, worker, skill, level, days_ago, complete=complete)
        if level == HIGHEST or random.random() > 0.36:
            return
        days_ago -= random.randint(50, 120)
        level += 1 if complete else 0


def _seen(
    random: Random,
    organisation: OrganisationPlan,
    team: TeamPlan,
    worker: str,
    skill: str,
    level: int,
    days_ago: int,
    *,
    complete: bool = True,
) -> Seen:
    remarks = (None, None, "works_safely", "works_neatly", "asks_questions", "helps_others")
    return Seen(
        days_ago=days_ago,
        minute=random.randint(0, 480) if days_ago else 0,
        organisation=organisation.slug,
        team=team.name,
        leader=random.choice(team.leaders),
        worker=worker,
        skill=skill,
        level=level,
        complete=complete,
        method=random.choice(
            (Method.PRACTICE, Method.PRACTICE, Method.PRACTICE, Method.SIMULATION)
        ),
        remark=random.choice(remarks) if complete else "more_practice",
        then=Then.AGREED if random.random() < 0.25 else Then.NOTHING,
    )


def _safety_day(random: Random, newest: int) -> int:
    """Most this year; some so long ago that the badge expires soon or has expired."""
    if newest < 340:
        return random.randint(20, newest)
    days = (*range(20, 270, 25), 280, 300, 320, 345, 372, 390, 410)
    chosen: int = random.choice(days)
    return chosen


def _heroine() -> Iterator[Seen]:
    """Amina's year in the team Textiel, and one renewal."""
    shown = (
        (420, SAFETY, 2), (300, "textiel-sorteren", 1), (210, "nederlands-spreken", 1),
        (190, "textiel-sorteren", 2), (150, "kleding-beoordelen", 1), (90, "wassen-en-stomen", 2),
        (70, SAFETY, 2), (40, "kleding-beoordelen", 2), (20, "textiel-sorteren", 3),
        (8, "tablet-gebruiken", 2),
    )  # fmt: skip
    for number, (days_ago, skill, level) in enumerate(shown):
        yield _by_marieke(content.HEROINE, skill, level, days_ago, minute=60 + number)
    yield _by_marieke(content.HEROINE, "kleding-herstellen", 1, 5, complete=False)


def _by_marieke(
    worker: str,
    skill: str,
    level: int,
    days_ago: int,
    *,
    minute: int = 120,
    complete: bool = True,
    then: Then = Then.NOTHING,
) -> Seen:
    return Seen(
        days_ago=days_ago, minute=minute, organisation="schakel", team="Textiel",
        leader="Marieke Jansen", worker=worker, skill=skill, level=level, complete=complete,
        remark=None if complete else "more_practice", then=then,
    )  # fmt: skip


def _before_they_moved(random: Random) -> Iterator[Seen]:
    """What the people who moved had shown at De Schakel."""
    teams = {team.name: team for site in content.SCHAKEL.sites for team in site.teams}
    before = {"Samira Bakkali": ("klanten-helpen", "kassa-bedienen", "schappen-vullen"),
              "Tesfay Gebremedhin": ("goederen-aannemen", "magazijn-ordenen")}  # fmt: skip
    for worker, skills in before.items():
        for number, skill in enumerate(skills):
            team = teams[content.MOVED[worker]]
            days_ago = 340 - 40 * number
            yield _seen(random, content.SCHAKEL, team, worker, skill, 2, days_ago)


def _stories() -> Iterator[Seen]:
    """What every kind of page needs at least once, whatever the dice said."""
    revoked = {
        "Zeynep Aydın": ("waslabels-en-stoffen", Then.REVOKED_AS_MISTAKE, 100),
        "Truus Hoekstra": ("prijzen", Then.REVOKED_AS_MISTAKE, 61),
        "Nadia Benali": ("bijzondere-spullen", Then.REVOKED_AS_FRAUD, 200),
        "Rahel Tekle": ("product-opknappen", Then.REVOKED_AS_MISTAKE, 33),
    }
    for worker, (skill, then, days_ago) in revoked.items():
        yield _by_marieke(worker, skill, 2, days_ago, then=then)
    yield _by_marieke("Halina Wiśniewska", "rekenen-op-het-werk", 1, 12, then=Then.UNDONE)
    for worker, days_ago in (("Truus Hoekstra", 395), ("Nadia Benali", 400)):
        yield _by_marieke(worker, "uitleg-volgen", 1, days_ago)
    for days_ago in (430, 68):  # a second renewal
        yield _by_marieke("Halina Wiśniewska", "werkplek-netjes", 2, days_ago)
    by_hakan = {
        content.OBJECTS: ("Textiel", "kleding-beoordelen", 1, 3, Then.OBJECTED),
        content.OBJECTED_BEFORE: ("Sorteren", "beoordelen-hergebruik", 1, 120,
                                  Then.OBJECTED_AND_STANDS),
    }  # fmt: skip
    for worker, (team, skill, level, days_ago, then) in by_hakan.items():
        yield Seen(
            days_ago=days_ago, minute=200, organisation="schakel", team=team,
            leader="Hakan Demir", worker=worker, skill=skill, level=level, then=then,
        )  # fmt: skip
