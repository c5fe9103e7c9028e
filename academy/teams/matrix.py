"""The skills matrix of a team: who can do what, since when, until when. No totals, no order
but the alphabet, and the palette with the team's own domains first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from academy.assessments.choosing import domains_of, own_domains_first
from academy.organisations.models import Team
from academy.teams import queries
from academy.teams.queries import Key, SkillInPalette, Worker
from academy.teams.rules import Ends, Held

FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cell:
    """One worker and one skill."""

    held: Held | None
    practising_since: date | None
    """Seen without a badge so far; only filled for the own leader."""


@dataclass(frozen=True, slots=True)
class Row:
    """One worker, with a cell for each skill of the matrix."""

    worker: Worker
    cells: tuple[Cell, ...]

    @property
    def on_paper(self) -> bool:
        """Whether there is a badge in it. An empty line would tell who is only practising."""
        return any(cell.held is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Entry:
    """A badge of a worker, for the lists beside the matrix."""

    worker: Worker
    skill: SkillInPalette
    held: Held


@dataclass(frozen=True, slots=True)
class TeamSkills:
    """What a team can do, read once for a page."""

    workers: tuple[Worker, ...]
    skills: tuple[SkillInPalette, ...]
    held: Mapping[Key, Held]
    practising: Mapping[Key, date]
    today: date

    @property
    def on_paper(self) -> frozenset[int]:
        """The skills with a badge in the team; an empty column would tell what is practised."""
        return frozenset(skill for _person, skill in self.held)

    def columns(self, domain: str | None) -> tuple[SkillInPalette, ...]:
        """All skills of a domain; without one, those that somebody in the team has shown."""
        shown = {skill for _person, skill in (*self.held, *self.practising)}
        return tuple(
            skill
            for skill in self.skills
            if (skill.domain_code == domain if domain else skill.id in shown)
        )

    def of_task(self, codes: Collection[str]) -> tuple[SkillInPalette, ...]:
        """The skills that somebody put together for a task; what is no skill is left out."""
        return tuple(skill for skill in self.skills if skill.code in codes)

    def domains(self) -> list[tuple[SkillInPalette, ...]]:
        """All skills, together by domain."""
        return [tuple(group) for _code, group in groupby(self.skills, lambda s: s.domain_code)]

    def rows(self, columns: tuple[SkillInPalette, ...]) -> tuple[Row, ...]:
        return tuple(
            Row(worker, tuple(self._cell(worker, skill) for skill in columns))
            for worker in self.workers
        )

    def who_can(self, skill: SkillInPalette, level: int) -> list[Entry]:
        """Who has a valid badge for the skill of at least this level, by name."""
        return [
            Entry(worker, skill, held)
            for worker in self.workers
            if (held := self.held.get((worker.id, skill.id)))
            and held.level >= level
            and not held.has_expired(self.today)
        ]

    def expired(self) -> list[Entry]:
        """What is not valid any more, the longest ago on top."""
        return _by_end(entry for entry in self._entries() if entry.held.has_expired(self.today))

    def expiring(self) -> list[Entry]:
        """What runs out within three months, the first to run out on top."""
        return _by_end(entry for entry in self._entries() if entry.held.is_expiring(self.today))

    def long_ago(self) -> list[Entry]:
        """What is valid and nobody has looked at for half a year, the longest ago on top."""
        found = [
            entry
            for entry in self._entries()
            if entry.held.is_long_ago(self.today) and not entry.held.has_expired(self.today)
        ]
        return sorted(found, key=lambda entry: entry.held.last_seen)

    def _cell(self, worker: Worker, skill: SkillInPalette) -> Cell:
        key = (worker.id, skill.id)
        return Cell(self.held.get(key), self.practising.get(key))

    def _entries(self) -> list[Entry]:
        return [
            Entry(worker, skill, held)
            for worker in self.workers
            for skill in self.skills
            if (held := self.held.get((worker.id, skill.id)))
        ]


def _by_end(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.held.valid_until or FOR_EVER)


def ends_of(organisation_id: int, people: Collection[int], today: date) -> dict[int, Ends]:
    """How many badges of each of these people run out within three months, or have."""
    held = queries.held_badges(organisation_id, people, today)
    ends = dict.fromkeys(people, Ends())
    for (person, _skill), one in held.items():
        ends[person] += Ends(over=one.has_expired(today), soon=one.is_expiring(today))
    return ends


def ends_by_team(
    teams: Sequence[Team], members: Mapping[int, set[int]], today: date
) -> dict[int, Ends]:
    """The same of each team; one statement for each organisation, and most people see one."""
    ends: dict[int, Ends] = {}
    for organisation_id in {team.organisation_id for team in teams}:
        own = [team for team in teams if team.organisation_id == organisation_id]
        of_people = ends_of(
            organisation_id, set().union(*(members[team.id] for team in own)), today
        )
        for team in own:
            ends[team.id] = sum((of_people[person] for person in members[team.id]), Ends())
    return ends


def skills_of_team(team: Team, *, today: date, as_leader: bool) -> TeamSkills:
    """Read it, in a constant number of statements; observations only `as_leader`."""
    workers = queries.workers_of(team, today)
    people = [worker.id for worker in workers]
    order = domains_of(team)
    return TeamSkills(
        workers=workers,
        skills=tuple(
            sorted(queries.palette(), key=lambda skill: own_domains_first(skill.domain_code, order))
        ),
        held=queries.held_badges(team.organisation_id, people, today),
        practising=queries.practising(team, people) if as_leader else {},
        today=today,
    )
