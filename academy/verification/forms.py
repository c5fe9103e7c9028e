"""What somebody brings to be checked."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import TextAreaField, ValidationError

from academy.web.forms import Form
from badges.verifying import MAX_SOURCE

MAX_TEXT = 512 * 1024
MEGABYTE = 1024 * 1024


class BroughtField(FileField):  # type: ignore[misc]
    """A file; `words` is what a program sent as text under the same name."""

    words = ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.words = next((each for each in valuelist if isinstance(each, str)), "")
        super().process_formdata(valuelist)


class CheckForm(Form):
    """A file, or a text: JSON, a JWT, an address, what a QR code says. No cookie, so no token."""

    class Meta(Form.Meta):
        csrf = False

    file = BroughtField(lazy_gettext("Kies een bestand"))
    text = TextAreaField(lazy_gettext("Of plak een tekst, een adres of een code"))
    nothing_brought = lazy_gettext("Kies een bestand, of plak een tekst of adres.")
    source = b""
    """What is to be checked, once the form was found right."""
    too_large = False

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.file.flags.required = self.text.flags.required = True  # one of the two is

    def validate_file(self, _field: BroughtField) -> None:
        if self.too_large:
            raise self._size_error()
        upload = self.file.data
        if upload is None:
            self.source = self._typed().encode("utf-8", "surrogatepass")
            if not self.source:
                raise ValidationError(self.nothing_brought)
            return
        self.source = upload.read(MAX_SOURCE + 1)
        if not self.source:
            raise ValidationError(_("Dit bestand is leeg. Kies een ander bestand."))
        if len(self.source) > MAX_SOURCE:
            self.too_large = True
            raise self._size_error()

    def validate_text(self, _field: TextAreaField) -> None:
        if self.file.data and self._typed():
            raise ValidationError(_("Kies een bestand of vul dit in, niet allebei. Maak één leeg."))
        if self.file.data is None and len(self.source) > MAX_TEXT:
            raise ValidationError(_("Deze tekst is te lang. Kies het bestand van de badge."))

    @property
    def typed(self) -> str | None:
        """The text, when that is what is to be checked."""
        return None if self.file.data else self._typed()

    def _typed(self) -> str:
        return str(self.text.data or self.file.words).strip()

    def _size_error(self) -> ValidationError:
        size = MAX_SOURCE // MEGABYTE
        message = _(
            "Dit is te groot om te controleren. Dat zegt niets over de badge. "
            "Kies een bestand van hoogstens %(size)s MB.",
            size=size,
        )
        return ValidationError(message)


class SentForm(CheckForm):
    """The same from somebody who signed in, to be kept; so with a token."""

    class Meta(CheckForm.Meta):
        csrf = True

    nothing_brought = lazy_gettext("Kies een bestand, of plak de link.")
