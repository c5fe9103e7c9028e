"""Search concepts, suggest them for a skill, and say how much of the palette is mapped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from academy.catalogue.mapping.full_text import matching
from academy.catalogue.mapping.models import Concept, Framework
from academy.catalogue.mapping.terms import Term, terms
from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_versions
from academy.database import db

SHOWN = 20
SHORTEST_WORD = 4
"""Shorter ones ("the", "een") say nothing about what a skill is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """An open version, and what is known of the concepts that it is mapped to."""

    version: SkillVersion
    concepts: Mapping[Framework, Concept | None]
    """None: the list that was loaded does not know it."""

    def mapping(self, framework: Framework) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = getattr(self.version, framework)
        return found

    @property
    def needs_care(self) -> bool:
        """A concept of it has gone from its list, so that another one should be chosen."""
        return any(concept and concept.is_gone for concept in self.concepts.values())


def editions() -> dict[Framework, str]:
    """What was loaded last of each list, for what it lacks is gone; one line of an index each."""
    found = {framework: db.session.scalar(_newest(framework)) for framework in Framework}
    return {framework: version for framework, version in found.items() if version}


def _newest(framework: Framework) -> Select[str]:
    there = select(Concept.version).where(Concept.framework == framework, ~Concept.is_gone)
    return there.order_by(Concept.version.desc()).limit(1)


def search_concepts(framework: Framework, query: str) -> Sequence[Concept]:
    """With every word of the query; when no concept has them all, with any of them."""
    asked = terms(query)
    return _best(framework, asked, every=True) or _best(framework, asked, every=False)


def suggestions_for(framework: Framework, names: Mapping[str, str]) -> Sequence[Concept]:
    """Concepts that share words with the names, the best first."""
    long = [term for term in terms(*names.values()) if len(term[0]) >= SHORTEST_WORD]
    return _best(framework, long, every=False)


def _best(framework: Framework, asked: Sequence[Term], *, every: bool) -> Sequence[Concept]:
    if not asked:
        return ()
    found = matching(asked, every=every).where(Concept.framework == framework, ~Concept.is_gone)
    return db.session.scalars(found.limit(SHOWN)).all()


def find_concept(framework: Framework, uri: str) -> Concept | None:
    return db.session.scalar(
        select(Concept).where(Concept.framework == framework, Concept.uri == uri)
    )


def replacement_of_concept(framework: Framework, uri: str) -> Concept | None:
    """What the list says instead of a concept that is gone; of what that is gone too, instead."""
    seen, concept = set[str](), find_concept(framework, uri)
    while concept is not None and concept.replaced_by and concept.uri not in seen:
        seen.add(concept.uri)
        concept = find_concept(framework, concept.replaced_by)
    return concept if seen and concept is not None and not concept.is_gone else None


def coverage() -> Sequence[Covered]:
    """Every open skill, in the order of the palette."""
    versions = open_versions()
    uris = {
        mapping["uri"] for version in versions for framework in Framework
        if (mapping := getattr(version, framework))
    }  # fmt: skip
    found = db.session.scalars(select(Concept).where(Concept.uri.in_(uris)))
    known = {concept.uri: concept for concept in found}
    return [
        Covered(
            version=version,
            concepts={
                framework: known.get((getattr(version, framework) or {}).get("uri", ""))
                for framework in Framework
            },
        )
        for version in versions
    ]
