"""People by the thousand: a list comes as a file, is looked at, mended and added, and undone."""

from academy.administration.imports import mending_views, views
from academy.administration.imports.blueprint import blueprint

__all__ = ["blueprint", "mending_views", "views"]
