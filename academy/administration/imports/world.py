"""What an organisation knows that a list of people is compared with: a few questions a batch."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from academy.administration.imports.models import StaffImport, StaffImportRow
from academy.administration.imports.papers import PaperKind, Papers, Seer
from academy.administration.team_choice import open_teams
from academy.database import db
from academy.folding import folded_name, folded_number
from academy.organisations.models import Team
from academy.people.licences.models import Licence
from academy.people.licences.queries import open_kinds
from academy.people.models import Membership, Person
from academy.people.queries import going_on
from academy.security.identity import Role

LONGEST_PADDED = 10
"""Digits of a number that somebody shows with zeros before it."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who works here, or did."""

    person_id: int
    name: str
    latin_name: str
    membership: UUID
    team_id: int | None
    team_name: str
    role: Role
    has_end: bool
    is_here: bool
    """Works here now, or will."""
    number_key: str
    """The folded number; empty for who has none."""


@dataclass(frozen=True, slots=True)
class World:
    """For the rows of one batch."""

    today: date
    people: Mapping[str, Sequence[Known]]
    """By folded number; who is here first, the newest first."""
    zeros: Mapping[str, Known]
    """By a folded number that nobody has, who has it with other zeros before it: a workbook that
    shows 0042 by its format says 42, and nothing of the format."""
    nameless: Mapping[str, Known]
    """By folded name, who works here without a number."""
    teams: Mapping[str, Team]
    """By folded name those that are open, and by what was chosen for a name that is unknown."""
    first_rows: Mapping[str, int]
    """By folded number, the first row of the list that has it."""
    given_team: Team | None
    """For rows that name none."""
    papers: Papers
    the_import: StaffImport


def world_for(the_import: StaffImport, rows: Collection[StaffImportRow], today: date) -> World:
    keys = {row.staff_key for row in rows if row.staff_key}
    names = {folded_name(row.name) for row in rows}
    teams = open_teams(the_import.organisation)
    by_uuid = {str(team.uuid): team for team in teams}
    people = _people(the_import.organisation_id, keys, today)
    zeros = _with_other_zeros(the_import.organisation_id, keys - people.keys(), today)
    chosen = {name: by_uuid[key] for name, key in the_import.team_choices.items() if key in by_uuid}
    return World(
        today=today,
        people=people,
        zeros=zeros,
        nameless=_nameless(the_import.organisation_id, names, today),
        teams={**chosen, **{team.folded_name: team for team in teams}},
        first_rows=_first_rows(the_import, keys),
        given_team=next((team for team in teams if team.id == the_import.team_id), None),
        papers=_papers(the_import, rows, _numbers_of(people, zeros), today),
        the_import=the_import,
    )


def _known_on(today: date) -> Any:
    return (
        select(
            Membership.staff_key, Person.id, Person.name, Person.latin_name, Membership.uuid,
            Membership.team_id, func.coalesce(Team.name, ""), Membership.role, Membership.has_end,
            Membership.goes_on_from(today), Person.search_text,
        )
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(Team, Team.id == Membership.team_id)
        .where(Person.erased_at.is_(None))
    )  # fmt: skip


def _people(
    organisation_id: int, keys: Collection[str], today: date
) -> Mapping[str, Sequence[Known]]:
    found = _known_on(today).where(
        Membership.organisation_id == organisation_id, Membership.staff_key.in_(keys)
    )
    people: dict[str, list[Known]] = {}
    rows = db.session.execute(found.order_by(Membership.starts_on.desc(), Membership.id.desc()))
    for row in rows:
        people.setdefault(row[0], []).append(_known(row))
    return {key: sorted(those, key=_here_and_working) for key, those in people.items()}


def _with_other_zeros(
    organisation_id: int, keys: Collection[str], today: date
) -> Mapping[str, Known]:
    plain = {key: key.lstrip("0") for key in keys if key.isascii() and key.isdigit()}
    # asked by each number that it may be, so that an index answers
    forms = {
        bare.zfill(length): bare
        for bare in plain.values()
        for length in range(max(len(bare), 1), LONGEST_PADDED + 1)
    }
    held = _people(organisation_id, forms.keys(), today)
    found = {forms[key]: those[0] for key, those in held.items()}
    return {key: found[bare] for key, bare in plain.items() if bare in found}


def _nameless(organisation_id: int, names: Collection[str], today: date) -> Mapping[str, Known]:
    found = _known_on(today).where(
        going_on(today, organisations=[organisation_id]),
        Membership.staff_key == "",
        Person.search_text.in_(names),
    )
    return {row.search_text: _known(row) for row in db.session.execute(found)}


def _first_rows(the_import: StaffImport, keys: Collection[str]) -> Mapping[str, int]:
    found = (
        select(StaffImportRow.staff_key, func.min(StaffImportRow.number))
        .where(StaffImportRow.import_id == the_import.id, StaffImportRow.staff_key.in_(keys))
        .group_by(StaffImportRow.staff_key)
    )
    return {row[0]: row[1] for row in db.session.execute(found)}


def _numbers_of(people: Mapping[str, Sequence[Known]], zeros: Mapping[str, Known]) -> set[int]:
    everybody = (*people.values(), zeros.values())
    return {each.person_id for those in everybody for each in those}


def _papers(
    the_import: StaffImport,
    rows: Collection[StaffImportRow],
    numbers: set[int],
    today: date,
) -> Papers:
    """Nothing is asked for a list without certificates."""
    if not any(row.licence or row.licence_until or row.seen_by for row in rows):
        return Papers({}, {}, frozenset())
    kinds = [(kind, PaperKind(kind.id, kind.uuid, kind.name["nl"])) for kind in open_kinds()]
    numbers = numbers | {row.person_id for row in rows if row.person_id}
    seers = {folded_number(row.seen_by) for row in rows if row.seen_by}
    return Papers(
        {folded_name(name): told for kind, told in kinds for name in kind.name.values()},
        _seers(the_import.organisation_id, seers, today),
        _held(the_import.organisation_id, numbers),
    )


def _seers(organisation_id: int, keys: Collection[str], today: date) -> Mapping[str, Seer]:
    found = (
        select(Membership.staff_key, Person.id, Person.uuid, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.staff_key.in_(keys),
            Membership.role.in_((Role.TEAM_LEADER, Role.ORGANISATION_ADMIN)),
            Membership.holds_on(today),
            Person.erased_at.is_(None),
        )
    )
    return {row[0]: Seer(*row[1:]) for row in db.session.execute(found)}


def _held(organisation_id: int, people: Collection[int]) -> frozenset[tuple[int, int, date | None]]:
    found = select(Licence.person_id, Licence.kind_id, Licence.valid_until).where(
        Licence.organisation_id == organisation_id, Licence.person_id.in_(people)
    )
    return frozenset((row[0], row[1], row[2]) for row in db.session.execute(found))


def _known(row: Any) -> Known:
    key, person_id, name, latin, membership, team_id, team, role, has_end, is_here = row[:10]
    return Known(
        person_id, name, latin, membership, team_id, team, Role(role), bool(has_end), bool(is_here),
        key,
    )  # fmt: skip


def _here_and_working(known: Known) -> tuple[bool, bool]:
    return not known.is_here, known.role is not Role.WORKER
