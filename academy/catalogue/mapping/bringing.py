"""A list that the academy brings as a file: keep it to be looked over, read it in, let it go."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from academy.catalogue.mapping.concept_file import Line
from academy.catalogue.mapping.loading import Edition, end_list, load_part, parts
from academy.catalogue.mapping.models import ConceptList
from academy.catalogue.publishing import PALETTE
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.jobs import queue
from academy.jobs.rights import Started
from academy.jobs.work import Work
from academy.security.identity import Actor, Identity
from academy.security.permissions import Permission

JOB = "read-concepts"


def find_list(_identity: Identity, list_uuid: UUID) -> ConceptList | None:
    """The policy says who may know of it."""
    return db.session.scalar(select(ConceptList).where(ConceptList.uuid == list_uuid))


def read_lists() -> Sequence[ConceptList]:
    """Those that were read in, the newest first."""
    found = select(ConceptList).where(ConceptList.read_at.is_not(None))
    return db.session.scalars(
        found.order_by(ConceptList.read_at.desc(), ConceptList.id.desc())
    ).all()


def edition_of(brought: ConceptList) -> Edition:
    return Edition(framework=brought.framework, version=brought.version, language=brought.language)


def lines_of(brought: ConceptList) -> list[Line]:
    return [Line(*line) for line in brought.lines]


def bring(lines: Sequence[Line], edition: Edition, *, now: datetime) -> ConceptList:
    """Keep it for a look; one of the same list that nobody said yes to goes."""
    must_be_locked(PALETTE)
    db.session.execute(
        delete(ConceptList).where(
            ConceptList.framework == edition.framework, ConceptList.read_at.is_(None)
        )
    )
    kept = [[line.uri, line.label, line.is_gone, line.replaced_by] for line in lines]
    brought = ConceptList(**asdict(edition), lines=kept, count=len(kept), brought_at=now)
    db.session.add(brought)
    db.session.flush()
    return brought


def accept(brought: ConceptList, *, by: Identity) -> UUID:
    """Let a job read it in; gives the job. Raises AcademyError when that was done."""
    must_be_locked(PALETTE)
    if brought.read_at is not None:
        raise AcademyError("concept-list-was-read")
    return queue.enqueue(
        JOB,
        {"list": str(brought.uuid), "by": str(by.person_uuid)},
        unique_key=f"concepts:{brought.uuid}",
        started=Started(
            by_id=by.person_id, permission=Permission.MANAGE_CATALOGUE, about=brought.uuid
        ),
    )


def let_go(brought: ConceptList) -> None:
    must_be_locked(PALETTE)
    if brought.read_at is not None:
        raise AcademyError("concept-list-was-read")
    db.session.delete(brought)


def read_in(work: Work, now: datetime) -> None:
    """Nothing to do when it was read already, or a newer file took its place."""
    brought = db.session.scalar(
        select(ConceptList).where(ConceptList.uuid == UUID(work.arguments["list"]))
    )
    if brought is None or brought.read_at is not None:
        return
    lines, edition, number = lines_of(brought), edition_of(brought), brought.id
    done = 0
    for part in parts(lines):
        with work.step(PALETTE, done=done, total=len(lines)):
            load_part(part, edition)
        done += len(part)
    with work.step(PALETTE, done=done, total=len(lines)):
        kept = db.session.get(ConceptList, number)
        if kept is not None:
            by = Actor(UUID(work.arguments["by"]), "worker")
            end_list([line.uri for line in lines], edition, by=by, now=now)
            kept.lines, kept.read_at = [], now
