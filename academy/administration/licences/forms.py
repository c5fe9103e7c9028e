"""What an administrator writes down of a paper that they saw."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.fields import SelectChoice

from academy.people.licences.models import LicenceKind
from academy.people.licences.service import Paper
from academy.web.contact_fields import DayField
from academy.web.forms import Form, optional, required, required_choice
from academy.web.locale import localised


class LicenceForm(Form):
    """Which kind, until when, and when it was seen."""

    kind = RadioField(
        lazy_gettext("Welk certificaat?"),
        validators=[required_choice(lazy_gettext("Kies een certificaat."))],
    )
    valid_until = DayField(lazy_gettext("Geldig tot en met"), validators=[optional()])
    seen_on = DayField(
        lazy_gettext("Op welke dag zag je het papier?"),
        validators=[required(lazy_gettext("Vul in wanneer je het papier zag."))],
    )

    def __init__(self, kinds: Sequence[LicenceKind], **options: Any) -> None:
        super().__init__(**options)
        self._kinds = {str(kind.uuid): kind for kind in kinds}
        self.kind.choices = [
            SelectChoice(value=key, label=localised(kind.name)) for key, kind in self._kinds.items()
        ]

    def to_paper(self) -> Paper:
        return Paper(
            kind=self._kinds[self.kind.data],
            valid_until=self.valid_until.data,
            seen_on=self.seen_on.data,
        )
