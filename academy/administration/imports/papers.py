"""The certificate from outside that a row says somebody has: which kind, until when, who saw it.

Pure. One for each row; who has two brings a second list. A certificate that is known already
changes nothing, and one without a name of who saw it was seen by whoever brings the list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from academy.administration.imports.models import StaffImportRow
from academy.administration.pasting import Column
from academy.dates import read_day
from academy.folding import folded_name, folded_number
from academy.people.licences.service import LONGEST


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of the academy that is still written down."""

    id: int
    uuid: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Seer:
    """A leader or administrator who works here."""

    id: int
    uuid: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Papers:
    """What an organisation knows of certificates, for the rows of one batch."""

    kinds: Mapping[str, PaperKind]
    """By folded name, in each language."""
    seers: Mapping[str, Seer]
    """By folded staff number."""
    held: frozenset[tuple[int, int, date | None]]
    """Person, kind and last day of those that are written down."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the row says, once it was found right."""

    kind: PaperKind
    valid_until: date | None
    seer: Seer | None
    """None: whoever brings the list."""

    def __str__(self) -> str:
        """As the preview shows it."""
        until = self.valid_until.isoformat() if self.valid_until else ""
        seer = self.seer.name if self.seer else ""
        return ", ".join(filter(None, (self.kind.name, until, seer)))

    def is_known_of(self, person_id: int, papers: Papers) -> bool:
        return (person_id, self.kind.id, self.valid_until) in papers.held


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a cell, by the code of its sentence."""

    code: str
    column: Column
    values: Mapping[str, Any]


def paper_of(row: StaffImportRow, papers: Papers, today: date) -> Paper | Wrong | None:
    """None for a row that says nothing of a certificate."""
    if not row.licence:
        is_alone = row.licence_until or row.seen_by
        return Wrong("licence-missing", Column.LICENCE, {}) if is_alone else None
    kind = papers.kinds.get(folded_name(row.licence))
    if kind is None:
        return _unknown(row, papers)
    until = read_day(row.licence_until) if row.licence_until else None
    if row.licence_until and until is None:
        return Wrong("day-unreadable", Column.VALID_UNTIL, {})
    if until is not None and not today <= until <= today + LONGEST:
        code = "licence-is-over" if until < today else "licence-too-far"
        return Wrong(code, Column.VALID_UNTIL, {})
    seer = papers.seers.get(folded_number(row.seen_by)) if row.seen_by else None
    if row.seen_by and (seer is None or folded_number(row.seen_by) == row.staff_key):
        return Wrong("seer-unknown", Column.SEEN_BY, {"number": row.seen_by[:20]})
    return Paper(kind, until, seer)


def _unknown(row: StaffImportRow, papers: Papers) -> Wrong:
    names = sorted({kind.name for kind in papers.kinds.values()}, key=folded_name)
    if not names:
        return Wrong("licence-no-kinds", Column.LICENCE, {})
    values = {"name": row.licence[:60], "kinds": ", ".join(names)}
    return Wrong("licence-unknown", Column.LICENCE, values)
