"""Errors that a person caused and can put right.

`str(error)` is a sentence fit to show to that person; `status` is the HTTP status it gives.
"""

from typing import Self


class AcademyError(Exception):
    """A rule said no."""

    status = 409
    field: str | None = None
    """The field of a form that it is about; None when it is about more than one."""

    def at(self, field: str) -> Self:
        """The same error, about one field."""
        self.field = field
        return self


class NotFoundError(AcademyError):
    """What was asked does not exist, or may not be known to exist."""

    status = 404


class NotAllowedError(AcademyError):
    """The person may look, but not do this."""

    status = 403


class InvalidInputError(AcademyError):
    """What was filled in cannot be used."""

    status = 422


class TooManyAttemptsError(AcademyError):
    """Somebody tries too often; waiting helps."""

    status = 429
