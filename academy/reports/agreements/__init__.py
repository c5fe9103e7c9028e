"""How many agreements about learning an organisation made and kept: counts, never whose."""

from academy.reports.agreements.views import blueprint

__all__ = ["blueprint"]
