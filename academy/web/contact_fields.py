"""Fields for e-mail addresses, websites and days, which several features ask for."""

import re
from datetime import date
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from wtforms import Form as PlainForm
from wtforms import ValidationError

from academy.dates import read_day
from academy.web.forms import NO_DAY, DateField, LineField

WEBSITE = re.compile(r"https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?")
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2100, 12, 31)


def normal_email(text: str) -> str | None:
    """The one form in which an address is stored and compared, or None when it is none.

    In lower case, with the domain in its own letters. The network is not asked, so that the
    domains of demos and tests are fine: an address is first of all what somebody signs in with.
    """
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return found.normalized.lower()


class EmailField(LineField):
    """An e-mail address; `data` is its normal form, or as typed when it cannot be one."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if valuelist:
            self.data = normal_email(self.data) or self.data.lower()

    def pre_validate(self, form: PlainForm) -> None:
        super().pre_validate(form)
        if self.data and normal_email(self.data) is None:
            raise ValidationError(_("Vul een e-mailadres in, zoals naam@voorbeeld.nl."))


class SignInAddressField(EmailField):
    """The address of an account; one from before today's rules still lets its owner in."""

    def pre_validate(self, form: PlainForm) -> None:
        if "@" not in (self.data or "@"):
            super().pre_validate(form)


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


class DayField(DateField):
    """A day that somebody alive may have to do with, as a browser sends it or as people type it."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = read_day(valuelist[0])
            if self.data is None:
                raise ValueError(str(NO_DAY))

    def pre_validate(self, form: PlainForm) -> None:
        super().pre_validate(form)
        if self.data and not FIRST_DAY <= self.data <= LAST_DAY:
            raise ValidationError(_("Kijk het jaar na."))
