"""A file of concepts that somebody brings: of which list, of when, in which language."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from academy.catalogue.mapping.concept_file import Line, read_concepts
from academy.catalogue.mapping.languages import list_languages
from academy.catalogue.mapping.loading import Edition
from academy.catalogue.mapping.models import Framework
from academy.catalogue.words import FRAMEWORKS
from academy.errors import InvalidInputError
from academy.languages import DUTCH
from academy.web.forms import Form, LineField, required, required_choice
from academy.web.refusals import sentence_of

MOST_MEGABYTES = 11
"""Below what a request may hold; the largest file of the Commission has nine."""


class ListForm(Form):
    framework = RadioField(
        _("Welke lijst is het?"),
        choices=[SelectChoice(value=str(code), label=name) for code, name in FRAMEWORKS.items()],
        default=Framework.ESCO.value,
        validators=[required_choice(_("Kies een lijst."))],
    )
    version = LineField(
        _("Welke uitgave?"), maximum=20, validators=[required(_("Vul de uitgave in."))]
    )
    language = SelectField(
        _("In welke taal staan de namen?"),
        choices=lambda: [
            SelectChoice(value=code, label=name) for code, name in list_languages().items()
        ],
        default=DUTCH,
        validators=[required_choice(_("Kies een taal."))],
    )
    file = FileField(_("Bestand (CSV)"), validators=[required(_("Kies een bestand."))])
    lines: list[Line]
    """What stands in the file, once the form was found right."""

    def validate_file(self, field: FileField) -> None:
        """Only when it is known how to read it."""
        if self.framework.errors:
            return
        content = field.data.read(MOST_MEGABYTES * 1024 * 1024 + 1)
        try:
            self.lines = read_concepts(content, Framework(self.framework.data))
        except InvalidInputError as error:
            raise ValidationError(sentence_of(error)) from error

    def to_edition(self) -> Edition:
        return Edition(
            framework=Framework(self.framework.data),
            version=self.version.data,
            language=self.language.data,
        )
