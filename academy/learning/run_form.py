"""What is filled in about a run: when, where, by whom, for how many, and with whose money."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any, Self

from flask_babel import format_date, lazy_gettext
from flask_babel import gettext as _
from wtforms import Field, SelectField, StringField
from wtforms import Form as PlainForm
from wtforms.validators import NumberRange, ValidationError

from academy.dates import read_day
from academy.folding import plain_digits
from academy.learning import rules
from academy.learning.forms import choices
from academy.learning.models import CourseRun
from academy.learning.service import as_planned
from academy.learning.values import RunPlan
from academy.learning.words import FUNDINGS
from academy.organisations.models import Organisation
from academy.web.contact_fields import DayField
from academy.web.forms import (
    Form,
    HiddenField,
    KeyedForm,
    LineField,
    NumberField,
    ParagraphField,
    optional,
    required,
    required_choice,
    without_hidden,
)

LONGEST_RUN = timedelta(days=2 * 366)
MOST_SEATS = 500
MOST_LESSONS = 100
MOST_CENTS = 100_000_000
WRITTEN_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
WRITTEN_EUROS = re.compile(r"(?:€ ?)?([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,8})(?:,([0-9]{2}|-))?")


class ClockField(StringField):  # type: ignore[misc]
    """A time of the day, `9:30` or `09.30`; `moment` has it."""

    moment: time | None = None

    def _value(self) -> str:
        return (
            f"{self.data:%H:%M}" if isinstance(self.data, time) else without_hidden(self.data or "")
        )

    def pre_validate(self, form: PlainForm) -> None:
        super().pre_validate(form)
        found = WRITTEN_TIME.fullmatch(plain_digits(str(self.data or "")).strip())
        if self.data and found is None:
            raise ValidationError(_("Vul een tijd in, zoals 9:30."))
        self.moment = time(int(found[1]), int(found[2])) if found else None


class EuroField(StringField):  # type: ignore[misc]
    """An amount as people write it: `1250`, `1.250,50` or `€ 80`; `cents` has the number."""

    cents: int | None = None

    def _value(self) -> str:
        if isinstance(self.data, int):
            return written_euros(self.data)
        return without_hidden(self.data or "")

    def pre_validate(self, form: PlainForm) -> None:
        super().pre_validate(form)
        found = WRITTEN_EUROS.fullmatch(plain_digits(str(self.data or "")).strip())
        self.cents = _cents(found) if found else None
        if self.data and (self.cents is None or self.cents > MOST_CENTS):
            raise ValidationError(_("Vul een bedrag in, zoals 1250 of 80,50."))


def _cents(found: re.Match[str]) -> int:
    euros, cents = found[1].replace(".", ""), (found[2] or "0").replace("-", "0")
    return int(euros) * 100 + int(cents)


def written_euros(cents: int) -> str:
    """As one would type it: `80`, `80,50`."""
    euros, rest = divmod(cents, 100)
    return f"{euros},{rest:02}" if rest else str(euros)


class LessonDaysField(ParagraphField):
    """Days, one on a line; `days` has them in order, each once."""

    days: tuple[date, ...] = ()

    def pre_validate(self, form: PlainForm) -> None:
        super().pre_validate(form)
        lines = [line for line in (self.data or "").splitlines() if line.strip()]
        found = {line: read_day(line) for line in lines}
        wrong = [line for line, day in found.items() if day is None]
        if wrong:
            raise ValidationError(
                _("Kijk de lesdagen na. Dit is geen datum: %(text)s", text=wrong[0].strip()[:40])
            )
        if len(found) > MOST_LESSONS:
            raise ValidationError(_("Vul hoogstens %(most)s dagen in.", most=MOST_LESSONS))
        self.days = tuple(sorted({day for day in found.values() if day is not None}))


class RunForm(Form):
    """A run of a course. `today` bounds the days that make sense."""

    provider = SelectField(
        lazy_gettext("Wie geeft de cursus?"),
        validators=[required_choice(lazy_gettext("Kies wie de cursus geeft."))],
    )
    trainers = LineField(
        lazy_gettext("Namen van de trainers"), maximum=200, validators=[optional()]
    )
    place = LineField(
        lazy_gettext("Waar?"), maximum=80, validators=[required(lazy_gettext("Vul een plaats in."))]
    )
    starts_on = DayField(
        lazy_gettext("Eerste dag"), validators=[required(lazy_gettext("Vul de eerste dag in."))]
    )
    ends_on = DayField(
        lazy_gettext("Laatste dag"), validators=[required(lazy_gettext("Vul de laatste dag in."))]
    )
    lesson_days = LessonDaysField(lazy_gettext("Lesdagen"), maximum=2000, validators=[optional()])
    begins_at = ClockField(lazy_gettext("Begint om"), validators=[optional()])
    is_over_at = ClockField(lazy_gettext("Klaar om"), validators=[optional()])
    seats = NumberField(
        lazy_gettext("Aantal plaatsen"),
        validators=[optional(), NumberRange(min=1, max=MOST_SEATS)],
    )
    enrol_until = DayField(lazy_gettext("Aanmelden tot en met"), validators=[optional()])
    cost = EuroField(lazy_gettext("Kosten van de hele cursus in euro"), validators=[optional()])
    funding = SelectField(lazy_gettext("Wie betaalt?"), default="")
    seen = HiddenField()
    """What the run said on the screen."""
    today: date

    @classmethod
    def about(
        cls,
        run: CourseRun | None,
        providers: Sequence[Organisation],
        *,
        today: date,
        is_sent: bool = True,
    ) -> Self:
        """Filled with a run, or empty for a new one; with what was sent, if it is about this."""
        shown = _run_fields(run) if run else None
        form = cls(data=shown) if is_sent else cls(formdata=None, data=shown)
        named = {str(each.uuid): each.name for each in providers}
        form.provider.choices = choices({"": _("Kies een organisatie")} | named)
        form.funding.choices = choices({"": _("Nog niet bekend")} | FUNDINGS)
        form.today = today
        return form

    def show_beside(self, other: "RunForm") -> None:
        """Say at each field what somebody else made of it; what was typed stays, and a second
        time it is meant."""
        self.seen.data = other.seen.data
        for field in self:
            there = other[field.name]
            if field.name not in ("csrf_token", "seen") and _written(field) != _written(there):
                field.errors = [_("Nu staat hier: %(text)s", text=_written(there) or _("niets"))]

    def validate_starts_on(self, field: DayField) -> None:
        if field.data and not rules.can_be_planned(field.data, today=self.today):
            raise ValidationError(_("Kijk het jaar na. Deze dag is te ver weg."))

    def validate_ends_on(self, field: DayField) -> None:
        first, last = self.starts_on.data, field.data
        if first and last and last < first:
            raise ValidationError(_("Kies een laatste dag die niet vóór de eerste dag ligt."))
        if first and last and last - first > LONGEST_RUN:
            raise ValidationError(_("Kijk het jaar na. Een cursus duurt hoogstens 2 jaar."))

    def validate_lesson_days(self, field: LessonDaysField) -> None:
        first, last = self.starts_on.data, self.ends_on.data
        outside = rules.days_outside(field.days, first=first, last=last) if first and last else []
        if outside:
            day = format_date(outside[0], "d MMMM yyyy")
            raise ValidationError(
                _(
                    "%(day)s valt buiten de eerste en de laatste dag. Verander een van de drie.",
                    day=day,
                )
            )

    def validate_is_over_at(self, field: ClockField) -> None:
        begins_at, is_over_at = self.begins_at.moment, field.moment
        if begins_at and is_over_at and is_over_at <= begins_at:
            raise ValidationError(_("Kies een tijd die ná het begin ligt."))
        if is_over_at and not begins_at and not self.begins_at.errors:
            raise ValidationError(_("Vul ook in hoe laat het begint."))

    def validate_enrol_until(self, field: DayField) -> None:
        last = self.ends_on.data
        if field.data and last and field.data > last:
            raise ValidationError(_("Kies een dag die niet ná de laatste dag ligt."))

    def to_plan(self, providers: Iterable[Organisation]) -> RunPlan:
        return RunPlan(
            provider_id=next(p.id for p in providers if str(p.uuid) == self.provider.data),
            place=self.place.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            seats=self.seats.data,
            enrol_until=self.enrol_until.data,
            lesson_days=self.lesson_days.days,
            begins_at=self.begins_at.moment,
            is_over_at=self.is_over_at.moment,
            trainers=self.trainers.data or "",
            cost_cents=self.cost.cents,
            funding=self.funding.data or "",
        )


class NewRunForm(RunForm, KeyedForm):
    """A run that is planned."""


def _run_fields(run: CourseRun) -> dict[str, Any]:
    return {
        "provider": str(run.provider.uuid),
        "place": run.place,
        "starts_on": run.starts_on,
        "ends_on": run.ends_on,
        "seats": run.seats,
        "enrol_until": run.enrol_until,
        "lesson_days": "\n".join(_written_day(date.fromisoformat(day)) for day in run.lesson_days),
        "begins_at": run.begins_at,
        "is_over_at": run.is_over_at,
        "trainers": run.trainers,
        "cost": run.cost_cents,
        "funding": run.funding,
        "seen": as_planned(run),
    }


def _written(field: Field) -> str:
    """As a person reads it."""
    if isinstance(field, SelectField):
        return next((str(each.label) for each in field.choices if each.value == field.data), "")
    if isinstance(field.data, date):
        return str(format_date(field.data, "d MMMM yyyy"))
    return str(field._value())  # noqa: SLF001 - what the page shows in the field


def _written_day(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
