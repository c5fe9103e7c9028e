"""What somebody chooses for the skills passport; at first everything is in it."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice

from academy.catalogue.translating.beside import in_one_line
from academy.wallet.contents import OwnBadge
from academy.wallet.sharing.forms import YES, choices
from academy.wallet.sharing.rules import Period
from academy.wallet.sharing.words import PERIODS
from academy.web.forms import Form, optional, required_choice


class PassportForm(Form):
    """Of which time, and which badges."""

    period = RadioField(
        lazy_gettext("Van welke tijd?"),
        choices=choices(PERIODS),
        default=Period.ALWAYS.value,
        validators=[required_choice(lazy_gettext("Kies een tijd."))],
    )
    badges = SelectMultipleField(lazy_gettext("Welke badges?"))
    words = SelectMultipleField(lazy_gettext("Wat je zelf vertelt"), validators=[optional()])

    def offer(self, badges: Sequence[OwnBadge], *, has_words: bool) -> None:
        """Every badge and the own words, all chosen until somebody says otherwise."""
        told = lazy_gettext("Zet erbij wat ik zelf vertel")
        self.words.choices = [SelectChoice(value=YES, label=told)] if has_words else []
        self.badges.choices = [
            SelectChoice(value=badge.uuid.hex, label=in_one_line(badge.name)) for badge in badges
        ]
        if not self.is_submitted():
            self.badges.data = [badge.uuid.hex for badge in badges]
            self.words.data = [YES]

    def validate(self, extra_validators: object = None) -> bool:
        is_good = super().validate(extra_validators)
        if self.badges.choices and not (self.badges.data or self.words.data):
            self.badges.errors = [_("Kies minstens 1 badge.")]
            return False
        return bool(is_good)
