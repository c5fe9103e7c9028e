"""The questions of a share, each on a screen of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice

from academy.catalogue.translating.beside import in_one_line
from academy.errors import InvalidInputError
from academy.wallet.brought.models import Brought
from academy.wallet.contents import OwnBadge
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.sharing.models import Audience
from academy.wallet.sharing.rules import MOST_BADGES, Duration
from academy.wallet.sharing.words import AUDIENCES, DURATIONS, PERIODS, PURPOSES
from academy.web.forms import Form, KeyedForm, LineField, optional, required_choice
from academy.web.refusals import sentence_of

YES, NO = "yes", "no"
ALONG = (Audience.GUIDE, Audience.NEAR, Audience.OTHER)
LASTING = (Duration.MONTH, Duration.HALF_YEAR, Duration.YEAR)


def choices(words: Mapping[Any, object]) -> list[SelectChoice]:
    return [SelectChoice(value=str(value), label=label) for value, label in words.items()]


class PeriodForm(Form):
    """A ready-made share begins with the badges of a time."""

    period = RadioField(
        lazy_gettext("Van welke tijd?"),
        choices=choices(PERIODS),
        validators=[required_choice(lazy_gettext("Kies een tijd."))],
    )


class BadgesForm(Form):
    """Nothing is chosen beforehand but what a ready-made share begins with."""

    badges = SelectMultipleField(lazy_gettext("Welke badges wil je laten zien?"))
    foreign = SelectMultipleField(lazy_gettext("Badges van ergens anders"))

    def offer(self, badges: Sequence[OwnBadge], foreign: Sequence[ForeignBadge]) -> None:
        self.badges.choices = [
            SelectChoice(value=badge.uuid.hex, label=in_one_line(badge.name)) for badge in badges
        ]
        self.foreign.choices = [
            SelectChoice(value=badge.uuid.hex, label=badge.name) for badge in foreign
        ]

    def validate(self, extra_validators: object = None) -> bool:
        is_good = super().validate(extra_validators)
        errors = [*self.badges.errors, *self.foreign.errors]
        number = len(self.badges.data or ()) + len(self.foreign.data or ())
        if not (errors or number):
            errors = [_("Kies minstens 1 badge.")]
        elif number > MOST_BADGES:
            # here, and not at the last step: the answers are kept in a cookie, and a browser
            # throws away a cookie that is too large without a word
            errors = [sentence_of(InvalidInputError("share-has-too-many-badges", most=MOST_BADGES))]
        # said at the boxes that are on the page
        at_own = bool(self.badges.choices)
        self.badges.errors, self.foreign.errors = (errors, []) if at_own else ([], errors)
        return bool(is_good) and not errors


class AudienceForm(Form):
    """By picture; a name is the worker's own note."""

    audience = RadioField(
        lazy_gettext("Voor wie is het?"),
        choices=choices(AUDIENCES),
        validators=[required_choice(lazy_gettext("Kies voor wie het is."))],
    )
    label = LineField(
        lazy_gettext("Hoe heet die persoon of dat bedrijf?"), maximum=60, validators=[optional()]
    )


class PurposeForm(Form):
    """What it is for."""

    purpose = RadioField(
        lazy_gettext("Waarvoor is het?"),
        choices=choices(PURPOSES),
        validators=[required_choice(lazy_gettext("Kies waarvoor het is."))],
    )


class DurationForm(Form):
    """How long somebody may look."""

    duration = RadioField(
        lazy_gettext("Hoe lang mag iemand dit zien?"),
        choices=choices(DURATIONS),
        validators=[required_choice(lazy_gettext("Kies hoe lang."))],
    )


class NameForm(Form):
    """Without a name nobody knows whose badges they are; that can be what somebody wants."""

    named = RadioField(
        lazy_gettext("Mag je naam erbij?"),
        choices=choices(
            {
                YES: lazy_gettext("Ja, mijn naam mag erbij"),
                NO: lazy_gettext("Nee, zonder mijn naam"),
            }
        ),
        validators=[required_choice(lazy_gettext("Kies ja of nee."))],
    )


class ClaimsForm(Form):
    """What employers say goes along only when the worker says so."""

    claims = RadioField(
        lazy_gettext("Mag erbij wat werkgevers zeggen?"),
        choices=choices({YES: lazy_gettext("Ja, dit mag erbij"), NO: lazy_gettext("Nee")}),
        validators=[required_choice(lazy_gettext("Kies ja of nee."))],
    )


class WordsForm(Form):
    """Own words go along one by one, and none at first."""

    words = SelectMultipleField(
        lazy_gettext("Wat mag erbij van wat je zelf vertelt?"), validators=[optional()]
    )

    def offer(self, words: Sequence[Brought]) -> None:
        self.words.choices = [
            SelectChoice(
                value=each.uuid.hex,
                label=in_one_line(each.skill.versions[-1].name) if each.skill else each.words,
            )
            for each in words
        ]


class AlongForm(KeyedForm):
    """Somebody looks along with the whole wallet: who, and how long at most."""

    audience = RadioField(
        lazy_gettext("Wie mag meekijken?"),
        choices=choices({each: AUDIENCES[each] for each in ALONG}),
        validators=[required_choice(lazy_gettext("Kies wie mag meekijken."))],
    )
    label = LineField(lazy_gettext("Hoe heet die persoon?"), maximum=60, validators=[optional()])
    duration = RadioField(
        lazy_gettext("Hoe lang?"),
        choices=choices({each: DURATIONS[each] for each in LASTING}),
        validators=[required_choice(lazy_gettext("Kies hoe lang."))],
    )


class CheckForm(Form):
    """The last step has only a button."""


class ReadyForm(Form):
    """Which of the ready-made shares."""

    ready = RadioField(
        choices=[SelectChoice(value=each.value) for each in (Audience.GUIDE, Audience.SCHOOL)],
        validators=[required_choice(lazy_gettext("Kies voor wie het is."))],
    )
