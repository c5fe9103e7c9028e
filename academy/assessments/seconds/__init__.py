"""A second person for a badge that needs two, in a team where only one may look (ADR 61)."""
