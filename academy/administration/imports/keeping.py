"""Writes down the certificate of a row, takes it back, and brings it back from the bin.

A badge that waited for it is given by the sweep of what is due.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import select

from academy.administration.imports.models import StaffImportRow
from academy.administration.imports.papers import Paper
from academy.assessments.licences import note_waiting
from academy.catalogue.licensing.queries import skills_asking
from academy.credentials.models import Credential
from academy.database import db
from academy.dates import local_day, read_day
from academy.errors import AcademyError
from academy.people.licences import service
from academy.people.licences.models import Licence, LicenceKind
from academy.people.merged import goes_by
from academy.people.models import Person
from academy.security.identity import Identity


class Hands(Protocol):
    """Who adds the list, and when."""

    @property
    def identity(self) -> Identity: ...
    @property
    def now(self) -> datetime: ...


def keep(person: Person, row: StaffImportRow, paper: Paper, hands: Hands) -> dict[str, str]:
    """Gives what undoing it needs to know. Raises AcademyError."""
    said = {
        "licence_kind": str(paper.kind.uuid),
        "licence_until": paper.valid_until.isoformat() if paper.valid_until else "",
        "licence_seen_by": str(paper.seer.uuid if paper.seer else hands.identity.person_uuid),
    }
    return _write_down(person, row, said, hands)


def take_back(row: StaffImportRow, hands: Hands) -> None:
    """Unless somebody took it away already; raises AcademyError when a badge came of it since."""
    key = row.kept.get("licence")
    found = select(Licence).where(Licence.uuid == UUID(key)) if key else None
    licence = db.session.scalar(found) if found is not None else None
    if licence is None:
        return
    badges = select(Credential.id).where(
        Credential.person_id == licence.person_id,
        Credential.organisation_id == licence.organisation_id,
        Credential.skill_id.in_(skills_asking(licence.kind)),
        Credential.issued_at >= row.the_import.added_at,
    )
    if db.session.scalar(badges.limit(1)) is not None:
        raise AcademyError("import-row-was-used")
    service.remove(licence, by=hands.identity.actor, now=hands.now)
    db.session.flush()


def keep_again(row: StaffImportRow, hands: Hands) -> None:
    """As it was; raises AcademyError when it is over or cannot be written down any more."""
    if "licence" in row.kept and row.person is not None:
        row.kept = {**row.kept, **_write_down(row.person, row, row.kept, hands)}


def _write_down(
    person: Person, row: StaffImportRow, said: Mapping[str, str], hands: Hands
) -> dict[str, str]:
    kind = select(LicenceKind).where(LicenceKind.uuid == UUID(said["licence_kind"]))
    seer = select(Person.id).where(goes_by(UUID(said["licence_seen_by"])))
    paper = service.Paper(
        kind=db.session.scalars(kind).one(),
        valid_until=read_day(said["licence_until"]),
        seen_on=local_day(hands.now),
        seen_by_id=db.session.scalars(seer).one(),
    )
    place = row.the_import.organisation
    kept = service.keep(person, place, paper, by=hands.identity, now=hands.now)
    note_waiting(kept)
    names = ("licence_kind", "licence_until", "licence_seen_by")
    return {"licence": str(kept.uuid), **{name: said[name] for name in names}}
