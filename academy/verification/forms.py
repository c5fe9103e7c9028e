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
        upload = self.file.data
        content = upload.read() if upload and upload.filename else None
        text = (self.text.data or "").strip()
        if content is None and not text:
            self.form_errors.append(_("Kies een bestand, of plak een tekst of adres."))
        elif content == b"":
            self.form_errors.append(_("Dit bestand is leeg. Kies een ander."))
        elif len(text) > MAX_TEXT:
            self.form_errors.append(_("Deze tekst is te lang. Kies het bestand van de badge."))
        else:
            return content or text.encode("utf-8", "surrogatepass")
        return None
