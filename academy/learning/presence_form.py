"""Who was there on one day: a choice and a number of hours for each person."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext
from wtforms import RadioField

from academy.learning import rules
from academy.learning.forms import HoursField, choices
from academy.learning.models import CourseRun, Enrolment
from academy.people.namesakes import called
from academy.web.forms import Form, HiddenField, optional
from academy.web.told_again import When

THERE, AWAY = "there", "away"
ANSWERS = {
    THERE: lazy_pgettext("attendance", "Was er"),
    AWAY: lazy_pgettext("attendance", "Was er niet"),
}


class PresenceForm(Form):
    """Made by `presence_form`, with three fields for each person."""

    people: Sequence[Enrolment]

    def answer_of(self, enrolment: Enrolment) -> RadioField:
        return self[_name("answer", enrolment)]

    def hours_of(self, enrolment: Enrolment) -> HoursField:
        return cast(HoursField, self[_name("hours", enrolment)])

    def shown_of(self, enrolment: Enrolment) -> HiddenField:
        return cast(HiddenField, self[_name("shown", enrolment)])

    def counts_when(self) -> When:
        """Hours of whoever was there."""
        return {_name("hours", each): (_name("answer", each), THERE) for each in self.people}

    def choose_everybody(self) -> None:
        """As the script of the page does: nobody whose answer is there already is changed."""
        for each in self.people:
            if not self.answer_of(each).data:
                self.answer_of(each).data = THERE

    def validate(self, extra_validators: Any = None) -> bool:
        """Hours count only for those who were there."""
        super().validate(extra_validators)
        for each in self.people:
            hours = self.hours_of(each)
            if self.answer_of(each).data != THERE:
                hours.errors = ()
            elif not hours.errors and (hours.hours or 0) > rules.HOURS_IN_A_DAY:
                hours.errors = (_("Een dag heeft 24 uur. Vul minder uren in."),)
        return not self.errors

    def to_hours(self) -> dict[str, float]:
        """By the UUID of the enrolment; what stayed as it was shown says nothing new, so that of
        two who write at once neither takes back what the other wrote."""
        found = {str(each.uuid): self._hours(each) for each in self.people}
        return {key: hours for key, hours in found.items() if hours is not None}

    def _hours(self, enrolment: Enrolment) -> float | None:
        answer = self.answer_of(enrolment).data
        hours = {THERE: self.hours_of(enrolment).hours, AWAY: 0.0}.get(answer)
        shown = self.shown_of(enrolment).data or ""
        return None if hours is None or f"{hours:g}" == shown else hours


def _name(part: str, enrolment: Enrolment) -> str:
    return f"{part}_{str(enrolment.uuid).replace('-', '_')}"


def presence_form(
    run: CourseRun,
    people: Sequence[Enrolment],
    known: Mapping[int, Mapping[date, float]],
    day: date,
) -> PresenceForm:
    """Filled with what is known of that day."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for each in people:
        name, hours = called(each.person), known.get(each.id, {}).get(day)
        fields[_name("answer", each)] = RadioField(
            name, choices=choices(ANSWERS), validators=[optional()]
        )
        fields[_name("hours", each)] = HoursField(lazy_gettext("Uren van %(name)s", name=name))
        fields[_name("shown", each)] = HiddenField()
        data[_name("hours", each)] = hours or rules.hours_of_a_day(run)
        if hours is not None:
            data[_name("answer", each)] = THERE if hours else AWAY
            data[_name("shown", each)] = f"{hours:g}"
    made = type("PresenceFormOfRun", (PresenceForm,), fields)
    form: PresenceForm = made()
    if not form.is_submitted():
        # what somebody left open says nothing, whatever is known by now
        form = made(data=data)
    form.people = people
    return form
