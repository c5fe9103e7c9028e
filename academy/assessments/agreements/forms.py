"""What worker and leader choose together."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField, SelectMultipleField
from wtforms.fields import SelectChoice

from academy.assessments.agreements.rules import Help
from academy.assessments.agreements.words import HELPS
from academy.catalogue.models import SkillVersion
from academy.catalogue.translating.beside import in_one_line
from academy.organisations.models import Organisation
from academy.web.contact_fields import DayField
from academy.web.forms import Form, KeyedForm, optional, required, required_choice


class AgreementForm(KeyedForm):
    """One to three skills, a day, and what the employer does."""

    skill1 = SelectField(
        lazy_gettext("Wat ga je leren?"),
        validators=[required_choice(lazy_gettext("Kies een vaardigheid."))],
    )
    skill2 = SelectField(lazy_gettext("En misschien nog iets"), validators=[optional()])
    skill3 = SelectField(lazy_gettext("En nog iets"), validators=[optional()])
    due_on = DayField(
        lazy_gettext("Wanneer wil je het kunnen?"),
        validators=[required(lazy_gettext("Kies een dag."))],
    )
    helps = SelectMultipleField(
        lazy_gettext("Wat doet je werkgever?"),
        choices=[SelectChoice(value=key.value, label=words) for key, words in HELPS.items()],
        validators=[optional()],
    )

    place = SelectField(lazy_gettext("Bij welke organisatie?"), validators=[optional()])
    """Asked only of somebody who works at several."""

    def __init__(
        self, versions: Sequence[SkillVersion], places: Sequence[Organisation], **options: Any
    ) -> None:
        super().__init__(**options)
        named = sorted((in_one_line(each.name), each.skill.code) for each in versions)
        offered = [SelectChoice(value=code, label=name) for name, code in named]
        self.place.choices = [
            SelectChoice(value=str(each.uuid), label=each.name) for each in places
        ]
        for field in (self.skill1, self.skill2, self.skill3):
            field.choices = [SelectChoice(value="", label=_("Kies")), *offered]

    def chosen_place(self, places: Sequence[Organisation]) -> Organisation | None:
        """The first when none was asked for."""
        chosen = (each for each in places if str(each.uuid) == self.place.data)
        return next(chosen, next(iter(places), None))

    @property
    def codes(self) -> list[str]:
        chosen = (self.skill1.data, self.skill2.data, self.skill3.data)
        return list(dict.fromkeys(code for code in chosen if code))

    @property
    def chosen_helps(self) -> list[Help]:
        return [Help(each) for each in self.helps.data or ()]


class AnotherDayForm(Form):
    """Another day for what takes longer."""

    due_on = DayField(
        lazy_gettext("Nieuwe dag"), validators=[required(lazy_gettext("Kies een dag."))]
    )
