"""What a leader asks the office to print, and ticks when it was given."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, SelectMultipleField
from wtforms.fields import SelectChoice

from academy.people.namesakes import called
from academy.teams.handovers.models import Handover
from academy.web.contact_fields import DayField
from academy.web.forms import Form, required, required_choice
from academy.web.locale import localised


class AskForm(Form):
    """Cards, or certificates of badges since a day, or both."""

    cards = BooleanField(lazy_gettext("Kaarten"))
    certificates = BooleanField(lazy_gettext("Certificaten"))
    since = DayField(
        lazy_gettext("Van badges die gegeven zijn vanaf"),
        validators=[required(lazy_gettext("Vul een datum in."))],
    )

    def validate(self, *arguments: Any, **options: Any) -> bool:
        if not super().validate(*arguments, **options):
            return False
        if not self.cards.data and not self.certificates.data:
            self.form_errors.append(_("Kies wat het kantoor moet printen."))
            return False
        return True


class GivenForm(Form):
    """Which of the things that were printed somebody has now."""

    things = SelectMultipleField(
        lazy_gettext("Wat heb je afgegeven?"),
        choices=[],
        validators=[required_choice(lazy_gettext("Kies wat je hebt afgegeven."))],
    )
    given_on = DayField(
        lazy_gettext("Afgegeven op"), validators=[required(lazy_gettext("Vul een datum in."))]
    )

    def offer(self, rows: Sequence[Handover]) -> "GivenForm":
        self.things.choices = [
            SelectChoice(value=str(row.uuid), label=f"{called(row.person)}: {what(row)}")
            for row in rows
        ]
        return self


def what(row: Handover) -> str:
    """In words."""
    if row.credential is None:
        return str(_("kaart"))
    name = localised(row.credential.achievement.skill_version.name)
    return str(_("certificaat %(skill)s", skill=name))


def month_before(today: date) -> date:
    return date.fromordinal(today.toordinal() - 30)
