"""Pages on which organisations, sites and teams are kept."""

from academy.administration.places import (
    closed,
    head_count_views,
    overview_views,
    platform_views,
    region_views,
    views,
)
from academy.administration.places.blueprint import blueprint

__all__ = [
    "blueprint",
    "closed",
    "head_count_views",
    "overview_views",
    "platform_views",
    "region_views",
    "views",
]
