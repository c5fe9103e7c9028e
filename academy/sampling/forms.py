"""What is filled in about a sample."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, ValidationError
from wtforms.fields import SelectChoice

from academy.sampling.models import SampleOutcome
from academy.sampling.words import OUTCOMES
from academy.web.forms import Form, ParagraphField, required, required_choice


class LookForm(Form):
    """What the second person found."""

    outcome = RadioField(
        lazy_gettext("Klopt deze badge?"),
        choices=[SelectChoice(value=key.value, label=OUTCOMES[key]) for key in SampleOutcome],
        validators=[required_choice(lazy_gettext("Kies of de badge klopt."))],
    )
    finding = ParagraphField(lazy_gettext("Wat klopt er niet?"), maximum=300)

    def validate_finding(self, field: ParagraphField) -> None:
        if self.outcome.data == SampleOutcome.NOT_RIGHT and not field.data:
            raise ValidationError(_("Schrijf op wat er niet klopt."))


class AnswerForm(Form):
    """What whoever gave the badge says."""

    answer = ParagraphField(
        lazy_gettext("Wat is je antwoord?"),
        maximum=300,
        validators=[required(lazy_gettext("Schrijf je antwoord op."))],
    )
