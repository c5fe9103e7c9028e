"""What each row of a list would do: somebody new, something changed, or what is wrong with it.

`verdict_on` is pure. The staff number is the key: the same number is the same person, so a list
that is added twice changes nothing the second time. A row is asked about when a person has to say
that it is right: a number that looks like a national number, or is somebody's but for zeros before
it; a number whose owner is called otherwise; somebody of the same name without a number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from academy.administration.cells import fault_of
from academy.administration.imports.columns import could_be_bsn
from academy.administration.imports.models import Kind, StaffImport, StaffImportRow
from academy.administration.imports.papers import Paper, Wrong, paper_of
from academy.administration.imports.queries import TO_MEND
from academy.administration.imports.world import Known, World, world_for
from academy.administration.pasting import Column
from academy.dates import read_day
from academy.folding import folded_name
from academy.organisations.models import Team
from academy.people.days import LONGEST_AHEAD
from academy.people.memberships import IN_A_TEAM
from academy.periods import is_backwards
from academy.security.identity import Role

EARLIEST = date(1950, 1, 1)
SAME, OTHER = "same", "other"
Changes = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What would happen with a row; `team` and days are for whoever adds it."""

    kind: Kind
    problem: str = ""
    column: Column | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    changes: Changes = field(default_factory=dict)
    known: Known | None = None
    team: Team | None = None
    first_day: date | None = None
    last_day: date | None = None
    paper: Paper | None = None


def judge(the_import: StaffImport, rows: Sequence[StaffImportRow], today: date) -> None:
    """Write on each row what it would do now."""
    world = world_for(the_import, rows, today)
    for row in rows:
        write_down(row, verdict_on(row, world))


def write_down(row: StaffImportRow, verdict: Verdict) -> None:
    row.kind, row.problem = verdict.kind, verdict.problem
    row.problem_column = verdict.column.name if verdict.column else ""
    row.problem_values, row.changes = dict(verdict.values), dict(verdict.changes)
    row.person_id = verdict.known.person_id if verdict.known else None


def verdict_on(row: StaffImportRow, world: World) -> Verdict:
    fault = fault_of(row.name, row.staff_number, row.latin_name)
    if fault is not None:
        return _wrong(fault.code, fault.column, **fault.values)
    if not row.staff_key:
        return _wrong("number-missing", Column.NUMBER)
    first = world.first_rows.get(row.staff_key, row.number)
    if first != row.number:
        return _wrong("number-twice", Column.NUMBER, row=first)
    wrong = _wrong_day(row, world) or _wrong_team(row, world) or _wrong_paper(row, world)
    return wrong or _with_paper(_judged(row, world), row, world)


def _with_paper(verdict: Verdict, row: StaffImportRow, world: World) -> Verdict:
    """The certificate that the row names comes along, unless it is written down already."""
    paper, known = paper_of(row, world.papers, world.today), verdict.known
    if not isinstance(paper, Paper) or verdict.kind in TO_MEND:
        return verdict
    if known is not None and paper.is_known_of(known.person_id, world.papers):
        return verdict
    kind = Kind.CHANGED if verdict.kind is Kind.SAME else verdict.kind
    changes = {**verdict.changes, "licence": ["", str(paper)]}
    return replace(verdict, kind=kind, changes=changes, paper=paper)


def _judged(row: StaffImportRow, world: World) -> Verdict:
    everybody = world.people.get(row.staff_key, ())
    here = {each.person_id for each in everybody if each.is_here}
    if len(here) > 1:
        return _wrong("number-shared", Column.NUMBER)
    if everybody:
        return _about(everybody[0], row, world, everybody)
    known = _by_zeros(row, world) or _by_name(row, world)
    if known is not None:
        return known
    if could_be_bsn(row.staff_number) and not world.the_import.numbers_are_ours:
        return _ask("number-like-bsn", Column.NUMBER, None)
    return _new(row, world)


def _by_zeros(row: StaffImportRow, world: World) -> Verdict | None:
    """About who has the number with other zeros before it, which keeps theirs."""
    known = world.zeros.get(row.staff_key)
    if known is None or row.choice == OTHER:
        return None
    if row.choice == SAME or folded_name(known.name) == folded_name(row.name):
        return _about(known, row, world, [known])
    said = {"name": known.name, "number": known.number_key}
    return _ask("number-with-zeros", Column.NUMBER, known, **said)


