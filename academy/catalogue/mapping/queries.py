"""Search concepts, suggest them for a skill, and say how much of the palette is mapped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from academy.catalogue.mapping.models import Concept, Framework
from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_versions
from academy.database import db
from academy.folding import folded
from academy.searching import contains_words

SHOWN = 20
CANDIDATES = 500
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


def versions_of_lists() -> dict[Framework, tuple[str, int]]:
    """The newest version of each list that was loaded, and how many concepts it has."""
    found = (
        select(Concept.framework, func.max(Concept.version), func.count(Concept.id))
        .where(~Concept.is_gone)
        .group_by(Concept.framework)
    )
    return {Framework(kind): (version, n) for kind, version, n in db.session.execute(found)}


def search_concepts(framework: Framework, query: str) -> Sequence[Concept]:
    found = _of_list(framework).where(contains_words(Concept.search_text, query))
    return db.session.scalars(found.order_by(func.length(Concept.search_text)).limit(SHOWN)).all()


def suggestions_for(framework: Framework, names: Mapping[str, str]) -> Sequence[Concept]:
    """Concepts that share most words with the names; what is shorter comes first."""
    words = {word for word in folded(*names.values()).split() if len(word) >= SHORTEST_WORD}
    if not words:
        return ()
    any_word = or_(*(contains_words(Concept.search_text, word) for word in sorted(words)))
    found = db.session.scalars(_of_list(framework).where(any_word).limit(CANDIDATES))
    ranked = sorted(found, key=lambda each: (-_shared(each, words), len(each.search_text)))
    return ranked[:SHOWN]


def _shared(concept: Concept, words: set[str]) -> int:
    return sum(word in concept.search_text for word in words)


def _of_list(framework: Framework) -> Any:
    return select(Concept).where(Concept.framework == framework, ~Concept.is_gone)


def find_concept(framework: Framework, uri: str) -> Concept | None:
    return db.session.scalar(
        select(Concept).where(Concept.framework == framework, Concept.uri == uri)
    )


def replacement_of_concept(framework: Framework, uri: str) -> Concept | None:
    """What the list says instead of a concept that is gone."""
    concept = find_concept(framework, uri)
    if concept is None or concept.replaced_by is None:
        return None
    return find_concept(framework, concept.replaced_by)


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
