"""What the academy fills in about an issuer outside."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import HiddenField, ValidationError

from academy.credentials.outside.identifiers import LONGEST, compared
from academy.credentials.outside.service import Facts
from academy.credentials.sentences import SENTENCES
from academy.web.contact_fields import DayField, WebsiteField
from academy.web.forms import (
    KeyedForm,
    LineField,
    ParagraphField,
    PressedField,
    optional,
    required,
)


class OutsideForm(KeyedForm):
    """Who it is, and why its badges may be believed."""

    seen = HiddenField()
    """What it was when the page was made; see `service.as_kept`."""
    namesake = PressedField()
    """The name of which a button said: it is another one."""
    name = LineField(
        lazy_gettext("Naam"), maximum=120, validators=[required(lazy_gettext("Vul de naam in."))]
    )
    identifier = LineField(
        lazy_gettext("Nummer of adres van de uitgever"),
        maximum=LONGEST,
        validators=[required(lazy_gettext("Vul in hoe de uitgever in de badge heet."))],
    )
    website = WebsiteField(lazy_gettext("Website"), maximum=200, validators=[optional()])
    reason = ParagraphField(
        lazy_gettext("Waarom vertrouwen we deze uitgever?"),
        maximum=600,
        validators=[required(lazy_gettext("Vul in waarom je deze uitgever vertrouwt."))],
    )
    checked_on = DayField(
        lazy_gettext("Nagekeken op"),
        validators=[required(lazy_gettext("Vul in wanneer je het nakeek."))],
    )

    def looked_at(self, today: date) -> "OutsideForm":
        """For somebody who looks today."""
        self._today = today
        if not self.is_submitted() and self.checked_on.data is None:
            self.checked_on.data = today
        return self

    def validate_identifier(self, field: LineField) -> None:
        """Told with whatever else is wrong; the service asks again."""
        if field.data and compared(field.data) is None:
            raise ValidationError(SENTENCES["outside-issuer-is-no-identifier"])

    def validate_checked_on(self, field: DayField) -> None:
        if field.data and field.data > self._today:
            raise ValidationError(_("Kies vandaag of een dag daarvoor."))

    def to_facts(self) -> Facts:
        return Facts(
            name=self.name.data,
            identifier=self.identifier.data,
            website=self.website.data or "",
            reason=self.reason.data,
            checked_on=self.checked_on.data,
        )
