"""What the database refuses about ways in, at the field that it is about."""

from flask_babel import gettext as _

from academy.constraints import Taken
from academy.errors import InvalidInputError


def address_is_taken() -> InvalidInputError:
    return InvalidInputError(_("Dit e-mailadres kan niet. Kies een ander adres.")).at("email")


TAKEN: Taken = {"uq__account__email": address_is_taken}
