"""Who is asked to read which language, and what a reader says."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from academy.catalogue.palette_file import LONGEST_TEXT
from academy.catalogue.translating.service import TRANSLATIONS
from academy.languages import LANGUAGES
from academy.web.forms import Form, LineField, ParagraphField, optional, required_choice

GOOD, BETTER = "good", "better"


class InviteForm(Form):
    language = SelectField(
        lazy_gettext("Welke taal leest deze persoon?"),
        choices=[SelectChoice(value=code, label=LANGUAGES[code].name) for code in TRANSLATIONS],
        validators=[required_choice(lazy_gettext("Kies een taal."))],
    )


class NamesForm(Form):
    """A line for each of some names: what it is called in another language."""

    dutch: Sequence[str]

    @classmethod
    def about(cls, dutch: Sequence[str], said: Mapping[str, str], **more: object) -> Self:
        """`said`: what stands there before somebody types, by the Dutch name."""
        lines = {f"name_{number}": _line(name) for number, name in enumerate(dutch)}
        filled = {f"name_{number}": said.get(name, "") for number, name in enumerate(dutch)}
        asking: Any = type(cls)
        form: Self = asking(cls.__name__, (cls,), lines)(data=filled | more)
        form.dutch = dutch
        return form

    @property
    def names(self) -> list[LineField]:
        """The lines, in the order of the names."""
        return [self[f"name_{number}"] for number in range(len(self.dutch))]

    def to_names(self) -> dict[str, str]:
        """What was filled in, by the Dutch name."""
        typed = zip(self.dutch, self.names, strict=True)
        return {name: line.data for name, line in typed if line.data}


def _line(name: str) -> LineField:
    return LineField(name, maximum=LONGEST_TEXT, validators=[optional()])


class CheckForm(NamesForm):
    verdict = RadioField(
        lazy_gettext("Is deze vertaling goed?"),
        choices=[
            SelectChoice(value=GOOD, label=lazy_gettext("Ja, zo is het goed")),
            SelectChoice(value=BETTER, label=lazy_gettext("Het kan beter")),
        ],
        validators=[required_choice(lazy_gettext("Kies een antwoord."))],
    )
    words = ParagraphField(
        lazy_gettext("Welke woorden zijn beter?"), maximum=1000, validators=[optional()]
    )

    def validate_verdict(self, field: RadioField) -> None:
        if field.data == BETTER and not (self.words.data or self.to_names()):
            raise ValidationError(_("Schrijf ook welke woorden beter zijn."))

    def to_better(self) -> dict[str, str]:
        return {} if self.verdict.data == GOOD else self.to_names()

    def to_words(self) -> str:
        return "" if self.verdict.data == GOOD else str(self.words.data or "")
