"""Everybody who completed a run gets the badge of its course at once (docs/adr/0082)."""
