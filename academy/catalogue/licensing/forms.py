"""What the academy fills in about a kind of certificate."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from academy.catalogue.models import SkillVersion, Texts
from academy.web.forms import Form, LineField, optional, required
from academy.web.locale import localised

LONGEST_NAME = 60


class KindForm(Form):
    """Its name, and the skills that ask for it."""

    seen = HiddenField()
    """What it was when the page was made; see `service.as_kept`."""
    name_nl = LineField(
        _("Naam"), maximum=LONGEST_NAME, validators=[required(_("Geef het certificaat een naam."))]
    )
    name_en = LineField(
        _("Naam in het Engels"),
        maximum=LONGEST_NAME,
        validators=[required(_("Geef het certificaat een Engelse naam."))],
    )
    skills = SelectMultipleField(
        _("Welke vaardigheden vragen dit?"),
        option_widget=CheckboxInput(),
        widget=ListWidget(),
        validators=[optional()],
    )

    def offer(self, versions: Sequence[SkillVersion]) -> "KindForm":
        """Without any it asks nothing about skills."""
        if not versions:
            del self.skills
            return self
        named = sorted((localised(each.name), each.skill.code) for each in versions)
        self.skills.choices = [SelectChoice(value=code, label=name) for name, code in named]
        return self

    def to_codes(self) -> Sequence[str]:
        return (self.skills.data or []) if "skills" in self else []

    def to_name(self) -> Texts:
        return {"nl": self.name_nl.data, "en": self.name_en.data}
