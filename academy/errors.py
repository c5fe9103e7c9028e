"""Errors that a person caused and can put right.

Each says with a code of its own what is wrong: `academy.web.refusals` has the sentences for
people, programs get the code itself. A code never changes once it is out, and means one thing
(docs/refusals.md lists them); `status` is the HTTP status that goes with it.
"""

from datetime import timedelta
from typing import Self
from uuid import UUID


class AcademyError(Exception):
    """A rule said no: `AcademyError("site-has-teams")`; `values` fill in the sentence."""

    status = 409
    field: str | None = None
    """The field of a form that it is about; None when it is about more than one."""

    def at(self, field: str) -> Self:
        """The same error, about one field."""
        self.field = field
        return self

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        """For logs: the code and what it is about."""
        about = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code} ({about})" if about else self.code


class NotFoundError(AcademyError):
    """What was asked does not exist, or may not be known to exist."""

    status = 404


class GoneError(AcademyError):
    """What was asked was here, and whoever it belongs to took it away."""

    status = 410


class NotAllowedError(AcademyError):
    """The person may look, but not do this."""

    status = 403


class ClosedError(AcademyError):
    """The organisation that it is about goes on in another one, or has ended."""

    def __init__(self, code: str, *, organisation: UUID, **values: object) -> None:
        super().__init__(code, **values)
        self.organisation = organisation


class InvalidInputError(AcademyError):
    """What was filled in cannot be used."""

    status = 422


class TooManyAttemptsError(AcademyError):
    """Somebody tries too often; waiting helps."""

    status = 429
    wait = timedelta(minutes=15)
    """After this no try counts any more."""


class BusyError(AcademyError):
    """Others are before us, and waiting longer would help nobody; a little later it works."""

    status = 503
    wait = timedelta(seconds=5)
