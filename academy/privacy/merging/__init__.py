"""Somebody with two cards, of two organisations, brings both records together (docs/adr/0065)."""
