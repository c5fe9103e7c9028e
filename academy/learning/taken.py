"""What the database refuses about courses, at the field that it is about."""

from flask_babel import gettext as _

from academy.constraints import Taken
from academy.errors import InvalidInputError


def title_is_taken() -> InvalidInputError:
    return InvalidInputError(_("Er is al een cursus met deze titel. Kies een andere titel.")).at(
        "title_nl"
    )


TAKEN: Taken = {"uq__course__code": title_is_taken}
