"""What every form shares: clean text, limits that are said, messages that begin with a verb.

Rules of a feature do not stand here, only those that hold for any text that a person types.
"""

import re
import unicodedata
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from flask import request
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import DateField as PlainDateField
from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms import FileField as PlainFileField
from wtforms import Form as PlainForm
from wtforms import HiddenField as PlainHiddenField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Optional,
    StopValidation,
    ValidationError,
)
from wtforms.widgets import HiddenInput

from academy.folding import plain_digits
from academy.web.told_again import WORDS, When, words_of

Words: TypeAlias = str | LazyString
Validator: TypeAlias = Callable[[PlainForm, Field], None] | InputRequired | DataRequired | Optional

INVISIBLE = frozenset("\u200b\u2028\u2029\u2060\ufeff")
"""Characters nobody sees that make two texts differ. Joiners stay: Persian needs them."""
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates (UAX #9): they can make a name read as another name."""
WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,100}")
"""One with hundreds of digits would not fit the float that WTForms makes."""
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by their category, of which nothing is seen."""
TAGS = range(0xE0000, 0xE0080)
REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Co"})


_CHOOSE = lazy_gettext("Kies een van de mogelijkheden.")
_LIST_CHANGED = lazy_gettext("De lijst is intussen veranderd. Kijk of je keuze nog klopt.")
"""Of several that were ticked one is gone; the other ticks are kept."""
_NUMBER = lazy_gettext("Vul een getal in, met cijfers.")
NO_DAY = lazy_gettext("Vul een datum in, zoals 3-5-2026.")
PLAIN_SENTENCES = {
    "This field is required.": lazy_gettext("Vul dit in."),
    "Invalid input.": lazy_gettext("Verander wat hier staat."),
    "Not a valid choice.": _CHOOSE,
    "Not a valid choice": _CHOOSE,
    "Invalid Choice: could not coerce.": _CHOOSE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOOSE,
    "'%(value)s' is not a valid choice for this field.": _LIST_CHANGED,
    "'%(value)s' are not valid choices for this field.": _LIST_CHANGED,
    "Not a valid integer value.": _NUMBER,
    "Not a valid decimal value.": _NUMBER,
    "Not a valid float value.": _NUMBER,
    "Not a valid date value.": NO_DAY,
    "Not a valid datetime value.": NO_DAY,
    "Not a valid time value.": lazy_gettext("Vul een tijd in, zoals 14:30."),
    "Invalid email address.": lazy_gettext("Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
    "Number must be at least %(min)s.": lazy_gettext("Vul een getal in van %(min)s of hoger."),
    "Number must be at most %(max)s.": lazy_gettext("Vul een getal in van %(max)s of lager."),
    "Number must be between %(min)s and %(max)s.": lazy_gettext(
        "Vul een getal in van %(min)s tot en met %(max)s."
    ),
    "CSRF token missing.": lazy_gettext("Laad de pagina opnieuw en probeer het nog een keer."),
}
"""What WTForms itself would say, in English, to what we say instead."""


class Translations:
    """WTForms' own sentences, in ours and in the language of the page."""

    def gettext(self, text: str) -> str:
        return str(PLAIN_SENTENCES.get(text, text))

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return self.gettext(singular if count == 1 else plural)


class Form(FlaskForm):  # type: ignore[misc]
    """The base of every form; templates open it with `<form method="post" novalidate>`."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def get_translations(self, form: PlainForm) -> Translations:  # noqa: ARG002
            return Translations()

        def wrap_formdata(self, form: PlainForm, formdata: Any) -> Any:
            """A file counts only where one is asked for: no other field can read it."""
            given = super().wrap_formdata(form, formdata)
            if not isinstance(given, CombinedMultiDict):
                return given
            asked = {field.name for field in form if isinstance(field, PlainFileField)}
            files = [pair for pair in request.files.items(multi=True) if pair[0] in asked]
            return CombinedMultiDict([MultiDict(files), request.form])

    def hidden_tag(self) -> Markup:
        """The hidden fields, the CSRF token too, without ids: a page may hold several forms."""
        hidden = (field for field in self if isinstance(field.widget, HiddenInput))
        return Markup("").join(field(id=False) for field in hidden)

    def told_again(self, about: Words = "") -> Markup:
        """A hidden field with what the fields are called, for when this can't be saved any more:
        in forms in which somebody thinks and ticks. `about`: whom and what it is about."""
        words = words_of(self, str(about), self.counts_when())
        return Markup('<input type="hidden" name="{}" value="{}">').format(WORDS, words)

    def counts_when(self) -> When:
        """Of fields that say something only beside another one."""
        return {}

    def error_links(self) -> list[tuple[str, str | None]]:
        """Every message with the id of the control it is about, in the order of the page.

        One that stands at several fields, as of two days that are none, says at which.
        """
        found: list[tuple[str, str | None]] = [(str(each), None) for each in self.form_errors]
        said = Counter(each for field in self for each in set(flat(field.errors)))
        for field in self:
            for message in flat(field.errors):
                shown = message if said[message] == 1 else f"{field.label.text} – {message}"
                found.append((shown, first_control(field)))
        return found


def flat(errors: Any) -> Iterator[str]:
    """The messages in a field's errors; fields of fields keep theirs in lists and dictionaries."""
    if isinstance(errors, Mapping):
        errors = list(errors.values())
    if isinstance(errors, Sequence) and not isinstance(errors, str):
        for each in errors:
            yield from flat(each)
    elif errors:
        yield str(errors)


def first_control(field: Field) -> str | None:
    """Id of what should get the focus: of radios and boxes the first, of what is hidden none."""
    if isinstance(field, PlainHiddenField):
        return None
    is_group = hasattr(getattr(field, "option_widget", None), "input_type")
    return f"{field.id}-0" if is_group else str(field.id)


