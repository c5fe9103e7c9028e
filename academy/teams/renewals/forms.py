"""Which badges somebody looked at again."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, SelectMultipleField
from wtforms.fields import SelectChoice

from academy.assessments.observed_day import ObservedDayField
from academy.people.namesakes import called
from academy.teams.matrix import Entry
from academy.web.forms import KeyedForm, required, required_choice
from academy.web.locale import localised


class RenewalForm(KeyedForm):
    """Nobody is ticked beforehand: whoever ticks saw it."""

    badges = SelectMultipleField(
        lazy_gettext("Bij wie heb je dit weer gezien?"),
        choices=[],
        validators=[required_choice(lazy_gettext("Kies wie je zag."))],
    )
    observed_on = ObservedDayField(
        lazy_gettext("Op welke dag?"), validators=[required(lazy_gettext("Vul een datum in."))]
    )
    seen = BooleanField(
        lazy_gettext("Ik zag bij iedereen alles wat erbij hoort, op hetzelfde niveau."),
        validators=[required_choice(lazy_gettext("Vink dit aan als je alles zag."))],
    )

    def offer(self, entries: Sequence[Entry]) -> "RenewalForm":
        self.badges.choices = [
            SelectChoice(
                value=each.held.credential_uuid,
                label=_(
                    "%(name)s: %(skill)s, niveau %(level)s",
                    name=called(each.worker),
                    skill=localised(each.skill.name),
                    level=each.held.level,
                ),
            )
            for each in entries
        ]
        return self
