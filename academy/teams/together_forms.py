"""What a leader fills in for many people at once."""

import uuid
from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import HiddenField, IntegerField, SelectMultipleField, ValidationError
from wtforms.fields import SelectChoice

from academy.assessments.batch import AT_MOST
from academy.assessments.observed_day import ObservedDayField
from academy.catalogue.levels import EARNED
from academy.people.namesakes import called
from academy.teams.together import Candidate, SkillOfTeam
from academy.web.forms import KeyedForm, required, required_choice


class TogetherForm(KeyedForm):
    """Who was seen, and the level that holds for all of them; nobody is ticked beforehand."""

    version = HiddenField()
    people = SelectMultipleField(
        lazy_gettext("Wie heb je gezien?"),
        choices=[],
        validators=[required_choice(lazy_gettext("Kies wie je zag."))],
    )
    level = IntegerField(
        lazy_gettext("Hoe gaat het?"),
        validators=[required_choice(lazy_gettext("Kies hoe het gaat."))],
    )
    observed_on = ObservedDayField(
        lazy_gettext("Op welke dag?"), validators=[required(lazy_gettext("Vul een datum in."))]
    )
    apart = SelectMultipleField(choices=[], validate_choice=False)
    """Taken off on the second page, to be looked at alone."""

    def offer(self, found: Sequence[Candidate]) -> "TogetherForm":
        self.people.choices = [
            SelectChoice(value=str(each.worker.uuid), label=called(each.worker)) for each in found
        ]
        return self

    def validate_key(self, field: HiddenField) -> None:
        if str(self.new_uuid) != field.data:
            raise ValidationError(_("Laad de pagina opnieuw. Dit formulier is niet compleet."))

    def validate_people(self, field: SelectMultipleField) -> None:
        if len(field.data or ()) > AT_MOST:
            raise ValidationError(_("Kies hoogstens %(most)s mensen tegelijk.", most=AT_MOST))

    def validate_level(self, field: IntegerField) -> None:
        if field.data not in set(EARNED):
            raise ValidationError(_("Kies hoe het gaat."))

    def is_stale(self, target: SkillOfTeam) -> bool:
        """Whether the palette got another version while this was being filled in."""
        return self.version.data not in {None, "", str(target.version.uuid)}

    def ask_anew(self, target: SkillOfTeam) -> None:
        """Forget the level: it was chosen with other words than those that stand there now."""
        self.version.data = str(target.version.uuid)
        self.level.data = None
        self.form_errors.append(
            _("Deze vaardigheid is net veranderd. Lees wat er nu staat en kies opnieuw.")
        )

    def give_new_key(self) -> None:
        """After going back, what is sent is not what was saved then."""
        self.key.data = str(uuid.uuid4())
