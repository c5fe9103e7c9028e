"""A list of people that somebody brings, and each of its rows until it is added or thrown away.

Nothing here outlives thirty days (`tidying`). What was read of a row is emptied once the row is
added: from then on the membership says it. No column is kept that has no field here.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from academy.database import Identified, Model
from academy.folding import folded_number
from academy.organisations.models import Organisation, Team
from academy.people.models import Person
from academy.security.policy import Scope

FOLDER = "imports/"
"""Of the file store: the lists that were not added yet."""


SHEETS_LEFT_OUT = "sheets-left-out"
"""What is told about a workbook of which one sheet was read."""


class Stage(StrEnum):
    """What happens with an import now."""

    READING = "reading"
    JUDGING = "judging"
    """Each row is looked at again, after a choice about many of them."""
    REFUSED = "refused"
    """The file could not be taken; nothing of it is kept."""
    OPEN = "open"
    """To be looked at, mended and added."""
    ADDING = "adding"
    UNDOING = "undoing"
    UNDONE = "undone"
    RESTORING = "restoring"


class Kind(StrEnum):
    """What adding the row would do, or why it cannot be added."""

    UNSEEN = "unseen"
    """Nobody looked at it yet."""
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ASK = "ask"
    """It may be right; a person has to say so."""
    WRONG = "wrong"


class Standing(StrEnum):
    """What became of the row."""

    WAITING = "waiting"
    ADDED = "added"
    UNDONE = "undone"
    STAYS = "stays"
    """It was used since it was added, so undoing left it."""


class StaffImport(Identified, Model):
    """A list of people of one organisation."""

    __tablename__ = "staff_import"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "team_id"], ["team.organisation_id", "team.id"]),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    stage: Mapped[Stage] = mapped_column(String(12), default=Stage.READING)
    version: Mapped[int] = mapped_column(default=1)
    """Goes up with each change of what would be added, so that nothing is added that nobody saw."""
    file_name: Mapped[str] = mapped_column(String(120))
    file_key: Mapped[str | None] = mapped_column(String(200))
    """Where the list is in the file store; None once rows were added or it was refused."""
    headings: Mapped[list[str]] = mapped_column(JSON, default=list)
    columns: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Of each heading the name of its `Column`; empty: it is not read."""
    is_mapped: Mapped[bool] = mapped_column(default=False)
    """Somebody chose the columns: they are not guessed again."""
    team_id: Mapped[int | None]
    """For rows that name no team."""
    starts_on: Mapped[date]
    """For rows that name no first day."""
    numbers_are_ours: Mapped[bool] = mapped_column(default=False)
    """Somebody said that what looks like a national number is none."""
    team_choices: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """By folded name of a team that is unknown here, the UUID of the team that is meant."""
    problem: Mapped[str] = mapped_column(String(40), default="")
    """The code of what was refused, or of what is told about a list that was read."""
    problem_values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    job_uuid: Mapped[UUID | None]
    added_at: Mapped[datetime | None]
    """When the first rows were added."""
    undone_at: Mapped[datetime | None]
    unchanged: Mapped[int] = mapped_column(default=0)
    """Rows that said what was known, forgotten when the others were added."""

    organisation: Mapped[Organisation] = relationship(lazy="joined", overlaps="team")
    team: Mapped[Team | None] = relationship(overlaps="organisation")
    by: Mapped[Person] = relationship()

    @property
    def name(self) -> str:
        """For the list of long work."""
        return self.file_name

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=frozenset({self.organisation_id}))


class StaffImportRow(Identified, Model):
    """One row of the list, under the number that a spreadsheet gives it."""

    __tablename__ = "staff_import_row"
    __table_args__ = (
        Index(None, "import_id", "standing", "kind", "number"),
        Index(None, "import_id", "staff_key"),
    )

    import_id: Mapped[int] = mapped_column(ForeignKey("staff_import.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(Text, default="")
    latin_name: Mapped[str] = mapped_column(Text, default="")
    staff_number: Mapped[str] = mapped_column(Text, default="")
    staff_key: Mapped[str] = mapped_column(String(80), default="")
    """The number as numbers are compared; follows it by itself."""
    team_name: Mapped[str] = mapped_column(Text, default="")
    first_day: Mapped[str] = mapped_column(Text, default="")
    last_day: Mapped[str] = mapped_column(Text, default="")
    licence: Mapped[str] = mapped_column(Text, default="", server_default="")
    """The kind of a certificate from outside, by its name."""
    licence_until: Mapped[str] = mapped_column(Text, default="", server_default="")
    seen_by: Mapped[str] = mapped_column(Text, default="", server_default="")
    """The staff number of who saw the paper; empty: whoever brings the list."""
    choice: Mapped[str] = mapped_column(String(10), default="")
    """What a person answered to a question: `same` or `other`."""
    kind: Mapped[Kind] = mapped_column(String(10), default=Kind.UNSEEN)
    standing: Mapped[Standing] = mapped_column(String(10), default=Standing.WAITING)
    problem: Mapped[str] = mapped_column(String(40), default="")
    problem_column: Mapped[str] = mapped_column(String(12), default="")
    problem_values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    changes: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    """What would change: by column what is known and what will be."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Who has the number, or who was made of the row."""
    kept: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """What was before and what was made, to undo it by."""

    the_import: Mapped[StaffImport] = relationship()
    person: Mapped[Person | None] = relationship()

    @validates("staff_number")
    def fold_number(self, _key: str, number: str) -> str:
        self.staff_key = folded_number(number)
        return number

    @property
    def scope(self) -> Scope:
        return self.the_import.scope
