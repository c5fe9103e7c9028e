"""What the academy fills in about a skill."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange

from academy.catalogue import pictograms
from academy.catalogue.drafting.fields import (
    EMPTY,
    LONGEST_LINE,
    LONGEST_NAME,
)
from academy.catalogue.drafting.fields_form import FieldsForm, ToPublish
from academy.catalogue.drafting.models import Fields
from academy.catalogue.palette_file import (
    LONGEST_TEXT,
    MOST_ASSESSORS,
    MOST_CRITERIA,
    MOST_MONTHS,
    MOST_OBSERVATIONS,
)
from academy.catalogue.words import KINDS
from academy.web.contact_fields import DayField
from academy.web.forms import (
    Form,
    HiddenField,
    LineField,
    NumberField,
    ParagraphField,
    Words,
    optional,
    required,
    required_choice,
)


def _choices(words: Mapping[str, Any], *, none: Words | None = None) -> list[SelectChoice]:
    first = [] if none is None else [SelectChoice(value="", label=none)]
    return first + [SelectChoice(value=value, label=label) for value, label in words.items()]


def _line(label: Words, maximum: int = LONGEST_LINE) -> LineField:
    return LineField(label, maximum=maximum, validators=[ToPublish()])


def _lines(label: Words) -> ParagraphField:
    most = MOST_CRITERIA * (LONGEST_LINE + 1)
    return ParagraphField(label, maximum=most, validators=[ToPublish()])


def _maybe(label: Words, maximum: int = LONGEST_LINE) -> LineField:
    return LineField(label, maximum=maximum, validators=[optional()])


def _name(label: Words) -> LineField:
    given = required(_("Geef de vaardigheid een naam."))
    return LineField(label, maximum=LONGEST_NAME, validators=[given])


def _domain() -> SelectField:
    return SelectField(_("Domein"), validators=[required_choice(_("Kies een domein."))])


AS_SAID = _choices({"": _("Zoals de standaard"), "yes": _("Ja"), "no": _("Nee")})


class NewSkillForm(Form):
    """The beginning of a skill: what it is called, and where it belongs."""

    name_nl = _name(_("Naam"))
    domain = _domain()

    @classmethod
    def offering(cls, domains: Mapping[str, str]) -> "NewSkillForm":
        form = cls()
        form.domain.choices = _choices(domains, none=_("Kies een domein"))
        return form


class DraftForm(FieldsForm):
    """A skill as it may become. Only its Dutch name is needed to save; `gaps` asks for the rest."""

    empty = EMPTY

    name_nl = _name(_("Naam"))
    name_en = _line(_("Naam in het Engels"), LONGEST_NAME)
    description_nl = _line(_("Wat is het? Tegen de medewerker gezegd"))
    description_en = _line(_("Wat is het? In het Engels"))
    domain = _domain()
    kind = RadioField(_("Soort"), choices=_choices(KINDS), validators=[ToPublish()])
    icon = RadioField(_("Pictogram"), validators=[ToPublish()])
    level_1_nl = _line(_("Niveau 1: wat doet de medewerker?"))
    level_1_en = _line(_("Niveau 1 in het Engels"))
    you_1_nl = _maybe(_("Niveau 1, tegen de medewerker: Je …"))
    you_1_en = _maybe(_("Niveau 1, tegen de medewerker, in het Engels"))
    badge_1 = BooleanField(_("Niveau 1 geeft een badge"))
    level_2_nl = _line(_("Niveau 2: wat doet de medewerker?"))
    level_2_en = _line(_("Niveau 2 in het Engels"))
    you_2_nl = _maybe(_("Niveau 2, tegen de medewerker: Je …"))
    you_2_en = _maybe(_("Niveau 2, tegen de medewerker, in het Engels"))
    level_3_nl = _line(_("Niveau 3: wat doet de medewerker?"))
    level_3_en = _line(_("Niveau 3 in het Engels"))
    you_3_nl = _maybe(_("Niveau 3, tegen de medewerker: Je …"))
    you_3_en = _maybe(_("Niveau 3, tegen de medewerker, in het Engels"))
    criteria_nl = _lines(_("Waar kijkt de teamleider naar?"))
    criteria_en = _lines(_("Hetzelfde in het Engels"))
    observations_needed = NumberField(
        _("Op hoeveel verschillende dagen moet het gezien zijn?"),
        validators=[optional(), NumberRange(min=1, max=MOST_OBSERVATIONS)],
    )
    assessors_needed = NumberField(
        _("Hoeveel verschillende beoordelaars moeten het zien?"),
        validators=[optional(), NumberRange(min=1, max=MOST_ASSESSORS)],
    )
    valid_months = NumberField(
        _("Hoeveel maanden is een badge geldig?"),
        validators=[optional(), NumberRange(min=0, max=MOST_MONTHS)],
    )
    photo_needed = RadioField(_("Moet er een foto van het werk bij?"), choices=AS_SAID)
    certificate_needed = RadioField(
        _("Moet de teamleider eerst zien wat ook nodig is?"), choices=AS_SAID
    )
    sampling_percent = NumberField(
        _("Hoeveel van de 100 badges kijkt een tweede persoon na?"),
        validators=[optional(), NumberRange(min=0, max=100)],
    )
    named_assessors = BooleanField(_("Alleen wie voor dit domein apart bevoegd is, beoordeelt dit"))
    safety_critical = BooleanField(_("Fout werken is hier gevaarlijk"))
    external_requirement_nl = _maybe(_("Wat heb je ook nodig?"), LONGEST_TEXT)
    external_requirement_en = _maybe(_("Wat heb je ook nodig? In het Engels"), LONGEST_TEXT)
    note_nl = _maybe(_("Wat is deze badge niet?"), LONGEST_TEXT)
    note_en = _maybe(_("Wat is deze badge niet? In het Engels"), LONGEST_TEXT)
    review_on = DayField(_("Wanneer kijken we opnieuw?"), validators=[ToPublish()])
    began = HiddenField()

    @classmethod
    def about(
        cls,
        fields: Fields,
        began: object,
        domains: Mapping[str, str],
        *,
        is_sent: bool = True,
    ) -> "DraftForm":
        """Filled with what there is now, and with what was sent, if it was about this form."""
        shown = cls.data_of(fields, began)
        form = cls(data=shown) if is_sent else cls(formdata=None, data=shown)
        form.domain.choices = _choices(domains)
        form.icon.choices = pictograms.choices(fields["icon"])
        return form


class PublishForm(Form):
    """What stood on the screen when somebody chose to publish."""

    seen = HiddenField()
    over = HiddenField()
