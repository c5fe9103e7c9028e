"""A list of staff numbers that somebody brings: a file, or lines that were pasted."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import TextAreaField, ValidationError

from academy.errors import InvalidInputError
from academy.learning.enrol_list import MOST_ROWS
from academy.sheets.bounds import Bounds
from academy.sheets.reading import read_rows
from academy.web.forms import Form
from academy.web.refusals import sentence_of

BOUNDS = Bounds(bytes=1_000_000, rows=MOST_ROWS)


class ListForm(Form):
    file = FileField(lazy_gettext("Bestand (XLSX of CSV)"))
    pasted = TextAreaField(lazy_gettext("Of plak de regels hier"))
    rows: Sequence[Sequence[str]] = ()
    """Of what was brought, once the form was found right."""

    def validate_file(self, field: FileField) -> None:
        content = field.data.read(BOUNDS.bytes + 1) if field.data else b""
        try:
            self.rows = list(read_rows(content or (self.pasted.data or "").encode(), BOUNDS))
        except InvalidInputError as refusal:
            raise ValidationError(sentence_of(refusal)) from refusal
        if not any(cell.strip() for row in self.rows for cell in row):
            raise ValidationError(_("Kies een bestand, of plak de regels."))
