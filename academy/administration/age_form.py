"""What an administrator says of somebody who is not 16 yet."""

import re
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, ValidationError

from academy.security.guard import current_identity
from academy.web.forms import Form, LineField, optional

LONGEST = timedelta(days=5 * 366)
"""Nobody begins at work before 11."""
MONTH = re.compile(r"(20[0-9]{2})-(0?[1-9]|1[0-2])")


class AgeForm(Form):
    """Until which month somebody is under 16, and whether a parent said yes; no birth date."""

    month = LineField(
        lazy_gettext("Tot en met welke maand is deze persoon onder de 16?"),
        maximum=7,
        validators=[optional()],
    )
    parent = BooleanField(lazy_gettext("Een ouder zei ja, op papier"))

    def validate_month(self, _field: LineField) -> None:
        until, today = self.until, current_identity().today
        if until is None or not today < until <= today + LONGEST:
            raise ValidationError(_("Vul een maand in, zoals %(month)s.", month="2027-03"))

    @property
    def until(self) -> date | None:
        """The first day of the month after it."""
        found = MONTH.fullmatch(self.month.data or "")
        if found is None:
            return None
        year, month = int(found[1]), int(found[2])
        return date(year + month // 12, month % 12 + 1, 1)


def last_month(until: date | None) -> str:
    """As the form has it."""
    return f"{until - timedelta(days=1):%Y-%m}" if until else ""
