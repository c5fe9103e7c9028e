"""Who is moved or stopped, where to and when."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, RadioField, SelectMultipleField, ValidationError
from wtforms.fields import SelectChoice

from academy.administration.crowds.changing import MOST
from academy.administration.leaving_form import went_to_field
from academy.administration.team_choice import team_field
from academy.people.models import Membership
from academy.people.namesakes import called
from academy.web.contact_fields import DayField
from academy.web.forms import Form, required, required_choice

MOVE, STOP = "move", "stop"


class CrowdForm(Form):
    """Of a team: who, what and when."""

    people = SelectMultipleField(
        lazy_gettext("Om wie gaat het?"),
        choices=[],
        validators=[required_choice(lazy_gettext("Kies om wie het gaat."))],
    )
    change = RadioField(
        lazy_gettext("Wat gebeurt er?"),
        choices=[
            SelectChoice(value=MOVE, label=lazy_gettext("Zij gaan naar een ander team")),
            SelectChoice(value=STOP, label=lazy_gettext("Zij stoppen hier")),
        ],
        validators=[required_choice(lazy_gettext("Kies wat er gebeurt."))],
    )
    team = team_field(needed=False)
    day = DayField(
        lazy_gettext("Eerste dag in het andere team, of laatste dag hier"),
        validators=[required(lazy_gettext("Vul een dag in."))],
    )
    went_to = went_to_field(lazy_gettext("Waar gaan zij heen?"))
    sure = BooleanField(
        lazy_gettext("Ik heb de namen nagekeken."),
        validators=[required_choice(lazy_gettext("Vink dit aan als de namen kloppen."))],
    )

    def offer(self, rows: Sequence[Membership]) -> "CrowdForm":
        self.people.choices = [
            SelectChoice(
                value=str(row.uuid),
                label=f"{called(row.person)} ({row.staff_number})"
                if row.staff_number
                else called(row.person),
            )
            for row in rows
        ]
        return self

    def validate_people(self, field: SelectMultipleField) -> None:
        if len(field.data or ()) > MOST:
            raise ValidationError(_("Kies hoogstens %(most)s mensen tegelijk.", most=MOST))

    def validate_change(self, field: RadioField) -> None:
        if field.data == MOVE and not self.team.data:
            raise ValidationError(_("Kies ook naar welk team zij gaan."))
