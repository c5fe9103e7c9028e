"""Forms of signing in and of one's own account."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Form as PlainForm
from wtforms import PasswordField, ValidationError

from academy.access import codes, passwords, pins
from academy.access.witnesses import Signature
from academy.web.contact_fields import EmailField, SignInAddressField, normal_email
from academy.web.forms import (
    Form,
    HiddenField,
    LineField,
    Validator,
    Words,
    optional,
    required,
    within_maximum,
)


class SecretField(PasswordField):  # type: ignore[misc]
    """A password or PIN: shown back to nobody, and never longer than is sensible to hash."""

    def __init__(
        self,
        label: Words,
        *,
        maximum: int = passwords.LONGEST,
        validators: Sequence[Validator] = (),
        **options: Any,
    ) -> None:
        self.maximum = maximum
        super().__init__(label, [*validators, within_maximum], **options)


def strong(_form: PlainForm, field: SecretField) -> None:
    """Refuse a password that others guess."""
    # the form knows nobody: the view asks again with what others know (`queries.known_about`)
    problem = passwords.weakness(field.data or "")
    if problem:
        raise ValidationError(problem)


class PinField(SecretField):
    """A PIN; `data` has plain digits and no spaces."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if valuelist:
            self.data = pins.typed(self.data)


class CodeField(LineField):
    """A code of a card or letter, or the address that has it; `data` is normalised, or as typed
    when it is neither."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if valuelist:
            self.data = codes.typed(self.data) or self.data

    def pre_validate(self, form: PlainForm) -> None:
        super().pre_validate(form)
        if self.data and codes.normalised(self.data) is None:
            raise ValidationError(_("Vul de hele code in: 4 keer 4 tekens."))

    def _value(self) -> str:
        typed = super()._value()
        return codes.grouped(typed) if codes.normalised(typed) else typed


class PasswordForm(Form):
    """E-mail address and password."""

    email = SignInAddressField(
        lazy_gettext("E-mailadres"),
        maximum=200,
        validators=[required(lazy_gettext("Vul je e-mailadres in."))],
    )
    password = SecretField(
        lazy_gettext("Wachtwoord"), validators=[required(lazy_gettext("Vul je wachtwoord in."))]
    )
    next = HiddenField()


class CardForm(Form):
    """The code of a card and its PIN."""

    code = CodeField(
        lazy_gettext("Code op je kaart"),
        maximum=200,
        validators=[required(lazy_gettext("Vul de code van je kaart in."))],
    )
    pin = PinField(
        lazy_gettext("Pincode"),
        maximum=12,
        validators=[required(lazy_gettext("Vul je pincode in."))],
    )
    next = HiddenField()
    same = HiddenField()
    """That it is about the card with which somebody looks now; its code is not sent then."""


class StartForm(Form):
    """A one-time code and the password that its owner chooses."""

    code = CodeField(
        lazy_gettext("Startcode"),
        maximum=200,
        validators=[required(lazy_gettext("Vul de startcode van je brief in."))],
    )
    password = SecretField(
        lazy_gettext("Kies een wachtwoord"),
        validators=[required(lazy_gettext("Vul een nieuw wachtwoord in.")), strong],
    )


class RecoveryForm(Form):
    """The code on paper that somebody made for themselves."""

    code = CodeField(
        lazy_gettext("Herstelcode"),
        maximum=200,
        validators=[required(lazy_gettext("Vul je herstelcode in."))],
    )


def good_pin(_form: PlainForm, field: SecretField) -> None:
    """Refuse a PIN that others guess."""
    problem = pins.problem(field.data or "")
    if problem:
        raise ValidationError(problem)


class WitnessForm(Form):
    """A colleague who confirms; which one, and the proof, as at sign-in."""

    witness = LineField(
        lazy_gettext("E-mailadres of kaartcode van de collega"),
        maximum=200,
        validators=[optional()],
    )
    witness_secret = SecretField(
        lazy_gettext("Wachtwoord of pincode van de collega"), validators=[optional()]
    )

    @property
    def signature(self) -> Signature | None:
        """Who signed, or None when nobody did."""
        name = self.witness.data or ""
        return signature_of(name, self.witness_secret.data) if name else None


def signature_of(name: str, secret: str | None) -> Signature:
    return Signature(normal_email(name) or name, secret or "")


class ChangePasswordForm(WitnessForm):
    """The password of now and the next one."""

    current = SecretField(
        lazy_gettext("Wachtwoord van nu"),
        validators=[required(lazy_gettext("Vul je wachtwoord van nu in."))],
    )
    password = SecretField(
        lazy_gettext("Nieuw wachtwoord"),
        validators=[required(lazy_gettext("Vul een nieuw wachtwoord in.")), strong],
    )


class ChangeEmailForm(Form):
    """Another address to sign in with."""

    email = EmailField(
        lazy_gettext("Nieuw e-mailadres"),
        maximum=200,
        validators=[required(lazy_gettext("Vul het e-mailadres in."))],
    )
    current = SecretField(
        lazy_gettext("Wachtwoord"), validators=[required(lazy_gettext("Vul je wachtwoord in."))]
    )


class ChangePinForm(WitnessForm):
    """The PIN of now and the next one."""

    current = PinField(
        lazy_gettext("Pincode van nu"),
        maximum=12,
        validators=[required(lazy_gettext("Vul je pincode van nu in."))],
    )
    pin = PinField(
        lazy_gettext("Nieuwe pincode"),
        maximum=12,
        validators=[required(lazy_gettext("Vul een nieuwe pincode in.")), good_pin],
    )

    def validate_pin(self, field: SecretField) -> None:
        if field.data == self.current.data:
            raise ValidationError(_("Kies een andere pincode dan je nu hebt."))
