"""How many people worked somewhere in a year: totals that are linked to no person."""
