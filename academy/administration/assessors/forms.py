"""What is filled in about assessors."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields import SelectChoice

from academy.web.forms import Form, LineField, optional


class WithdrawForm(Form):
    """Why somebody may not assess any more."""

    reason = LineField(_("Waarom?"), maximum=200, validators=[optional()])


class AssessorCourseForm(Form):
    """Which course an assessor needs."""

    course = SelectField(_("Welke cursus heeft een beoordelaar nodig?"))

    def offer(self, courses: Mapping[str, str]) -> "AssessorCourseForm":
        self.course.flags.required = True  # "no course" is an answer too
        self.course.choices = [
            SelectChoice(value="", label=_("Geen cursus nodig")),
            *(SelectChoice(value=code, label=title) for code, title in courses.items()),
        ]
        return self
