"""What somebody brings to be checked."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import TextAreaField

from academy.web.forms import Form, optional

MAX_TEXT = 512 * 1024


class CheckForm(Form):
    """A file, or a text: JSON, a JWT, an address, what a QR code says. No cookie, so no token."""

    class Meta(Form.Meta):
        csrf = False

    file = FileField(lazy_gettext("Kies een bestand"), validators=[optional()])
    text = TextAreaField(lazy_gettext("Of plak tekst of een adres"), validators=[optional()])

    def source(self) -> bytes | None:
        """What is to be checked; None, with a message, when there is nothing or too much."""
        if self.file.data and self.file.data.filename:
            return self.file.data.read() or self._refuse(_("Dit bestand is leeg. Kies een ander."))
        text = (self.text.data or "").strip()
        if not text:
            return self._refuse(_("Kies een bestand, of plak een tekst of adres."))
        if len(text) > MAX_TEXT:
            return self._refuse(_("Deze tekst is te lang. Kies het bestand van de badge."))
        return text.encode("utf-8", "surrogatepass")

    def _refuse(self, message: str) -> None:
        self.form_errors.append(message)
