"""What the academy fills in about the default rules."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import NumberRange

from academy.catalogue.palette_file import MOST_ASSESSORS, MOST_MONTHS, MOST_OBSERVATIONS
from academy.catalogue.validation.defaults import name_of
from academy.catalogue.validation.models import ValidationDefault
from academy.catalogue.validation.rule import FIRST, Rule
from academy.web.forms import Form, HiddenField, NumberField, optional, required


class DefaultForm(Form):
    """The default; a skill may say otherwise in its draft."""

    observations = NumberField(
        _("Op hoeveel verschillende dagen moet het gezien zijn?"),
        validators=[
            required(_("Vul een aantal dagen in.")),
            NumberRange(min=1, max=MOST_OBSERVATIONS),
        ],
    )
    assessors = NumberField(
        _("Hoeveel verschillende beoordelaars moeten het zien?"),
        validators=[
            required(_("Vul een aantal beoordelaars in.")),
            NumberRange(min=1, max=MOST_ASSESSORS),
        ],
    )
    photo = BooleanField(_("Er moet een foto van het werk bij"))
    certificate = BooleanField(_("Vraagt een vaardigheid ook een certificaat? Dan eerst zien"))
    sampling_percent = NumberField(
        _("Hoeveel van de 100 badges kijkt een tweede persoon na?"),
        validators=[required(_("Vul een getal in. 0 is geen.")), NumberRange(min=0, max=100)],
    )
    valid_months = NumberField(
        _("Hoeveel maanden is een badge geldig?"),
        validators=[optional(), NumberRange(min=1, max=MOST_MONTHS)],
    )
    seen = HiddenField()

    @classmethod
    def about(cls, default: ValidationDefault | None) -> "DefaultForm":
        return cls(obj=default.rule if default else FIRST, seen=name_of(default))

    def to_rule(self) -> Rule:
        return Rule(
            observations=self.observations.data or 1,
            assessors=self.assessors.data or 1,
            photo=self.photo.data,
            certificate=self.certificate.data,
            sampling_percent=self.sampling_percent.data or 0,
            valid_months=self.valid_months.data,
        )
