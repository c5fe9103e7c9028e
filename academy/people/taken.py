"""What the database refuses about roles, at the field that it is about."""

from academy.constraints import Taken
from academy.errors import InvalidInputError


def role_is_held() -> InvalidInputError:
    return InvalidInputError("role-held-already").at("role")


TAKEN: Taken = {
    "one_open_role_in_a_team": role_is_held,
    "one_open_role_without_a_team": role_is_held,
}