def _by_name(row: StaffImportRow, world: World) -> Verdict | None:
    """About who is called so and has no number."""
    known = world.nameless.get(folded_name(row.name))
    if known is None or row.choice == OTHER:
        return None
    if row.choice == SAME:
        return _about(known, row, world, [known])
    return _ask("namesake-without-number", Column.NAME, known, name=known.name)


def _new(row: StaffImportRow, world: World) -> Verdict:
    team = team_of(row, world)
    if team is None:
        return _wrong("team-missing", Column.TEAM)
    first = read_day(row.first_day) or world.the_import.starts_on
    changes = {"team": ["", team.name], "first_day": ["", first.isoformat()]}
    last = read_day(row.last_day)
    if is_backwards(first, last):
        return _wrong("days-contradict", Column.LAST_DAY)
    if last is not None:
        changes["last_day"] = ["", last.isoformat()]
    return Verdict(Kind.NEW, changes=changes, team=team, first_day=first, last_day=last)


def _about(known: Known, row: StaffImportRow, world: World, everywhere: Sequence[Known]) -> Verdict:
    if not _could_be(known.name, row.name) and row.choice != SAME:
        return _ask("number-of-another", Column.NUMBER, known, name=known.name)
    team, last = team_of(row, world, given=not known.is_here), read_day(row.last_day)
    if not known.is_here and known.role in IN_A_TEAM and team is None:
        return _wrong("team-missing", Column.TEAM)
    # whoever works in two teams, or moves soon, stays where the list says that they are
    held = {each.team_id for each in everywhere if each.is_here}
    changes = _changes_of(known, row, None if team and team.id in held else team)
    if not known.is_here:
        if known.role is not Role.WORKER:
            return _wrong("left-as-staff", Column.NUMBER, name=known.name)
        changes["back"] = ["", str(team.name if team else "")]
    elif last is not None and not known.has_end and known.role is Role.WORKER:
        changes["last_day"] = ["", last.isoformat()]
    first = read_day(row.first_day) or world.the_import.starts_on
    kind = Kind.CHANGED if changes else Kind.SAME
    return Verdict(kind, changes=changes, known=known, team=team, first_day=first, last_day=last)


def _changes_of(known: Known, row: StaffImportRow, team: Team | None) -> Changes:
    changes: Changes = {}
    if known.name != row.name:
        changes["name"] = [known.name, row.name]
    if row.latin_name and known.latin_name != row.latin_name:
        changes["latin_name"] = [known.latin_name, row.latin_name]
    if known.is_here and known.role is Role.WORKER and team is not None:
        changes["team"] = [known.team_name, team.name]
    if not known.number_key:  # found by the name, and somebody said that it is the same person
        changes["number"] = ["", row.staff_number]
    return changes


def team_of(row: StaffImportRow, world: World, *, given: bool = True) -> Team | None:
    """The team that the row names; with `given`, else the one for rows that name none."""
    if row.team_name:
        return world.teams.get(folded_name(row.team_name))
    return world.given_team if given else None


def _could_be(known: str, said: str) -> bool:
    """Whether two names have a word in common, as after a marriage or a mistake in typing."""
    return bool(set(folded_name(known).split()) & set(folded_name(said).split()))


def _wrong_team(row: StaffImportRow, world: World) -> Verdict | None:
    if row.team_name and folded_name(row.team_name) not in world.teams:
        return _wrong("team-unknown", Column.TEAM, team=row.team_name[:80])
    return None


def _wrong_day(row: StaffImportRow, world: World) -> Verdict | None:
    days = {}
    for column, text in ((Column.FIRST_DAY, row.first_day), (Column.LAST_DAY, row.last_day)):
        day = read_day(text) if text else None
        if text and day is None:
            return _wrong("day-unreadable", column)
        if day is not None and not EARLIEST <= day <= world.today + LONGEST_AHEAD:
            return _wrong("day-too-far", column)
        days[column] = day
    first, last = days[Column.FIRST_DAY], days[Column.LAST_DAY]
    if first is not None and is_backwards(first, last):
        return _wrong("days-contradict", Column.LAST_DAY)
    return None


def _wrong_paper(row: StaffImportRow, world: World) -> Verdict | None:
    paper = paper_of(row, world.papers, world.today)
    return _wrong(paper.code, paper.column, **paper.values) if isinstance(paper, Wrong) else None


def _wrong(code: str, column: Column, **values: Any) -> Verdict:
    return Verdict(Kind.WRONG, code, column, values)


def _ask(code: str, column: Column, known: Known | None, **values: Any) -> Verdict:
    return Verdict(Kind.ASK, code, column, values, known=known)
