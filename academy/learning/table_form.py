"""A table of attendance that somebody brings, and the same once more to be saved."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import TextAreaField, ValidationError

from academy.errors import InvalidInputError
from academy.learning.presence_table import MOST_ROWS
from academy.sheets.bounds import Bounds
from academy.sheets.reading import read_rows
from academy.sheets.text import as_text
from academy.web.forms import Form, required

BOUNDS = Bounds(bytes=400_000, rows=MOST_ROWS, columns=400)
"""Below what a form may hold, for the same text comes back once more to be saved."""


class TableForm(Form):
    file = FileField(
        lazy_gettext("Tabel met wie er was"),
        validators=[required(lazy_gettext("Kies een bestand."))],
    )
    content = ""
    """What stands in the file, once the form was found right."""

    def validate_file(self, field: FileField) -> None:
        try:
            rows = list(read_rows(field.data.read(BOUNDS.bytes + 1), BOUNDS))
        except InvalidInputError:
            rows = []
        if not rows:
            raise ValidationError(_("Kies de tabel die je hier hebt gedownload (CSV of XLSX)."))
        self.content = as_text(rows)


class PastedForm(Form):
    """What was checked; it is read again before it is saved."""

    text = TextAreaField()
