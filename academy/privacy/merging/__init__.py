"""Somebody with two records brings them together (docs/adr/0065, and 0074 of one place)."""
