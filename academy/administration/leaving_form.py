"""The last day of somebody's work, and where they go."""

from flask_babel import LazyString, lazy_gettext
from wtforms import RadioField
from wtforms.fields import SelectChoice

from academy.administration.places.forms import EndForm
from academy.people.leaving.rules import Destination
from academy.people.leaving.words import DESTINATIONS
from academy.web.forms import optional


def went_to_field(label: LazyString) -> RadioField:
    """Never needed."""
    return RadioField(
        label,
        choices=[SelectChoice(value=key.value, label=text) for key, text in DESTINATIONS.items()],
        validators=[optional()],
    )


def destination(field: RadioField) -> Destination | None:
    return Destination(field.data) if field.data else None


class LeavingForm(EndForm):
    """Where somebody goes is asked of workers."""

    went_to = went_to_field(lazy_gettext("Waar gaat deze persoon heen?"))
