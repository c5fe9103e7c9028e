"""Files that carry a badge: PNG and SVG (`baking`: in and out), PDF certificates (`pdf`: out)."""

from badges.images.baking import Baked, Kind, bake, strip, unbake

__all__ = ["Baked", "Kind", "bake", "strip", "unbake"]