class Given(InputRequired):  # type: ignore[misc]
    """Like `InputRequired`, and a text of which nothing is seen counts as nothing."""

    def __call__(self, form: PlainForm, field: Field) -> None:
        if isinstance(field.data, str) and says_nothing(field.data):
            raise StopValidation(self.message)
        super().__call__(form, field)


def required(sentence: Words) -> InputRequired:
    """`required(lazy_gettext("Vul je naam in."))`: a whole sentence, as languages order words
    each in their own way."""
    return Given(sentence)


def required_choice(sentence: Words) -> InputRequired:
    """`required_choice(lazy_gettext("Kies een niveau."))`."""
    return InputRequired(sentence)


def optional() -> Optional:
    """An empty field is fine; templates add "(hoeft niet)" to its label."""
    return Optional(strip_whitespace=True)


class Depends(Optional):  # type: ignore[misc]
    """An empty field is fine for some, and the form says for whom: no "(hoeft niet)"."""

    def __init__(self) -> None:
        super().__init__(strip_whitespace=True)
        self.field_flags = {"optional": True, "depends": True}


class LineField(StringField):  # type: ignore[misc]
    """One line of text: NFC, outer and double spaces gone, nothing invisible in it."""

    def __init__(
        self,
        label: Words,
        *,
        maximum: int = 200,
        validators: Sequence[Validator] = (),
        **options: Any,
    ) -> None:
        self.maximum = maximum
        super().__init__(label, [*validators, visible, within_maximum], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            # NFC: Macs and phones write é as one sign or as two, and both must be found
            words = unicodedata.normalize("NFC", valuelist[0]).strip().split(" ")
            self.data = " ".join(word for word in words if word)

    def _value(self) -> str:
        return without_hidden(self.data or "")


class ParagraphField(TextAreaField):  # type: ignore[misc]
    """Several lines of text, cleaned like a `LineField`; line ends become `\\n`."""

    def __init__(
        self,
        label: Words,
        *,
        maximum: int = 2000,
        validators: Sequence[Validator] = (),
        **options: Any,
    ) -> None:
        self.maximum = maximum
        super().__init__(label, [*validators, visible, within_maximum], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            text = valuelist[0].replace("\r\n", "\n").replace("\r", "\n")
            self.data = unicodedata.normalize("NFC", text).strip()

    def _value(self) -> str:
        return without_hidden(self.data or "", allowed="\n\t")


class HiddenField(PlainHiddenField):  # type: ignore[misc]
    """What goes along with a form; a program may send anything, and nothing invisible goes back."""

    def _value(self) -> str:
        return without_hidden(str(super()._value()))


class PressedField(StringField):  # type: ignore[misc]
    """What a button of the form says when it is pressed, and nothing without that.

    `hidden_tag` leaves it out: of two that have one name the first is read, which would be an empty
    hidden field and never the button.
    """


class DateField(PlainDateField):  # type: ignore[misc]
    """A day; what is none stands there again as it was typed, as far as it can be seen."""

    def _value(self) -> str:
        return without_hidden(super()._value())


class NumberField(IntegerField):  # type: ignore[misc]
    """A whole number, in the digits of any script; `int` would read `1_0` as ten."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            text = plain_digits(valuelist[0]).strip()
            if not WHOLE_NUMBER.fullmatch(text):
                self.data = None
                raise ValueError(str(_NUMBER))
            self.data = int(text)

    def pre_validate(self, form: PlainForm) -> None:
        """What is no number is told once: it is not also too low or too high. Of nothing at all the
        validators say whether it may be."""
        super().pre_validate(form)
        if self.process_errors and "".join(self.raw_data or ()).strip():
            raise StopValidation

    def _value(self) -> str:
        return without_hidden(super()._value())


def visible(_form: PlainForm, field: Field) -> None:
    """Refuse control characters, text direction overrides and whatever else cannot be seen."""
    allowed = "\n\t" if isinstance(field, ParagraphField) else ""
    if any(is_hidden(character) for character in field.data or "" if character not in allowed):
        raise ValidationError(_("Haal de onzichtbare tekens weg. Typ de tekst opnieuw."))


def is_hidden(character: str) -> bool:
    return (
        unicodedata.category(character) in REFUSED_CATEGORIES
        or character in INVISIBLE
        or character in BIDI
        or ord(character) in TAGS
    )


def says_nothing(text: str) -> bool:
    """Whether it is empty to whoever reads it: spaces, marks of direction, joiners alone.

    What nobody may send at all is for `visible` to tell.
    """
    return all(
        sign in BLANK or (unicodedata.category(sign) in {"Cf", "Mn", "Zs"} and not is_hidden(sign))
        for sign in text
    )


def without_hidden(text: str, *, allowed: str = "") -> str:
    """What can be shown of a text again, so that it can be sent as it is then seen."""
    return "".join(sign for sign in text if sign in allowed or not is_hidden(sign))


def within_maximum(_form: PlainForm, field: Field) -> None:
    length = len(field.data or "")
    if length > field.maximum:
        raise ValidationError(
            _(
                "Maak de tekst korter. Er passen %(maximum)s tekens, nu zijn het er %(length)s.",
                maximum=field.maximum,
                length=length,
            )
        )


class KeyedForm(Form):
    """A form for something new; sent twice, it still makes one thing."""

    key = HiddenField(default=lambda: str(uuid.uuid4()))

    @property
    def new_uuid(self) -> uuid.UUID:
        """The UUID that came with the form, or a fresh one when that is none."""
        try:
            return uuid.UUID(self.key.data or "")
        except ValueError:
            return uuid.uuid4()
