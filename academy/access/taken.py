"""What the database refuses about ways in, at the field that it is about."""

from academy.constraints import Taken
from academy.errors import InvalidInputError


def address_is_taken() -> InvalidInputError:
    return InvalidInputError("email-is-taken").at("email")


TAKEN: Taken = {"uq__account__email": address_is_taken}
