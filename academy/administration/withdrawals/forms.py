"""Which badges are withdrawn, and why."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.fields import SelectChoice

from academy.credentials.models import Credential
from academy.credentials.words import CHOICES
from academy.people.namesakes import called
from academy.web.forms import KeyedForm, required_choice
from academy.web.locale import localised


class WithdrawalForm(KeyedForm):
    """Nothing is ticked beforehand."""

    badges = SelectMultipleField(
        lazy_gettext("Welke badges trek je in?"),
        choices=[],
        validators=[required_choice(lazy_gettext("Kies welke badges je intrekt."))],
    )
    reason = RadioField(
        lazy_gettext("Waarom trek je ze in?"),
        choices=[SelectChoice(value=value, label=label) for value, label in CHOICES.items()],
        validators=[required_choice(lazy_gettext("Kies een reden."))],
    )
    sure = BooleanField(
        lazy_gettext("Ik weet dat intrekken niet terug kan."),
        validators=[required_choice(lazy_gettext("Vink dit aan als je het zeker weet."))],
    )

    def offer(self, badges: Sequence[Credential]) -> "WithdrawalForm":
        self.badges.choices = [
            SelectChoice(
                value=str(each.uuid),
                label=_(
                    "%(name)s: %(skill)s, niveau %(level)s",
                    name=called(each.person),
                    skill=localised(each.achievement.skill_version.name),
                    level=each.level,
                ),
            )
            for each in badges
        ]
        return self
