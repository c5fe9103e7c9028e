"""Fields for e-mail addresses, websites and days, which several features ask for."""

import re
from datetime import date

from flask_babel import gettext as _
from wtforms import DateField, ValidationError
from wtforms import Form as PlainForm

from academy.web.forms import LineField

_PART = r"[^\s@<>()\[\],;:\"\x00-\x1f\x7f]+"
EMAIL = re.compile(rf"{_PART}@{_PART}\.[^\s@<>()\[\],;:\".\x00-\x1f\x7f]{{2,}}")
WEBSITE = re.compile(r"https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?")
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2100, 12, 31)


class EmailField(LineField):
    """An e-mail address, in lower case."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if valuelist:
            self.data = self.data.lower()

    def pre_validate(self, form: PlainForm) -> None:
        super().pre_validate(form)
        if self.data and not EMAIL.fullmatch(self.data):
            raise ValidationError(_("Vul een e-mailadres in, zoals naam@voorbeeld.nl."))


class WebsiteField(LineField):
    """An address on the web; `https://` is added when it was left out."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if valuelist and self.data and "://" not in self.data:
            self.data = f"https://{self.data}"

    def pre_validate(self, form: PlainForm) -> None:
        super().pre_validate(form)
        if self.data and not WEBSITE.fullmatch(self.data):
            raise ValidationError(_("Vul een webadres in, zoals https://www.voorbeeld.nl."))


class DayField(DateField):  # type: ignore[misc]
    """A day that somebody alive may have to do with."""

    def pre_validate(self, form: PlainForm) -> None:
        super().pre_validate(form)
        if self.data and not FIRST_DAY <= self.data <= LAST_DAY:
            raise ValidationError(_("Kijk het jaar na."))
