"""The day on which somebody looked, as forms ask for it."""

from datetime import date, timedelta
from typing import Any

from wtforms import Form as PlainForm
from wtforms import ValidationError

from academy.assessments.rules import OLDEST_OBSERVATION_DAYS, objection_to_day
from academy.assessments.sentences import SENTENCES
from academy.web.contact_fields import DayField


class ObservedDayField(DayField):
    """Today or not long ago: what the rules refuse when it is saved is told at the field."""

    today: date
    render_kw: Any

    def looks_back_from(self, today: date) -> None:
        """A browser offers no other days in its calendar."""
        self.today = today
        first = today - timedelta(days=OLDEST_OBSERVATION_DAYS)
        days: dict[str, Any] = {"min": first.isoformat(), "max": today.isoformat()}
        self.render_kw = {**(self.render_kw or {}), **days}

    def pre_validate(self, form: PlainForm) -> None:
        super().pre_validate(form)
        objection = objection_to_day(self.data, today=self.today) if self.data else None
        if objection is not None:
            raise ValidationError(str(SENTENCES[objection]))
