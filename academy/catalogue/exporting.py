"""The palette for machines: JSON-LD in SKOS terms, and a table with the ESCO links.

Only what is published and open; texts in every language. Addresses of skills are those of their
pages, so that a link from elsewhere keeps its meaning.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from academy.catalogue.models import SkillDomain, SkillVersion
from academy.web.spreadsheet import Cell

ESCO_LINE = "This service uses the ESCO classification of the European Commission."
CONTEXT: dict[str, Any] = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    "ConceptScheme": "skos:ConceptScheme",
    "Concept": "skos:Concept",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "notation": "skos:notation",
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "topConceptOf": {"@id": "skos:topConceptOf", "@type": "@id"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "exactMatch": {"@id": "skos:exactMatch", "@type": "@id"},
    "closeMatch": {"@id": "skos:closeMatch", "@type": "@id"},
    "broadMatch": {"@id": "skos:broadMatch", "@type": "@id"},
    "narrowMatch": {"@id": "skos:narrowMatch", "@type": "@id"},
    "relatedMatch": {"@id": "skos:relatedMatch", "@type": "@id"},
    "versionInfo": "http://www.w3.org/2002/07/owl#versionInfo",
    "rights": "dct:rights",
}
"""SKOS Reference (W3C, 2009). What has no term here (levels, criteria) is plain JSON."""

HEADER = (
    "code", "version", "domain", "kind", "name_nl", "name_en", "description_nl",
    "description_en", "level_1_nl", "level_2_nl", "level_3_nl", "valid_months",
    "safety_critical", "review_on", "esco_uri", "esco_label", "esco_match", "address",
    "competentnl_uri", "competentnl_label", "competentnl_match", "isco_08",
)  # fmt: skip

Address = Callable[[str], str]
"""From the code of a skill to the full address of its page."""


def palette_document(
    versions: Sequence[SkillVersion], *, scheme: str, address: Address
) -> dict[str, Any]:
    """The palette as one JSON-LD document whose identifier is `scheme`."""
    domains = {version.skill.domain.code: version.skill.domain for version in versions}
    return {
        "@context": CONTEXT,
        "@graph": [
            {"id": scheme, "type": "ConceptScheme", "rights": ESCO_LINE},
            *(_domain(domain, scheme) for domain in domains.values()),
            *(_concept(version, scheme, address) for version in versions),
        ],
    }


def _domain(domain: SkillDomain, scheme: str) -> dict[str, Any]:
    said = {"definition": domain.description} if domain.description else {}
    return said | {
        "id": f"{scheme}#{domain.code}",
        "type": "Concept",
        "topConceptOf": scheme,
        "notation": domain.code,
        "prefLabel": domain.name,
    }


def _concept(version: SkillVersion, scheme: str, address: Address) -> dict[str, Any]:
    skill = version.skill
    concept = {
        "id": address(skill.code),
        "type": "Concept",
        "inScheme": scheme,
        "broader": f"{scheme}#{skill.domain.code}",
        "notation": skill.code,
        "versionInfo": version.number,
        "prefLabel": version.name,
        "definition": version.description,
        "kind": version.kind,
        "levels": version.levels,
        "criteria": version.criteria,
        "safetyCritical": version.safety_critical,
        "validMonths": version.valid_months,
        "externalRequirement": version.external_requirement,
        "isco08": skill.isco or None,
        "reviewOn": skill.review_on.isoformat() if skill.review_on else None,
    }
    return concept | _matches(version)


def _matches(version: SkillVersion) -> dict[str, str | list[str]]:
    """By SKOS property, the concept of another list, or several."""
    found: dict[str, list[str]] = {}
    for mapping in filter(None, (version.esco, version.competentnl)):
        found.setdefault(f"{mapping['match']}Match", []).append(mapping["uri"])
    return {name: uris[0] if len(uris) == 1 else uris for name, uris in found.items()}


def palette_rows(versions: Iterable[SkillVersion], *, address: Address) -> list[list[Cell]]:
    """A row for each skill, in the order of `HEADER`."""
    return [_row(version, address) for version in versions]


def _row(version: SkillVersion, address: Address) -> list[Cell]:
    skill, esco = version.skill, version.esco or {}
    competentnl = version.competentnl or {}
    levels: list[Cell] = [level["descriptor"]["nl"] for level in version.levels]
    return [
        skill.code,
        version.number,
        skill.domain.code,
        version.kind,
        version.name["nl"],
        version.name["en"],
        version.description["nl"],
        version.description["en"],
        *levels,
        version.valid_months,
        "yes" if version.safety_critical else "no",
        skill.review_on.isoformat() if skill.review_on else None,
        esco.get("uri"),
        esco.get("label_en"),
        esco.get("match"),
        address(skill.code),
        competentnl.get("uri"),
        competentnl.get("label_nl"),
        competentnl.get("match"),
        skill.isco,
    ]
