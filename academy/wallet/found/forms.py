"""Bring a ZIP of badges."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import ValidationError

from academy.web.forms import Form

LARGEST = 10_000_000


class FoundForm(Form):
    file = FileField(lazy_gettext("Bestand (ZIP)"))
    content = b""
    """What was brought, once the form was found right."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.file.flags.required = True

    @property
    def file_name(self) -> str:
        given = getattr(self.file.data, "filename", "") or ""
        name = given.replace("\\", "/").split("/")[-1]
        return "".join(sign for sign in name if sign.isprintable())[-120:] or "badges.zip"

    def validate_file(self, field: FileField) -> None:
        self.content = field.data.read(LARGEST + 1) if field.data else b""
        if not self.content:
            raise ValidationError(_("Kies een ZIP-bestand met badges."))
        if len(self.content) > LARGEST:
            raise ValidationError(_("Dit is te groot. Kies een bestand van hoogstens 10 MB."))
