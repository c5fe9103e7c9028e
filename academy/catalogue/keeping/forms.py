"""Small forms about a published skill: when to look again, what takes its place."""

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields import SelectChoice

from academy.catalogue.models import Skill
from academy.catalogue.queries import open_versions
from academy.web.contact_fields import DayField
from academy.web.forms import Form, optional, required
from academy.web.locale import localised


class ReviewForm(Form):
    """Somebody looked at the skill and it is still right."""

    review_on = DayField(
        _("Wanneer kijken we opnieuw?"),
        validators=[required(_("Kies een dag om opnieuw te kijken."))],
    )

    @classmethod
    def for_a_year(cls, today: date) -> "ReviewForm":
        """Not sent: the palette is looked at once a year, unless somebody chooses otherwise."""
        leap_safe = min(today.day, 28)
        next_year = today.replace(year=today.year + 1, day=leap_safe)
        return cls(formdata=None, data={"review_on": next_year})


class ReplaceForm(Form):
    """What takes the place of a skill that stops, if anything does."""

    # any code may come in: the service says at the field why a skill cannot take the place
    replaced_by = SelectField(
        _("Welke vaardigheid komt ervoor in de plaats?"),
        validators=[optional()],
        validate_choice=False,
    )

    @classmethod
    def about(cls, skill: Skill, *, is_sent: bool = False) -> "ReplaceForm":
        there = {"replaced_by": skill.replacement.by.code if skill.replacement else ""}
        form = cls(data=there) if is_sent else cls(formdata=None, data=there)
        others = [each for each in open_versions() if each.skill_id != skill.id]
        form.replaced_by.choices = [
            SelectChoice(value="", label=_("Geen")),
            *(
                SelectChoice(
                    value=each.skill.code,
                    label=localised(each.name),
                    optgroup=localised(each.skill.domain.name),
                )
                for each in others
            ),
        ]
        return form
