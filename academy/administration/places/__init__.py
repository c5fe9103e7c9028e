"""Pages on which organisations, sites and teams are kept."""

from academy.administration.places import (
    head_count_views,
    overview_views,
    platform_views,
    region_views,
    views,
)
from academy.administration.places.blueprint import blueprint

__all__ = [
    "blueprint",
    "head_count_views",
    "overview_views",
    "platform_views",
    "region_views",
    "views",
]
