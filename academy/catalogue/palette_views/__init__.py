"""Pages of the academy that keep the palette alive: all skills, drafts, stopping."""

from academy.catalogue.palette_views import (
    domain_drafts,
    domains,
    drafts,
    licences,
    lists,
    mapping,
    occupations,
    publishing,
    rules,
    showing,
    skills,
    stopping,
    translations,
)
from academy.catalogue.palette_views.blueprint import blueprint

__all__ = [
    "blueprint",
    "domain_drafts",
    "domains",
    "drafts",
    "licences",
    "lists",
    "mapping",
    "occupations",
    "publishing",
    "rules",
    "showing",
    "skills",
    "stopping",
    "translations",
]
