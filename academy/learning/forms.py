"""What is filled in about courses and runs: by the academy, and by who enrols people."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Form as PlainForm
from wtforms import (
    SelectMultipleField,
    StringField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from academy.learning import rules
from academy.learning.hours import read_hours, written_hours
from academy.learning.models import CourseRun, Enrolment
from academy.learning.participants import Candidate
from academy.learning.values import Attendance
from academy.people.namesakes import called
from academy.web.contact_fields import DayField
from academy.web.forms import (
    Form,
    Words,
    required,
    required_choice,
    without_hidden,
)


def choices(words: Mapping[Any, object]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=label) for value, label in words.items()]


class HoursField(StringField):  # type: ignore[misc]
    """Hours as people write them: `7,5` or `7.5`; `hours` has the number."""

    hours: float | None = None

    def __init__(self, label: Words, **options: Any) -> None:
        super().__init__(
            label, [required(lazy_gettext("Vul het aantal uren in.")), likely_hours], **options
        )

    def _value(self) -> str:
        if isinstance(self.data, float | int):
            return written_hours(self.data)
        return without_hidden(self.data or "")


def likely_hours(_form: PlainForm, field: HoursField) -> None:
    """Accept a quarter of an hour up to ten weeks; keeps the number in `field.hours`."""
    wrong = _("Vul een aantal uren in, zoals 8 of 7,5.")
    hours = read_hours(str(field.data))
    if hours is None or not 0 < hours <= rules.MOST_HOURS:
        raise ValidationError(wrong)
    field.hours = hours


class BoxesField(SelectMultipleField):  # type: ignore[misc]
    """Any number out of a list, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class EnrolForm(Form):
    """Members of one team to tick."""

    person = BoxesField(
        lazy_gettext("Wie doen er mee?"),
        validators=[required_choice(lazy_gettext("Kies 1 of meer mensen."))],
    )

    @classmethod
    def about(cls, candidates: Iterable[Candidate], *, blank: bool = False) -> "EnrolForm":
        """Offers the candidates; `blank` when what was sent is about something else."""
        form = cls(formdata=None) if blank else cls()
        form.person.choices = choices(
            {str(each.person.uuid): called(each.person) for each in candidates}
        )
        return form


class CompletionForm(Form):
    """Who followed a run, how many hours, and until when; made by `completion_form`."""

    completed_on = DayField(
        lazy_gettext("Laatste dag van de cursus"),
        validators=[required(lazy_gettext("Vul de laatste dag in."))],
    )
    done = BoxesField(
        lazy_gettext("Wie hebben meegedaan?"),
        validators=[required_choice(lazy_gettext("Kies 1 of meer mensen."))],
    )
    first_day: date
    today: date

    def validate_completed_on(self, field: DayField) -> None:
        if field.data and not self.first_day <= field.data <= self.today:
            raise ValidationError(_("Kies een dag vanaf het begin van de cursus tot vandaag."))

    followed: Mapping[str, float]
    """Hours of those whose days are known, by the UUID of the enrolment."""

    def hours_of(self, enrolment: Enrolment) -> HoursField | None:
        """None for somebody whose days are known: nobody types hours over them."""
        return cast(HoursField | None, self._fields.get(_hours_name(str(enrolment.uuid))))

    def refuse(self, what: str, sentence: str) -> None:
        """Say at this field, or at the person of this enrolment, what is wrong."""
        field = self._fields.get(what) or self._fields.get(_hours_name(what), self.done)
        field.errors = [sentence]

    def validate(self, extra_validators: Any = None) -> bool:
        """Hours count only for those who are ticked."""
        valid = bool(super().validate(extra_validators))
        for name, field in self._fields.items():
            if name.startswith(HOURS) and name not in map(_hours_name, self.done.data or ()):
                field.errors = ()
        return valid or not self.errors

    def to_attendance(self) -> list[Attendance]:
        return [Attendance(each, self._hours(each)) for each in self.done.data]

    def _hours(self, enrolment_uuid: str) -> float:
        if enrolment_uuid in self.followed:
            return self.followed[enrolment_uuid]
        return cast(float, self[_hours_name(enrolment_uuid)].hours)


HOURS = "hours_"


def _hours_name(enrolment_uuid: str) -> str:
    return HOURS + enrolment_uuid.replace("-", "_")


def completion_form(
    run: CourseRun,
    enrolments: Sequence[Enrolment],
    followed: Mapping[str, float],
    *,
    today: date,
    everyone: bool,
) -> CompletionForm:
    """A form with a box for each enrolment and a number of hours where `followed` has none.

    The page shows the open ones; `everyone` ticks those who followed enough.
    """
    version = run.course_version
    hours = {
        _hours_name(str(each.uuid)): HoursField(
            lazy_gettext("Uren van %(name)s", name=called(each.person))
        )
        for each in enrolments
        if str(each.uuid) not in followed
    }
    made = type("CompletionFormOfRun", (CompletionForm,), hours)
    names = {str(each.uuid): called(each.person) for each in enrolments}
    form: CompletionForm = made(
        data={
            "completed_on": rules.likely_completion_day(run, today),
            "done": [
                key for key in names if rules.is_enough(version, followed.get(key, version.hours))
            ]
            if everyone
            else [],
            **dict.fromkeys(hours, version.hours),
        }
    )
    form.followed = followed
    form.done.choices = choices(names)
    form.first_day, form.today = run.starts_on, today
    return form
