"""What is filled in about a proposal: by who misses a skill, and by the academy."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields import SelectChoice

from academy.catalogue.drafting.fields import LONGEST_NAME
from academy.web.forms import (
    Form,
    KeyedForm,
    LineField,
    ParagraphField,
    optional,
    required,
    required_choice,
)

LONGEST_TEXT = 600


class ProposalForm(KeyedForm):
    """A skill that somebody misses."""

    title = LineField(
        _("Welke vaardigheid mis je?"),
        maximum=LONGEST_NAME,
        validators=[required(_("Schrijf welke vaardigheid je mist."))],
    )
    why = ParagraphField(
        _("Wat doet iemand dan? En waarom is dat nodig?"),
        maximum=LONGEST_TEXT,
        validators=[required(_("Schrijf in een paar zinnen wat iemand dan doet."))],
    )


class CommentForm(Form):
    """A question or an answer."""

    text = ParagraphField(
        _("Jouw bericht"),
        maximum=LONGEST_TEXT,
        validators=[required(_("Schrijf je bericht."))],
    )


class AcceptForm(Form):
    """The proposal becomes a draft."""

    name_nl = LineField(
        _("Naam van de vaardigheid"),
        maximum=LONGEST_NAME,
        validators=[required(_("Geef de vaardigheid een naam."))],
    )
    domain = SelectField(_("Domein"), validators=[required_choice(_("Kies een domein."))])
    reason = ParagraphField(
        _("Wat wil je erover zeggen?"), maximum=LONGEST_TEXT, validators=[optional()]
    )

    @classmethod
    def about(
        cls, title: str, domains: Mapping[str, str], *, is_sent: bool = False
    ) -> "AcceptForm":
        data = {"name_nl": title}
        form = cls(data=data) if is_sent else cls(formdata=None, data=data)
        form.domain.choices = [
            SelectChoice(value="", label=_("Kies een domein")),
            *(SelectChoice(value=code, label=name) for code, name in domains.items()),
        ]
        return form


class DeclineForm(Form):
    """The proposal becomes nothing, and whoever made it reads why."""

    why_not = ParagraphField(
        _("Waarom niet?"),
        maximum=LONGEST_TEXT,
        validators=[required(_("Schrijf waarom niet. De ander leest dit."))],
    )
