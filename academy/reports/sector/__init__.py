"""Figures of the sector for readers outside: how many badges, never whose."""
