"""The palette, and a way to save an assessment that somebody may object to."""

from tests.academy.assessments.conftest import palette, save

__all__ = ["palette", "save"]
