"""Shares the fixtures about what people of the cast have shown."""

from tests.academy.shown import palette, shown

__all__ = ["palette", "shown"]
