"""The last day of somebody's work, and where they go."""

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.fields import SelectChoice

from academy.administration.places.forms import EndForm
from academy.people.leaving.rules import Destination
from academy.people.leaving.words import DESTINATIONS
from academy.web.forms import optional


class LeavingForm(EndForm):
    """Where somebody goes is asked of workers, and never needed."""

    went_to = RadioField(
        lazy_gettext("Waar gaat deze persoon heen?"),
        choices=[SelectChoice(value=key.value, label=text) for key, text in DESTINATIONS.items()],
        validators=[optional()],
    )

    @property
    def destination(self) -> Destination | None:
        return Destination(self.went_to.data) if self.went_to.data else None
