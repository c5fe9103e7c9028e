"""What reading in a list will change, before anything of it is read in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from academy.catalogue.mapping.concept_file import Line
from academy.catalogue.mapping.loading import Edition, missing_from
from academy.catalogue.mapping.models import Concept
from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_versions
from academy.database import db


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A skill of ours whose concept goes, and what the list says instead."""

    version: SkillVersion
    label: str
    instead: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """In numbers, and the skills that need another concept afterwards."""

    concepts: int
    added: int
    renamed: int
    gone: int
    replaced: int
    touched: Sequence[Touched]


def preview(lines: Sequence[Line], edition: Edition) -> Preview:
    columns = select(Concept.uri, Concept.labels, Concept.is_gone)
    known = {
        uri: (labels.get(edition.language), is_gone)
        for uri, labels, is_gone in db.session.execute(
            columns.where(Concept.framework == edition.framework)
        )
    }
    missing = missing_from([line.uri for line in lines], edition.framework)
    stopped = {line.uri for line in lines if line.is_gone and not known.get(line.uri, ("", 0))[1]}
    return Preview(
        concepts=len(lines),
        added=sum(line.uri not in known for line in lines),
        renamed=sum(
            known[line.uri][0] not in (None, line.label) for line in lines if line.uri in known
        ),
        gone=len(missing) + len(stopped),
        replaced=sum(line.replaced_by is not None for line in lines),
        touched=_touched({*missing, *stopped}, lines, edition),
    )


def _touched(going: set[str], lines: Sequence[Line], edition: Edition) -> list[Touched]:
    labels = {line.uri: line.label for line in lines}
    instead = {line.uri: line.replaced_by for line in lines if line.replaced_by}
    mapped = ((version, getattr(version, edition.framework)) for version in open_versions())
    return [
        Touched(
            version=version,
            label=mapping.get("label_nl") or mapping["label_en"],
            instead=labels.get(instead.get(mapping["uri"], "")),
        )
        for version, mapping in mapped
        if mapping and mapping["uri"] in going
    ]
