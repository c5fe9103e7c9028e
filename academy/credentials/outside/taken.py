"""What the database refuses about issuers outside, at the field that it is about."""

from academy.constraints import Taken
from academy.errors import InvalidInputError


def identifier_is_taken() -> InvalidInputError:
    return InvalidInputError("outside-issuer-exists").at("identifier")


TAKEN: Taken = {"uq__outside_issuer__compared": identifier_is_taken}
