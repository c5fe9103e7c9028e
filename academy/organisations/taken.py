"""What the database refuses about places, at the field that it is about."""

from academy.constraints import Taken
from academy.errors import InvalidInputError


def name_is_taken() -> InvalidInputError:
    return InvalidInputError("name-is-taken").at("name")


TAKEN: Taken = {
    "one_open_site_of_a_name": name_is_taken,
    "one_open_team_of_a_name": name_is_taken,
    "uq__organisation__slug": name_is_taken,
}
