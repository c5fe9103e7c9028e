"""What the database refuses about courses, at the field that it is about."""

from academy.constraints import Taken
from academy.errors import InvalidInputError


def title_is_taken() -> InvalidInputError:
    return InvalidInputError("course-title-is-taken").at("title_nl")


TAKEN: Taken = {"uq__course__code": title_is_taken}
