"""What is filled in about a course, with all that the EU asks of a micro-credential.

The Council's Recommendation of 2022 (2022/C 243/02) names eleven elements. Who learned, the day,
who awards and where come from the proof; the others stand here.
"""

from collections.abc import Mapping
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, SelectField
from wtforms.validators import NumberRange, ValidationError

from academy.languages import CONTENT_LANGUAGES
from academy.learning.forms import BoxesField, HoursField, choices
from academy.learning.models import CourseVersion
from academy.learning.values import CourseContent
from academy.learning.words import AUDIENCES, FORMS, LEVELS
from academy.web.forms import (
    Form,
    HiddenField,
    LineField,
    NumberField,
    ParagraphField,
    optional,
    required,
    required_choice,
)

USUAL_SHARE = 80
"""Percent of the hours that completing a new course takes, unless somebody says otherwise."""


class CourseForm(Form):
    """A course. `based_on` is the number of the version on the screen."""

    title_nl = LineField(
        lazy_gettext("Titel"), maximum=80, validators=[required(lazy_gettext("Vul een titel in."))]
    )
    description_nl = ParagraphField(
        lazy_gettext("Waar gaat het over?"),
        maximum=400,
        validators=[required(lazy_gettext("Vul een korte uitleg in."))],
    )
    assessment_nl = ParagraphField(
        lazy_gettext("Hoe wordt gekeken wat iemand heeft geleerd?"),
        maximum=400,
        validators=[required(lazy_gettext("Vul een antwoord in."))],
    )
    outcomes_nl = ParagraphField(
        lazy_gettext("Wat kan iemand na de cursus?"),
        maximum=1000,
        validators=[required(lazy_gettext("Vul in wat iemand na de cursus kan."))],
    )
    quality_nl = ParagraphField(
        lazy_gettext("Hoe wordt de kwaliteit bewaakt?"),
        maximum=400,
        validators=[required(lazy_gettext("Vul in hoe de kwaliteit wordt bewaakt."))],
    )
    title_en = LineField(lazy_gettext("Titel in het Engels"), maximum=80, validators=[optional()])
    description_en = ParagraphField(
        lazy_gettext("Uitleg in het Engels"), maximum=400, validators=[optional()]
    )
    assessment_en = ParagraphField(
        lazy_gettext("Hoe wordt gekeken, in het Engels"), maximum=400, validators=[optional()]
    )
    outcomes_en = ParagraphField(
        lazy_gettext("Wat iemand kan, in het Engels"), maximum=1000, validators=[optional()]
    )
    quality_en = ParagraphField(
        lazy_gettext("Kwaliteit, in het Engels"), maximum=400, validators=[optional()]
    )
    level = SelectField(lazy_gettext("Ingeschaald op een niveau?"), default="")
    level_register = LineField(
        lazy_gettext("Nummer in het register van het NLQF"), maximum=80, validators=[optional()]
    )
    hours = HoursField(lazy_gettext("Aantal uren"))
    form = RadioField(
        lazy_gettext("Hoe wordt de cursus gegeven?"),
        choices=choices(FORMS),
        validators=[required_choice(lazy_gettext("Kies hoe de cursus wordt gegeven."))],
    )
    audience = SelectField(
        lazy_gettext("Voor wie?"),
        choices=choices(AUDIENCES),
        validators=[required_choice(lazy_gettext("Kies voor wie de cursus is."))],
    )
    least_share = NumberField(
        lazy_gettext("Hoeveel procent van de uren moet iemand volgen?"),
        default=USUAL_SHARE,
        validators=[
            required(lazy_gettext("Vul een percentage in. Met 0 is elk uur genoeg.")),
            NumberRange(min=0, max=100),
        ],
    )
    skills = BoxesField(lazy_gettext("Aan welke vaardigheden werk je?"))
    based_on = HiddenField()
    revision = HiddenField()
    """Of the draft on the screen."""

    @classmethod
    def about(
        cls,
        version: CourseVersion | None,
        skill_names: Mapping[str, str],
        draft: Mapping[str, Any] | None = None,
    ) -> "CourseForm":
        """Filled with a draft or a version, or empty; offers the skills by code."""
        form = cls(data=draft or (course_fields(version) if version else None))
        form.skills.choices = choices(skill_names)
        form.level.choices = choices({"": _("Nee")} | LEVELS)
        return form

    def validate_level(self, field: SelectField) -> None:
        """Nobody may print a level that no register knows (there are fines)."""
        if field.data and not self.level_register.data:
            raise ValidationError(_("Vul ook het nummer in het register in, of kies: Nee."))
        if self.level_register.data and not field.data:
            raise ValidationError(_("Kies ook het niveau, of haal het nummer weg."))

    def validate_draft(self) -> bool:
        """A draft may lack anything; what is there has to fit."""
        self.validate()
        for name, field in self._fields.items():
            if name != "csrf_token" and not any(field.raw_data or ()):
                field.errors = ()
        self.level.errors = ()
        return not self.errors

    def to_draft(self) -> dict[str, Any]:
        """As typed, to be shown again."""
        return {name: self[name].data for name in DRAFTED}

    def to_content(self) -> CourseContent:
        return CourseContent(
            title=_texts(self.title_nl.data, self.title_en.data),
            description=_texts(self.description_nl.data, self.description_en.data),
            assessment=_texts(self.assessment_nl.data, self.assessment_en.data),
            outcomes=_texts(self.outcomes_nl.data, self.outcomes_en.data),
            quality=_texts(self.quality_nl.data, self.quality_en.data),
            level=self.level.data or "",
            level_register=self.level_register.data or "",
            hours=cast(float, self.hours.hours),
            form=self.form.data,
            audience=self.audience.data,
            least_share=cast(int, self.least_share.data),
            skill_codes=tuple(self.skills.data or ()),
        )


def course_fields(version: CourseVersion) -> dict[str, Any]:
    texts = ("title", "description", "assessment", "outcomes", "quality")
    fields = {
        f"{name}_{language}": getattr(version, name).get(language, "")
        for name in texts
        for language in CONTENT_LANGUAGES
    }
    return fields | {
        "level": version.level,
        "level_register": version.level_register,
        "hours": version.hours,
        "form": version.form,
        "audience": version.audience,
        "least_share": version.least_share,
        "skills": version.skill_codes,
        "based_on": version.number,
    }


def _texts(dutch: str, english: str | None) -> dict[str, str]:
    return {"nl": dutch} | ({"en": english} if english else {})


DRAFTED = tuple(
    name
    for name in vars(CourseForm)
    if hasattr(getattr(CourseForm, name), "field_class") and name not in ("based_on", "revision")
)
"""The fields that a draft keeps."""
