"""Who is asked to read which language, and what a reader says."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from academy.catalogue.translating.service import TRANSLATIONS
from academy.languages import LANGUAGES
from academy.web.forms import Form, ParagraphField, optional, required_choice

GOOD, BETTER = "good", "better"


class InviteForm(Form):
    language = SelectField(
        lazy_gettext("Welke taal leest deze persoon?"),
        choices=[SelectChoice(value=code, label=LANGUAGES[code].name) for code in TRANSLATIONS],
        validators=[required_choice(lazy_gettext("Kies een taal."))],
    )


class CheckForm(Form):
    verdict = RadioField(
        lazy_gettext("Is deze vertaling goed?"),
        choices=[
            SelectChoice(value=GOOD, label=lazy_gettext("Ja, zo is het goed")),
            SelectChoice(value=BETTER, label=lazy_gettext("Het kan beter")),
        ],
        validators=[required_choice(lazy_gettext("Kies een antwoord."))],
    )
    words = ParagraphField(
        lazy_gettext("Welke woorden zijn beter?"), maximum=1000, validators=[optional()]
    )

    def validate_verdict(self, field: RadioField) -> None:
        if field.data == BETTER and not self.words.data:
            raise ValidationError(_("Schrijf ook welke woorden beter zijn."))

    def to_words(self) -> str:
        return "" if self.verdict.data == GOOD else str(self.words.data)
