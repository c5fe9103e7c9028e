"""The job that adds what was looked at: each row wholly or not at all, and never twice.

A portion of rows is one transaction under the organisation's lock, in which each row is judged
once more: what would now be something else than people saw is left waiting, and told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from academy.access import means
from academy.access.session import identity_now
from academy.access.telling import tell
from academy.administration.imports import keeping
from academy.administration.imports.judging import Verdict, verdict_on, write_down
from academy.administration.imports.models import (
    Kind,
    StaffImport,
    StaffImportRow,
    Stage,
    Standing,
)
from academy.administration.imports.queries import ADDABLE, import_of
from academy.administration.imports.world import Known, World, world_for
from academy.administration.joining import Newcomer, join
from academy.audit import log
from academy.database import db, savepoint
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.jobs.work import Work
from academy.locking import row as lock
from academy.organisations.changes import apply
from academy.organisations.models import Organisation
from academy.people import memberships
from academy.people.memberships import Post
from academy.people.models import Membership, Person
from academy.security.identity import Actor, Identity, Role

PORTION = 25
"""Rows in one transaction: others who write wait no longer than for a large page."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who adds it, and when."""

    identity: Identity
    secret_key: str
    now: datetime

    @property
    def by(self) -> Actor:
        return self.identity.actor

    @property
    def today(self) -> date:
        return local_day(self.now)


def hands_of(work: Work) -> Hands:
    """Of whoever started it; the queue has asked whether they still may."""
    assert work.started is not None  # noqa: S101 - only people start it
    identity = identity_now(work.started.by_id)
    assert identity is not None  # noqa: S101 - the queue asks `still_holds` before
    deps = dependencies()
    return Hands(identity, deps.settings.secret_key, deps.clock())


def add_import(work: Work) -> None:
    the_import = import_of(work)
    if the_import is None or the_import.stage != Stage.ADDING:
        return
    # as numbers: a row that is refused makes the session forget every row that it knew
    number, place = the_import.id, lock(Organisation, the_import.organisation_id)
    hands, waiting = hands_of(work), _waiting(number)
    for start in range(0, len(waiting), PORTION):
        portion = waiting[start : start + PORTION]
        people = [lock(Person, person) for _row, person in portion if person]
        with work.step(place, *people, done=start, total=len(waiting)):
            _add_portion(number, [row for row, _person in portion], hands)
    key = _finish(work, number, hands)
    if key:
        dependencies().files.delete(key)


def _waiting(number: int) -> list[tuple[int, int | None]]:
    """Rows to add, and the people whom they are about."""
    found = select(StaffImportRow.id, StaffImportRow.person_id).where(
        StaffImportRow.import_id == number,
        StaffImportRow.standing == Standing.WAITING,
        StaffImportRow.kind.in_(ADDABLE),
    )
    rows = db.session.execute(found.order_by(StaffImportRow.number)).all()
    db.session.rollback()
    return [(row[0], row[1]) for row in rows]


def _add_portion(number: int, left: list[int], hands: Hands) -> None:
    """One row after another; after a refusal the session knows nothing, so it is asked again."""
    while left:
        the_import = db.session.get_one(StaffImport, number)
        rows = _rows(left)
        world = world_for(the_import, rows, hands.today)
        left = _add_until_refused(rows, world, hands)


def _add_until_refused(rows: Sequence[StaffImportRow], world: World, hands: Hands) -> list[int]:
    """Gives the rows after one that was refused."""
    numbers = [row.id for row in rows]
    for place, row in enumerate(rows):
        try:
            with savepoint():
                _add(row, verdict_on(row, world), hands)
        except AcademyError as refusal:
            refused = db.session.get_one(StaffImportRow, numbers[place])
            refused.kind, refused.problem = Kind.WRONG, "refused-when-added"
            refused.problem_values = {"code": refusal.code, **_plain(refusal.values)}
            return numbers[place + 1 :]
    return []


