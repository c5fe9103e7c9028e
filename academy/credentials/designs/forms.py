"""The form of a design."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import BooleanField, ValidationError
from wtforms import Form as PlainForm

from academy.credentials.certificates.letters import letters_that_cannot_be_set
from academy.credentials.designs.models import CertificateDesign, SignatoryRow
from academy.credentials.designs.service import MOST_SIGNATORIES, Choices
from academy.languages import CONTENT_LANGUAGES
from academy.media.logos import Logo
from academy.web.forms import Form, HiddenField, LineField, optional

LONGEST_TEXT = 160


def printable(_form: PlainForm, field: LineField) -> None:
    """Refuse what would be a hole on paper, and say which signs."""
    if missing := letters_that_cannot_be_set(field.data or ""):
        raise ValidationError(
            _("Dit komt niet op papier: %(signs)s. Haal het weg.", signs=" ".join(missing))
        )


class PaperField(LineField):
    """A line that comes on paper."""

    def __init__(self, label: Any, *, maximum: int, **options: Any) -> None:
        super().__init__(label, maximum=maximum, validators=[optional(), printable], **options)


class DesignForm(Form):
    """Logo, sentence and who signs."""

    logo = FileField(lazy_gettext("Logo"), validators=[optional()])
    without_logo = BooleanField(lazy_gettext("Haal het logo weg"))
    text_nl = PaperField(lazy_gettext("Zin op het certificaat"), maximum=LONGEST_TEXT)
    text_en = PaperField(lazy_gettext("Deze zin in het Engels"), maximum=LONGEST_TEXT)
    name_1 = PaperField(lazy_gettext("Wie ondertekent?"), maximum=80)
    role_1_nl = PaperField(lazy_gettext("Functie"), maximum=80)
    role_1_en = PaperField(lazy_gettext("Functie in het Engels"), maximum=80)
    name_2 = PaperField(lazy_gettext("Wie ondertekent ook?"), maximum=80)
    role_2_nl = PaperField(lazy_gettext("Functie"), maximum=80)
    role_2_en = PaperField(lazy_gettext("Functie in het Engels"), maximum=80)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        return not self._lacks_a_name() and fine

    def _lacks_a_name(self) -> bool:
        """A function without a name, or a second name without a first; said at the name."""
        for number in range(1, MOST_SIGNATORIES + 1):
            name = self[f"name_{number}"]
            if not name.data and any(self._texts(f"role_{number}").values()):
                name.errors = [*name.errors, _("Vul de naam in die bij deze functie hoort.")]
                return True
        if self.name_2.data and not self.name_1.data:
            self.name_1.errors = [*self.name_1.errors, _("Vul eerst deze naam in.")]
            return True
        return False

    def choices(self, logo: Logo | None) -> Choices:
        rows = (self._signatory(number) for number in range(1, MOST_SIGNATORIES + 1))
        return Choices(
            text=self._texts("text"),
            signatories=[row for row in rows if row["name"]],
            logo=logo,
            keeps_logo=not self.without_logo.data,
        )

    def _signatory(self, number: int) -> SignatoryRow:
        name = self[f"name_{number}"].data or ""
        return {"name": name, "role": self._texts(f"role_{number}")}

    def _texts(self, field: str) -> dict[str, str]:
        return {each: self[f"{field}_{each}"].data or "" for each in CONTENT_LANGUAGES}


class SeenDesignForm(Form):
    """Which draft somebody looked at."""

    design = HiddenField()


def as_filled_in(design: CertificateDesign | None) -> dict[str, str]:
    """What the form says of a design."""
    if design is None:
        return {}
    values = {f"text_{language}": text for language, text in design.text.items()}
    for number, row in enumerate(design.signatories, start=1):
        values[f"name_{number}"] = row["name"]
        values |= {f"role_{number}_{language}": role for language, role in row["role"].items()}
    return values
