"""Pages on which organisations, sites and teams are kept."""

from academy.administration.places import overview_views, platform_views, views
from academy.administration.places.blueprint import blueprint

__all__ = ["blueprint", "overview_views", "platform_views", "views"]
