"""What is asked about one thing that somebody brings along."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField, ValidationError
from wtforms.fields import SelectChoice

from academy.catalogue.models import SkillVersion
from academy.catalogue.translating.beside import in_one_line
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.people.licences.service import LONGEST
from academy.wallet.brought.models import Kind
from academy.wallet.brought.rules import OWN_VIEW
from academy.wallet.brought.service import Said
from academy.wallet.brought.words import WORDS
from academy.web.contact_fields import DayField
from academy.web.forms import Depends, KeyedForm, LineField, optional


class BroughtForm(KeyedForm):
    """Fields that do not fit the kind are not there."""

    skill = SelectField(lazy_gettext("Staat het in deze lijst?"), validators=[optional()])
    words = LineField("", maximum=80, validators=[Depends()])
    place = LineField("", maximum=60, validators=[optional()])
    time = LineField(lazy_gettext("Wanneer was dat?"), maximum=40, validators=[optional()])
    valid_until = DayField(lazy_gettext("Tot wanneer is het geldig?"), validators=[optional()])

    def __init__(self, kind: Kind, versions: Sequence[SkillVersion], **options: object) -> None:
        super().__init__(**options)
        self._skills = {each.skill.code: each.skill_id for each in versions}
        self.words.label.text, self.place.label.text = WORDS[kind].question, WORDS[kind].place
        if kind in OWN_VIEW:
            named = sorted((in_one_line(each.name), each.skill.code) for each in versions)
            offered = [SelectChoice(value=code, label=name) for name, code in named]
            self.skill.choices = [SelectChoice(value="", label=_("Kies")), *offered]
            del self.place, self.time
        else:
            del self.skill
        if kind is not Kind.CERTIFICATE:
            del self.valid_until

    def validate_valid_until(self, field: DayField) -> None:
        if field.data and field.data > local_day(dependencies().clock()) + LONGEST:
            raise ValidationError(_("Kijk het jaar na. Dit is te ver weg."))

    def validate(self, extra_validators: object = None) -> bool:
        is_good = super().validate(extra_validators)
        chosen = bool(self.skill and self.skill.data)
        if chosen == bool(self.words.data):
            both = _("Kies uit de lijst, of schrijf het zelf. Niet allebei.")
            self.words.errors = [both if chosen else _("Vul in wat je wilt vertellen.")]
            return False
        return bool(is_good)

    @property
    def said(self) -> Said:
        return Said(
            skill_id=self._skills.get(self.skill.data) if self.skill else None,
            words=self.words.data,
            place=(self.place.data or "") if self.place else "",
            time=(self.time.data or "") if self.time else "",
            valid_until=self.valid_until.data if self.valid_until else None,
        )
