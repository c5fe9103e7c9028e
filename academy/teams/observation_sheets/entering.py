"""What stands on a sheet is entered later, on one page, by whoever looked.

A cell is one person and one skill. Its assessment has a UUID that follows from the sheet, so each
cell is entered once, whoever types it and however often: the same again changes nothing, and what
says something else is kept for a person to look at, as with any assessment that comes twice.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlalchemy import select

from academy.assessments.batch import AT_MOST, save_all
from academy.assessments.models import Answer, Assessment
from academy.assessments.recording import Receipt, Recorded
from academy.assessments.saving import Saving
from academy.assessments.submission import Assessor, Submission
from academy.audit import log
from academy.catalogue.models import SkillVersion
from academy.database import db, transaction
from academy.dependencies import Dependencies
from academy.locking import row
from academy.people.models import Person
from academy.security.identity import Identity
from academy.teams.observation_sheets.models import ObservationSheet
from academy.teams.queries import held_badges


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of the sheet."""

    person: Person
    version: SkillVersion
    saved: Assessment | None
    """What was entered of it."""
    higher: int | None
    """The level of a badge that the person has already."""
    seen_on: frozenset[date]
    """Days on which something else was saved of this skill."""

    @property
    def name(self) -> str:
        return f"cell-{self.person.uuid.hex}-{self.version.uuid.hex}"

    def is_doubtful(self, level: int, day: date) -> bool:
        """Whether the page asks first if this is meant."""
        return day in self.seen_on or (self.higher is not None and self.higher > level)


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell and the level that stands in it."""

    cell: Cell
    level: int

    @property
    def sure_value(self) -> str:
        """What says that this level, and no other, is meant."""
        return f"{self.cell.name}={self.level}"


def uuid_of(sheet: ObservationSheet, person: Person, version: SkillVersion) -> uuid.UUID:
    """The assessment of this cell."""
    return uuid.uuid5(sheet.uuid, f"{person.uuid}/{version.uuid}")


def cells_of(sheet: ObservationSheet, *, today: date) -> list[list[Cell]]:
    """Row by row, in the order of the paper, in a constant number of statements."""
    people = [each.person for each in sheet.workers]
    versions = [each.version for each in sheet.skills]
    numbers = [person.id for person in people]
    held = held_badges(sheet.organisation_id, numbers, today)
    seen = _seen(sheet, numbers, versions)
    saved = {each.uuid: each for each in seen}

    def cell(person: Person, version: SkillVersion) -> Cell:
        own = uuid_of(sheet, person, version)
        badge = held.get((person.id, version.skill_id))
        valid = badge if badge and not badge.has_expired(today) else None
        return Cell(
            person, version, saved.get(own), valid.level if valid else None,
            frozenset(
                each.observed_on for each in seen
                if each.person_id == person.id and each.uuid != own
                and each.skill_version.skill_id == version.skill_id and each.withdrawal is None
            ),
        )  # fmt: skip

    return [[cell(person, version) for version in versions] for person in people]


def _seen(
    sheet: ObservationSheet, people: Collection[int], versions: Sequence[SkillVersion]
) -> Sequence[Assessment]:
    skills = {version.skill_id for version in versions}
    found = (
        select(Assessment)
        .join(SkillVersion, SkillVersion.id == Assessment.skill_version_id)
        .where(
            Assessment.person_id.in_(people),
            Assessment.organisation_id == sheet.organisation_id,
            SkillVersion.skill_id.in_(skills),
        )
    )
    return db.session.scalars(found).all()


def enter(
    sheet: ObservationSheet,
    entries: Sequence[Entry],
    *,
    day: date,
    by: Identity,
    deps: Dependencies,
) -> list[tuple[Entry, Recorded]]:
    """Save them, at most forty at once; what a rule objects to is told and keeps no other back."""
    number, sheet_id, now = sheet.number, sheet.id, deps.clock()
    items = [_saving(sheet, entry, day=day, by=by, now=now) for entry in entries]
    waiting, recorded = iter(items), list[Recorded]()
    while some := list(islice(waiting, AT_MOST)):
        recorded += save_all(some, deps)
    kept = sum(each.receipt is Receipt.NEW for each in recorded)
    if kept:
        with transaction(row(ObservationSheet, sheet_id)):
            _note_entry(sheet_id, kept=kept, number=number, by=by, now=now)
    return list(zip(entries, recorded, strict=True))


def _note_entry(sheet_id: int, *, kept: int, number: int, by: Identity, now: datetime) -> None:
    sheet = db.session.get_one(ObservationSheet, sheet_id)
    sheet.entered_by_id, sheet.entered_at = by.person_id, now
    log.record(
        "team.sheet_entered", sheet.team.uuid, organisation_id=sheet.organisation_id, by=by.actor,
        at=now, number=number, count=kept,
    )  # fmt: skip


def _saving(
    sheet: ObservationSheet, entry: Entry, *, day: date, by: Identity, now: datetime
) -> Saving:
    """With everything seen: a box on the sheet says no less."""
    version = entry.cell.version
    return Saving(
        submission=Submission(
            uuid=uuid_of(sheet, entry.cell.person, version),
            assessor=Assessor.who_is(by),
            person_uuid=entry.cell.person.uuid,
            team_uuid=sheet.team.uuid,
            skill_version_uuid=version.uuid,
            level=entry.level,
            answers={criterion["id"]: Answer.SEEN.value for criterion in version.criteria},
            observed_on=day,
            made_at=now,
            sent_at=now,
            sheet_number=sheet.number,
        ),
        by=by.actor,
        now=now,
    )
