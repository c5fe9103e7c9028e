"""How long an organisation keeps what was seen of somebody who left."""

from flask_babel import lazy_gettext, ngettext
from wtforms import RadioField
from wtforms.fields import SelectChoice

from academy.web.forms import Form, PressedField, required_choice

CHOICES = (6, 12, 18, 24)
"""In months after the last day. Two years is the usual guideline for what an employer keeps of
somebody who left."""


class TermForm(Form):
    """One of the terms that there are."""

    months = RadioField(
        lazy_gettext("Hoe lang na de laatste dag?"),
        validators=[required_choice(lazy_gettext("Kies hoe lang."))],
    )
    sure = PressedField()
    """For which term somebody said yes, having read how many people it is about."""

    def offer(self) -> "TermForm":
        self.months.choices = [
            SelectChoice(value=str(each), label=ngettext("%(num)s maand", "%(num)s maanden", each))
            for each in CHOICES
        ]
        return self

    @property
    def chosen(self) -> int:
        return int(self.months.data)