def _plain(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def _rows(numbers: Sequence[int]) -> Sequence[StaffImportRow]:
    found = select(StaffImportRow).where(StaffImportRow.id.in_(numbers))
    return db.session.scalars(found.order_by(StaffImportRow.number)).all()


def _add(row: StaffImportRow, verdict: Verdict, hands: Hands) -> None:
    seen = (row.kind, row.changes, row.person_id)
    was_seen = row.kind
    write_down(row, verdict)
    if (row.kind, row.changes, row.person_id) != seen:
        if row.kind in ADDABLE:
            row.kind, row.problem = Kind.ASK, "changed-meanwhile"
        return
    kept = _begin(row, verdict, hands) if was_seen == Kind.NEW else _change(row, verdict, hands)
    row.kept, row.standing = kept, Standing.ADDED
    row.changes = {name: [] for name in row.changes}
    row.name = row.latin_name = row.staff_number = row.team_name = ""
    row.first_day = row.last_day = row.licence = row.licence_until = row.seen_by = ""


def _begin(row: StaffImportRow, verdict: Verdict, hands: Hands) -> dict[str, str]:
    newcomer = Newcomer(
        key=uuid4(), name=row.name, latin_name=row.latin_name, post=_post(row, verdict)
    )
    person = join(newcomer, identity=hands.identity, secret_key=hands.secret_key, now=hands.now)
    row.person_id = person.id
    begun = select(Membership.uuid).where(Membership.person_id == person.id)
    kept = {"membership": str(db.session.scalars(begun).one())}
    if verdict.last_day:
        kept["last_day"] = verdict.last_day.isoformat()
    return kept | _licence(person, row, verdict, hands)


def _post(row: StaffImportRow, verdict: Verdict) -> Post:
    the_import = row.the_import
    return Post(
        organisation=the_import.organisation, role=Role.WORKER, team=verdict.team,
        staff_number=row.staff_number, starts_on=verdict.first_day or the_import.starts_on,
        ends_on=verdict.last_day,
    )  # fmt: skip


def _change(row: StaffImportRow, verdict: Verdict, hands: Hands) -> dict[str, str]:
    """Gives what undoing it needs to know."""
    known = verdict.known
    assert known is not None  # noqa: S101 - a change is about somebody
    kept, person = _rename(row, known, hands), db.session.get_one(Person, known.person_id)
    membership = membership_with(known.membership)
    if "number" in row.changes:
        if membership.staff_number:
            raise InvalidInputError("staff-number-taken", number=row.staff_number, name=known.name)
        memberships.change_staff_number(membership, row.staff_number, by=hands.by, now=hands.now)
        kept |= {"numbered": str(membership.uuid), "number": row.staff_number}
    if "team" in row.changes:
        assert verdict.team is not None  # noqa: S101 - the change names it
        kept |= move(membership, verdict, hands)
        membership = membership_with(UUID(kept["membership"]))
    if "back" in row.changes:
        begun = memberships.add_membership(person, _post(row, verdict), by=hands.by, now=hands.now)
        kept["membership"] = kept["back"] = str(begun.uuid)
    if "last_day" in row.changes:
        assert verdict.last_day is not None  # noqa: S101 - the change names it
        end(membership, verdict.last_day, hands)
        kept |= {"ended": str(membership.uuid), "last_day": verdict.last_day.isoformat()}
    return kept | _licence(person, row, verdict, hands)


def _licence(person: Person, row: StaffImportRow, verdict: Verdict, hands: Hands) -> dict[str, str]:
    return keeping.keep(person, row, verdict.paper, hands) if verdict.paper else {}


def _rename(row: StaffImportRow, known: Known, hands: Hands) -> dict[str, str]:
    values = {"name": row.name} if "name" in row.changes else {}
    values |= {"latin_name": row.latin_name} if "latin_name" in row.changes else {}
    if not values:
        return {}
    person = db.session.get_one(Person, known.person_id)
    kept = {f"old_{name}": getattr(person, name) for name in values}
    rename(person, values, row.the_import.organisation_id, hands)
    return kept | {f"new_{name}": text for name, text in values.items()}


def rename(person: Person, values: dict[str, str], organisation_id: int, hands: Hands) -> None:
    changed = apply(person, values)
    tell(
        "person.changed", person.uuid, person, organisation_id=organisation_id, by=hands.by,
        now=hands.now, fields=changed,
    )  # fmt: skip


def move(membership: Membership, verdict: Verdict, hands: Hands) -> dict[str, str]:
    assert verdict.team is not None  # noqa: S101 - asked by whoever calls
    before = membership.team.uuid if membership.team else ""
    moved = memberships.move(
        membership, verdict.team, first_day=hands.today, today=hands.today, by=hands.by,
        now=hands.now,
    )  # fmt: skip
    return {
        "membership": str(moved.uuid), "from_team": str(before), "to_team": str(verdict.team.uuid),
    }  # fmt: skip


def end(membership: Membership, last_day: date, hands: Hands) -> None:
    memberships.end(membership, last_day=last_day, today=hands.today, by=hands.by, now=hands.now)
    means.end_those_given_by(
        membership.organisation, membership.person, today=hands.today, by=hands.by, now=hands.now
    )


def membership_with(key: UUID) -> Membership:
    return db.session.scalars(select(Membership).where(Membership.uuid == key)).one()


def _finish(work: Work, number: int, hands: Hands) -> str | None:
    """Forget what said nothing new, and the file; gives the key of that."""
    with work.finishing():
        the_import = db.session.get_one(StaffImport, number)
        here = StaffImportRow.import_id == number
        same = here & (StaffImportRow.kind == Kind.SAME)
        the_import.unchanged += db.session.scalars(
            select(func.count(StaffImportRow.id)).where(same)
        ).one()
        db.session.execute(delete(StaffImportRow).where(same))
        added = here & (StaffImportRow.standing == Standing.ADDED)
        count = db.session.scalars(select(func.count(StaffImportRow.id)).where(added)).one()
        key, the_import.file_key = the_import.file_key, None
        the_import.stage, the_import.added_at = Stage.OPEN, hands.now
        the_import.version += 1
        log.record(
            "import.added", the_import.uuid, organisation_id=the_import.organisation_id,
            by=hands.by, at=hands.now, count=count,
        )  # fmt: skip
    return key
