"""What somebody outside can say about a worker: whose words they are, and about what."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from academy.wallet.sharing.contents import ShownBadge
from academy.web.forms import (
    KeyedForm,
    LineField,
    ParagraphField,
    optional,
    required,
    required_choice,
)
from academy.web.locale import localised

SOMETHING_NEW = "new"


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

    def offer(self, badges: Sequence[ShownBadge]) -> None:
        self.about.choices = [
            *(SelectChoice(value=each.uuid.hex, label=localised(each.name)) for each in badges),
            SelectChoice(value=SOMETHING_NEW, label=gettext("Iets nieuws")),
        ]

    def validate(self, extra_validators: object = None) -> bool:
        is_good = super().validate(extra_validators)
        if self.about.data == SOMETHING_NEW and not self.skill.data:
            self.skill.errors = [gettext("Vul in wat deze persoon kan.")]
            return False
        return bool(is_good)

    @property
    def badge(self) -> UUID | None:
        return None if self.about.data == SOMETHING_NEW else UUID(self.about.data)
