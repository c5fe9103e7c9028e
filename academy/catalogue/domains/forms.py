"""What the academy fills in about a domain."""

from typing import Self

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice

from academy.catalogue import pictograms
from academy.catalogue.colours import COLOURS
from academy.catalogue.domains.fields import EMPTY, FIRST
from academy.catalogue.domains.queries import KeptDomain
from academy.catalogue.drafting.fields import LONGEST_LINE, LONGEST_NAME
from academy.catalogue.drafting.fields_form import FieldsForm, ToPublish
from academy.catalogue.drafting.models import Fields
from academy.catalogue.models import SkillDomain
from academy.catalogue.queries import domains, open_domains
from academy.catalogue.words import COLOUR_NAMES
from academy.web.contact_fields import DayField
from academy.web.forms import Form, HiddenField, LineField, Words, optional, required
from academy.web.locale import localised


def _name() -> LineField:
    given = required(_("Geef het domein een naam."))
    return LineField(_("Naam"), maximum=LONGEST_NAME, validators=[given])


def _line(label: Words, maximum: int = LONGEST_LINE) -> LineField:
    return LineField(label, maximum=maximum, validators=[ToPublish()])


class NewDomainForm(Form):
    """The beginning of a domain: what it is called."""

    name_nl = _name()


class DomainForm(FieldsForm):
    """A domain as it may become. Only its Dutch name is needed to save."""

    empty = EMPTY

    name_nl = _name()
    name_en = _line(_("Naam in het Engels"), LONGEST_NAME)
    description_nl = _line(_("Wat is het? Tegen de medewerker gezegd"))
    description_en = _line(_("Wat is het? In het Engels"))
    colour = RadioField(
        _("Kleur"),
        choices=[SelectChoice(value=code, label=COLOUR_NAMES[code]) for code in COLOURS],
        validators=[ToPublish()],
    )
    icon = RadioField(_("Pictogram"), validators=[ToPublish()])
    place = SelectField(_("Waar staat het in de lijst?"), validators=[optional()])
    review_on = DayField(_("Wanneer kijken we opnieuw?"), validators=[ToPublish()])
    began = HiddenField()

    @classmethod
    def about(
        cls, found: KeptDomain, fields: Fields, began: object, *, is_sent: bool = True
    ) -> Self:
        """Filled with what there is now, and with what was sent, if it was about this form."""
        shown = cls.data_of(fields, began)
        form = cls(data=shown) if is_sent else cls(formdata=None, data=shown)
        form.icon.choices = pictograms.choices(fields["icon"])
        form.place.choices = _places(found)
        return form


def _places(found: KeptDomain) -> list[SelectChoice]:
    stay = _("Blijft waar het staat") if found.domain else _("Achteraan")
    others = [each for each in domains() if each.code != found.code]
    return [
        SelectChoice(value="", label=stay),
        SelectChoice(value=FIRST, label=_("Vooraan")),
        *(
            SelectChoice(value=each.code, label=_("Na %(domain)s", domain=localised(each.name)))
            for each in others
        ),
    ]


class ArchiveForm(Form):
    """What takes the place of a domain that is archived, if anything does."""

    # any code may come in: the service says at the field why a domain cannot take the place
    replaced_by = SelectField(
        _("Welk domein komt ervoor in de plaats?"), validators=[optional()], validate_choice=False
    )

    @classmethod
    def about(cls, domain: SkillDomain, *, is_sent: bool = False) -> Self:
        there = {"replaced_by": domain.replacement.by.code if domain.replacement else ""}
        form = cls(data=there) if is_sent else cls(formdata=None, data=there)
        others = [each for each in open_domains() if each.code != domain.code]
        form.replaced_by.choices = [
            SelectChoice(value="", label=_("Geen")),
            *(SelectChoice(value=each.code, label=localised(each.name)) for each in others),
        ]
        return form
