"""Which organisation another goes on in, and what becomes of its administrators."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields import SelectChoice

from academy.organisations.models import Organisation
from academy.web.forms import Form, required_choice

ALONG, NOT_ALONG = "along", "not-along"


class IntoForm(Form):
    """The first question, from which the rest of the page follows."""

    into = SelectField(
        lazy_gettext("Waar gaan de mensen heen?"),
        validators=[required_choice(lazy_gettext("Kies een organisatie."))],
    )

    def offer(self, rows: Sequence[Organisation]) -> "IntoForm":
        named = [SelectChoice(value=str(row.uuid), label=row.name) for row in rows]
        self.into.choices = [SelectChoice(value="", label=_("Kies een organisatie")), *named]
        return self


class MergeForm(Form):
    """Nothing is chosen beforehand: it cannot be undone."""

    administrators = RadioField(
        lazy_gettext("Wat doen de beheerders van nu?"),
        choices=[
            SelectChoice(value=ALONG, label=lazy_gettext("Zij worden ook daar beheerder")),
            SelectChoice(value=NOT_ALONG, label=lazy_gettext("Zij zijn geen beheerder meer")),
        ],
        validators=[required_choice(lazy_gettext("Kies wat de beheerders doen."))],
    )
    sure = BooleanField(
        lazy_gettext("Ik weet dat dit niet terug kan."),
        validators=[required_choice(lazy_gettext("Vink dit aan als je het zeker weet."))],
    )

    @property
    def administrators_go_along(self) -> bool:
        return bool(self.administrators.data == ALONG)
