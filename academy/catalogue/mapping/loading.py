"""Bring the concepts of a list up to date with a file, in the language of that file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from academy.audit import log
from academy.catalogue.mapping.concept_file import Line
from academy.catalogue.mapping.models import Concept, Framework
from academy.catalogue.publishing import PALETTE
from academy.database import db, must_be_locked
from academy.folding import folded
from academy.security.identity import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptLoad:
    """What a file did, in numbers."""

    concepts: int
    added: int
    gone: int
    """Concepts that are not in this list, or that it calls obsolete."""


def load_concepts(
    lines: Iterable[Line],
    framework: Framework,
    *,
    version: str,
    language: str,
    by: Actor,
    now: datetime,
) -> ConceptLoad:
    """Flushes; the caller commits. What the file lacks stays known, for skills are mapped to it."""
    must_be_locked(PALETTE)
    found = db.session.scalars(select(Concept).where(Concept.framework == framework))
    known = {concept.uri: concept for concept in found}
    before, seen = len(known), set()
    for line in lines:
        seen.add(line.uri)
        concept = known.get(line.uri)
        if concept is None:
            known[line.uri] = concept = Concept(framework=framework, uri=line.uri, labels={})
            db.session.add(concept)
        _follow(concept, line, version=version, language=language)
    for uri, concept in known.items():
        concept.is_gone = concept.is_gone or uri not in seen
    db.session.flush()
    log.record(
        "concepts.loaded", None, organisation_id=None, by=by, at=now,
        kind=framework.value, number=version, count=len(seen),
    )  # fmt: skip
    return ConceptLoad(
        concepts=len(seen),
        added=len(known) - before,
        gone=sum(concept.is_gone for concept in known.values()),
    )


def _follow(concept: Concept, line: Line, *, version: str, language: str) -> None:
    concept.labels = concept.labels | {language: line.label}
    concept.version, concept.is_gone = version, line.is_gone
    concept.replaced_by = line.replaced_by
    concept.search_text = folded(*concept.labels.values())
