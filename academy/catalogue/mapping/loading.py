"""Bring the concepts of a list up to date with a file, in the language of that file.

A list of the Commission has 14,000 concepts, so a job reads it in parts; each part may be done
twice. The end of the list decides what is gone.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, update

from academy.audit import log
from academy.catalogue.mapping.concept_file import Line
from academy.catalogue.mapping.models import Concept, Framework
from academy.catalogue.publishing import PALETTE
from academy.database import db, must_be_locked
from academy.folding import folded
from academy.security.identity import Actor

PART: Final = 500
"""Concepts of one transaction: it holds the turn of everybody who writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which list a file has, of when and in which language."""

    framework: Framework
    version: str
    language: str

    def is_before(self, version: str) -> bool:
        """Older than another of the list: v1.2 is before v1.10."""
        return _in_time(self.version) < _in_time(version)


def _in_time(version: str) -> list[str | int]:
    parts = re.split(r"([0-9]+)", version.casefold().removeprefix("v"))
    return [int(part) if number % 2 else part for number, part in enumerate(parts)]


def load_concepts(lines: Sequence[Line], edition: Edition, *, by: Actor, now: datetime) -> None:
    """Flushes; the caller commits. What the file lacks stays known, for skills are mapped to it."""
    for part in parts(lines):
        load_part(part, edition)
    end_list([line.uri for line in lines], edition, by=by, now=now)


def parts(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    return (lines[start : start + PART] for start in range(0, len(lines), PART))


def load_part(lines: Sequence[Line], edition: Edition) -> None:
    must_be_locked(PALETTE)
    found = db.session.scalars(select(Concept).where(Concept.uri.in_(line.uri for line in lines)))
    known = {concept.uri: concept for concept in found}
    for line in lines:
        concept = known.get(line.uri)
        if concept is None:
            concept = Concept(framework=edition.framework, uri=line.uri, labels={})
            db.session.add(concept)
        _follow(concept, line, edition)
    db.session.flush()
    db.session.expire_all()


def _follow(concept: Concept, line: Line, edition: Edition) -> None:
    concept.labels = concept.labels | {edition.language: line.label}
    concept.version, concept.is_gone = edition.version, line.is_gone
    concept.replaced_by = line.replaced_by
    concept.search_text = folded(*concept.labels.values())


def end_list(uris: Collection[str], edition: Edition, *, by: Actor, now: datetime) -> None:
    """Everything of the file is there: what the file does not have, the list has no more."""
    must_be_locked(PALETTE)
    for uri in missing_from(uris, edition.framework):
        db.session.execute(update(Concept).where(Concept.uri == uri).values(is_gone=True))
    log.record(
        "concepts.loaded", None, organisation_id=None, by=by, at=now,
        kind=str(edition.framework), number=edition.version, count=len(uris),
    )  # fmt: skip


def missing_from(uris: Collection[str], framework: Framework) -> list[str]:
    """What the list had until now."""
    there = select(Concept.uri).where(Concept.framework == framework, ~Concept.is_gone)
    return sorted(set(db.session.scalars(there)) - set(uris))
