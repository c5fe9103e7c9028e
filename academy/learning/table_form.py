"""A table of attendance that somebody brings, and the same once more to be saved."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import TextAreaField, ValidationError

from academy.learning.presence_table import read_bytes
from academy.web.forms import Form, required

MOST_BYTES = 400_000
"""Below what a form may hold, for the same text comes back once more to be saved."""


class TableForm(Form):
    file = FileField(
        lazy_gettext("Tabel met wie er was (CSV)"),
        validators=[required(lazy_gettext("Kies een bestand."))],
    )
    content = ""
    """What stands in the file, once the form was found right."""

    def validate_file(self, field: FileField) -> None:
        content = field.data.read(MOST_BYTES + 1)
        text = read_bytes(content) if len(content) <= MOST_BYTES else None
        if not text:
            raise ValidationError(_("Kies de tabel (CSV) die je hier hebt gedownload."))
        self.content = text


class PastedForm(Form):
    """What was checked; it is read again before it is saved."""

    text = TextAreaField()
