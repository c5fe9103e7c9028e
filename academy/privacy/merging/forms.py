"""The other card, and the yes to what comes together."""

from flask_babel import lazy_gettext

from academy.access.sign_in_forms import CodeField, PinField
from academy.web.forms import Form, HiddenField, required


class OtherCardForm(Form):
    """The code and PIN of the own other card."""

    code = CodeField(
        lazy_gettext("Code op je andere kaart"),
        maximum=200,
        validators=[required(lazy_gettext("Vul de code van je andere kaart in."))],
    )
    pin = PinField(
        lazy_gettext("Pincode van je andere kaart"),
        maximum=12,
        validators=[required(lazy_gettext("Vul de pincode van je andere kaart in."))],
    )


class YesForm(Form):
    """What was shown, signed (`proof`)."""

    proof = HiddenField()
