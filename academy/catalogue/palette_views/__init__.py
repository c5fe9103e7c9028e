"""Pages of the academy that keep the palette alive: all skills, drafts, stopping."""

from academy.catalogue.palette_views import drafts, mapping, publishing, skills, stopping
from academy.catalogue.palette_views.blueprint import blueprint

__all__ = ["blueprint", "drafts", "mapping", "publishing", "skills", "stopping"]
