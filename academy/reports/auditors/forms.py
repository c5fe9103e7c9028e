"""For whom a link is, about which period, and until when."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import ValidationError

from academy.dates import months_later
from academy.reports.auditors.access import USUAL, Wish
from academy.web.contact_fields import DayField
from academy.web.forms import Form, LineField, required

LONGEST_YEARS = 3


class AuditorForm(Form):
    """A link for an auditor."""

    label = LineField(
        lazy_gettext("Voor wie is de link?"),
        maximum=60,
        validators=[required(lazy_gettext("Vul in voor wie de link is."))],
    )
    first = DayField(
        lazy_gettext("Eerste dag van de periode"),
        validators=[required(lazy_gettext("Vul de eerste dag in."))],
    )
    last = DayField(
        lazy_gettext("Laatste dag van de periode"),
        validators=[required(lazy_gettext("Vul de laatste dag in."))],
    )
    ends_on = DayField(
        lazy_gettext("Tot en met welke dag werkt de link?"),
        validators=[required(lazy_gettext("Vul de laatste dag van de link in."))],
    )

    @classmethod
    def usual(cls, today: date) -> "AuditorForm":
        """A year and a half: as often as the quality mark is audited."""
        first = months_later(today, -18).replace(day=1)
        return cls(first=first, last=today, ends_on=today + USUAL)

    def validate_last(self, field: DayField) -> None:
        first, last = self.first.data, field.data
        if first and last and last < first:
            raise ValidationError(_("Kies een laatste dag die niet vóór de eerste dag ligt."))
        if first and last and last.year - first.year > LONGEST_YEARS:
            raise ValidationError(_("Kies een periode van hoogstens 3 jaar."))

    def to_wish(self) -> Wish:
        return Wish(
            label=self.label.data,
            first=self.first.data,
            last=self.last.data,
            until=self.ends_on.data,
        )
