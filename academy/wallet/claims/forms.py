"""What somebody outside can say about a worker: whose words they are, and about what."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from academy.organisations.models import Organisation
from academy.wallet.claims.words import REASONS
from academy.wallet.sharing.contents import ShownBadge
from academy.web.forms import (
    Form,
    KeyedForm,
    LineField,
    ParagraphField,
    optional,
    required,
    required_choice,
)
from academy.web.locale import localised

SOMETHING_NEW = "new"
SOMEBODY_ELSE = "other"


class WithdrawalForm(Form):
    """Why an organisation takes back what it said."""

    reason = RadioField(
        lazy_gettext("Waarom nemen jullie dit terug?"),
        choices=[SelectChoice(value=each.value, label=words) for each, words in REASONS.items()],
        validators=[required_choice(lazy_gettext("Kies een reden."))],
    )


class ClaimForm(KeyedForm):
    """About one of the badges that are shown, or something new."""

    about = RadioField(
        lazy_gettext("Waarover wil je iets zeggen?"),
        validators=[required_choice(lazy_gettext("Kies een badge, of iets nieuws."))],
    )
    skill = LineField(
        lazy_gettext("Wat kan deze persoon nog meer?"), maximum=80, validators=[optional()]
    )
    words = ParagraphField(lazy_gettext("Wat heb je gezien?"), maximum=300, validators=[optional()])
    firm = LineField(
        lazy_gettext("Bij welk bedrijf werk je?"),
        maximum=60,
        validators=[required(lazy_gettext("Vul in bij welk bedrijf je werkt."))],
    )
    author = LineField(
        lazy_gettext("Hoe heet je?"),
        maximum=60,
        validators=[required(lazy_gettext("Vul je naam in."))],
    )

    speaker = RadioField(
        lazy_gettext("Voor wie schrijf je?"),
        validators=[required_choice(lazy_gettext("Kies voor wie je schrijft."))],
    )

    def offer(self, badges: Sequence[ShownBadge], speaks_for: Sequence[Organisation]) -> None:
        self.about.choices = [
            *(SelectChoice(value=each.uuid.hex, label=localised(each.name)) for each in badges),
            SelectChoice(value=SOMETHING_NEW, label=gettext("Iets nieuws")),
        ]
        if not speaks_for:
            del self.speaker
            return
        self.speaker.choices = [
            *(SelectChoice(value=each.uuid.hex, label=each.name) for each in speaks_for),
            SelectChoice(value=SOMEBODY_ELSE, label=gettext("Een ander bedrijf")),
        ]

    def validate(self, extra_validators: object = None) -> bool:
        if self.organisation is not None:
            self.firm.validators = self.author.validators = [optional()]
        is_good = super().validate(extra_validators)
        if self.about.data == SOMETHING_NEW and not self.skill.data:
            self.skill.errors = [gettext("Vul in wat deze persoon kan.")]
            return False
        if is_good and self.badge and self.skill.data:
            self.skill.errors = [
                gettext(
                    "Je koos een badge. Wil je iets nieuws zeggen? Kies dan “Iets nieuws”. "
                    "Of maak dit veld leeg."
                )
            ]
            return False
        return bool(is_good)

    @property
    def organisation(self) -> str | None:
        """The one that the writer is signed in for and speaks for, as it was chosen."""
        chosen = self.speaker.data if "speaker" in self else None
        return None if chosen in {None, "", SOMEBODY_ELSE} else str(chosen)

    @property
    def badge(self) -> UUID | None:
        return None if self.about.data == SOMETHING_NEW else UUID(self.about.data)
