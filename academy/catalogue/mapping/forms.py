"""Which concept of a list a skill is, and how the two compare."""

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, ValidationError
from wtforms.fields import SelectChoice

from academy.catalogue.mapping.isco import CODE
from academy.catalogue.mapping.models import Concept
from academy.catalogue.words import ESCO_MATCHES
from academy.folding import plain_digits
from academy.web.forms import Form, HiddenField, LineField, optional, required_choice

NONE = "-"


class MappingForm(Form):
    """`began` names what of the skill stood on the screen (see `drafting`)."""

    concept = RadioField(
        _("Welk begrip past bij deze vaardigheid?"),
        validators=[required_choice(_("Kies een begrip, of “Geen”."))],
    )
    match = RadioField(
        _("Hoe past het? Het begrip …"),
        choices=[SelectChoice(value=code, label=words) for code, words in ESCO_MATCHES.items()],
        validators=[required_choice(_("Kies hoe het begrip past."))],
    )
    began = HiddenField()
    has_found: bool
    """Whether there is anything to choose besides what the skill is mapped to now."""

    @classmethod
    def about(
        cls, concepts: Iterable[Concept], mapped: dict[str, str] | None, began: object
    ) -> "MappingForm":
        """Offers the concepts and, whatever was found, what the skill is mapped to now."""
        now = mapped or {}
        form = cls(
            data={
                "concept": now.get("uri"),
                "match": now.get("match", "close"),
                "began": str(began),
            }
        )
        offered = {each.uri: each.label for each in concepts}
        form.has_found = bool(offered)
        if mapped:
            offered = {mapped["uri"]: mapped.get("label_nl") or mapped["label_en"]} | offered
        form.concept.choices = [
            *(SelectChoice(value=uri, label=label) for uri, label in offered.items()),
            SelectChoice(value=NONE, label=_("Geen")),
        ]
        return form


class OccupationForm(Form):
    """Under which occupation figures count the skill."""

    isco = LineField(_("Code van de beroepsgroep"), validators=[optional()])

    def validate_isco(self, field: LineField) -> None:
        if not CODE.fullmatch(plain_digits(field.data)):
            raise ValidationError(gettext("Vul een code van 4 cijfers in, zoals 5223."))

    @property
    def code(self) -> str:
        return plain_digits(self.isco.data or "")
