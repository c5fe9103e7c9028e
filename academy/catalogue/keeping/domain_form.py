"""What the academy fills in about a domain."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields import SelectChoice

from academy.catalogue import pictograms
from academy.catalogue.colours import COLOURS
from academy.catalogue.keeping.domains import DomainContent
from academy.catalogue.models import SkillDomain
from academy.catalogue.words import COLOUR_NAMES
from academy.web.forms import Form, HiddenField, LineField, required, required_choice

LONGEST_NAME = 60


class DomainForm(Form):
    """`seen` is the revision that stood on the screen."""

    name_nl = LineField(
        _("Naam"), maximum=LONGEST_NAME, validators=[required(_("Geef het domein een naam."))]
    )
    name_en = LineField(
        _("Naam in het Engels"),
        maximum=LONGEST_NAME,
        validators=[required(_("Geef het domein een Engelse naam."))],
    )
    colour = RadioField(
        _("Kleur"),
        choices=[SelectChoice(value=code, label=COLOUR_NAMES[code]) for code in COLOURS],
        validators=[required_choice(_("Kies een kleur."))],
    )
    icon = RadioField(_("Pictogram"), validators=[required_choice(_("Kies een pictogram."))])
    seen = HiddenField()

    @classmethod
    def about(cls, domain: SkillDomain | None) -> "DomainForm":
        form = cls(data=_values(domain) if domain else None)
        form.icon.choices = pictograms.choices(domain.icon if domain else "")
        return form

    @property
    def revision(self) -> int:
        """0 of what no number stands in: a form that nobody filled in here."""
        text = self.seen.data or ""
        return int(text) if text.isdecimal() and len(text) < len("1000000") else 0

    def to_content(self) -> DomainContent:
        return DomainContent(
            name={"nl": self.name_nl.data, "en": self.name_en.data},
            icon=self.icon.data,
            colour=self.colour.data,
        )


def _values(domain: SkillDomain) -> dict[str, Any]:
    return {
        "name_nl": domain.name["nl"],
        "name_en": domain.name["en"],
        "icon": domain.icon,
        "colour": domain.colour,
        "seen": str(domain.revision),
    }
