"""The period of a report, and the hours of a month."""

from datetime import date
from typing import Any, cast

from flask import request
from flask_babel import format_date, lazy_gettext
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Form as PlainForm
from wtforms import SelectField, StringField
from wtforms.validators import ValidationError

from academy.learning.forms import choices
from academy.learning.hours import read_hours
from academy.web.contact_fields import DayField
from academy.web.forms import Form, Words, required, required_choice, without_hidden

LONGEST_YEARS = 3
MOST_HOURS = 50_000
MONTHS_BACK = 24


class PeriodForm(Form):
    """From the address of the page: a report can be kept as a link."""

    class Meta(Form.Meta):
        csrf = False

    first = DayField(
        lazy_gettext("Eerste dag"), validators=[required(lazy_gettext("Vul de eerste dag in."))]
    )
    last = DayField(
        lazy_gettext("Laatste dag"), validators=[required(lazy_gettext("Vul de laatste dag in."))]
    )

    @classmethod
    def asked(cls, today: date) -> "PeriodForm":
        """This year until today, unless the address asks for other days."""
        usual = {"first": date(today.year, 1, 1).isoformat(), "last": today.isoformat()}
        asked = {"first", "last"} & set(request.args)
        return cls(formdata=request.args if asked else MultiDict(usual))

    def validate_last(self, field: DayField) -> None:
        first, last = self.first.data, field.data
        if first and last and last < first:
            raise ValidationError(_("Kies een laatste dag die niet vóór de eerste dag ligt."))
        if first and last and last.year - first.year > LONGEST_YEARS:
            raise ValidationError(_("Kies een periode van hoogstens 3 jaar."))


class ManyHoursField(StringField):  # type: ignore[misc]
    """Hours of a whole organisation; `hours` has the number."""

    hours: float | None = None

    def __init__(self, label: Words, **options: Any) -> None:
        wanted = required(lazy_gettext("Vul het aantal uren in. Vul 0 in als er geen zijn."))
        super().__init__(label, [wanted, likely_hours], **options)

    def _value(self) -> str:
        return without_hidden(self.data or "")


def likely_hours(_form: PlainForm, field: ManyHoursField) -> None:
    hours = read_hours(str(field.data))
    if hours is None or hours > MOST_HOURS:
        raise ValidationError(_("Vul een aantal uren in, zoals 120 of 7,5."))
    field.hours = hours


class GuidanceForm(Form):
    """Totals of one month, of nobody in particular."""

    month = SelectField(
        lazy_gettext("Maand"), validators=[required_choice(lazy_gettext("Kies een maand."))]
    )
    mentor = ManyHoursField(lazy_gettext("Uren van leermeesters"))
    guide = ManyHoursField(lazy_gettext("Uren van begeleiders"))

    @classmethod
    def about(cls, today: date) -> "GuidanceForm":
        """Offers the months until now, the last one first."""
        form = cls()
        form.month.choices = choices(
            {month.isoformat(): format_date(month, "MMMM yyyy") for month in months_until(today)}
        )
        return form

    def hours(self) -> dict[str, float]:
        return {
            "mentor_hours": cast(float, self.mentor.hours),
            "guide_hours": cast(float, self.guide.hours),
        }


def months_until(today: date) -> list[date]:
    """First days, the newest first; a month that has not begun has no hours."""
    last = today.year * 12 + today.month - 1
    return [date(each // 12, each % 12 + 1, 1) for each in range(last, last - MONTHS_BACK, -1)]
