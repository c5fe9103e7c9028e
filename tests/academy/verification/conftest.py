"""A badge that was really given."""

from tests.academy.assessments.conftest import palette, save

__all__ = ["palette", "save"]
