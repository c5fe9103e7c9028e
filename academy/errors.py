"""Errors that a person caused and can put right.

`str(error)` is a sentence fit to show to that person; `status` is the HTTP status it gives.
"""


class AcademyError(Exception):
    """A rule said no."""

    status = 409


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
