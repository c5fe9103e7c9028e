"""The palette, and a way to save assessments of which some are looked at a second time."""

from tests.academy.assessments.conftest import palette, save

__all__ = ["palette", "save"]
