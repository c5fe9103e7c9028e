"""A form that is filled with the fields of a draft, and gives them back."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from wtforms.validators import Optional

from academy.catalogue.drafting.models import Fields
from academy.web.contact_fields import DayField
from academy.web.forms import Form, HiddenField, Words


class ToPublish(Optional):  # type: ignore[misc]
    """A draft may leave it empty, and a page does not say that it never has to be there."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags = {"required": True}


class FieldsForm(Form):
    """What a draft may say; `gaps` of its kind says what is needed to publish.

    `began` names what stood on the screen, so that nobody overwrites what they have not seen.
    """

    empty: ClassVar[Fields]
    """Every field of this kind of draft, as it is before anybody says anything."""
    review_on: DayField
    began: HiddenField

    @staticmethod
    def data_of(fields: Fields, began: object) -> dict[str, Any]:
        """What the form is filled with."""
        return {**fields, "review_on": _day(fields), "began": str(began)}

    def to_fields(self, shown: Fields) -> Fields:
        """`shown`: what the page was filled with, for what this form does not ask."""
        day: date | None = self.review_on.data
        typed = {name: self[name].data for name in self.empty if name in self}
        texts = {name: typed[name] or "" for name in typed if isinstance(self.empty[name], str)}
        return {**shown, **typed, **texts, "review_on": day.isoformat() if day else None}

    def show(self, fields: Fields, began: object) -> None:
        """Put this in instead of what was sent: after somebody else saved too."""
        for name in self.empty:
            if name in self and name != "review_on":
                self[name].data = fields[name]
        self.review_on.data = _day(fields)
        self.review_on.raw_data = None
        self.began.data = str(began)

    def mark(self, gaps: Mapping[str, Words]) -> None:
        """Say at each field what it lacks."""
        for name, sentence in gaps.items():
            self[name].errors = [str(sentence)]


def _day(fields: Fields) -> date | None:
    text = fields["review_on"]
    return date.fromisoformat(text) if text else None
