"""What a desk asks to give a new card to somebody who lost everything."""

from flask_babel import lazy_gettext

from academy.access.sign_in_forms import CodeField, WitnessForm
from academy.administration.forms import AdoptForm, staff_number_field
from academy.web.forms import LineField, required


class NewCardForm(WitnessForm):
    """A card for somebody who lost everything: a PIN of their own, and who confirms."""

    new_pin = AdoptForm.new_pin
    witness = AdoptForm.witness
    witness_secret = AdoptForm.witness_secret


class RecoverForm(NewCardForm):
    """By the recovery code."""

    code = CodeField(
        lazy_gettext("Herstelcode van deze persoon"),
        maximum=200,
        validators=[required(lazy_gettext("Vul de herstelcode in."))],
    )


class RecoverByNameForm(NewCardForm):
    """Without a code: by name, for somebody of another organisation who knows the person."""

    name = LineField(
        lazy_gettext("Naam van deze persoon"),
        maximum=120,
        validators=[required(lazy_gettext("Vul de hele naam in."))],
    )
    staff_number = staff_number_field()
