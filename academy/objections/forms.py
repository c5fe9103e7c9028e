"""What a worker answers, and what somebody else concludes."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import RadioField, ValidationError
from wtforms.fields import SelectChoice

from academy.assessments.forms import choices
from academy.assessments.models import ObjectionReason, ResponseKind, ReviewOutcome
from academy.assessments.words import REASONS
from academy.objections.responding import Said
from academy.objections.voices import StoredVoice
from academy.objections.words import DECISIONS, OF_WHAT_WAITS, RESPONSES
from academy.people.models import Person
from academy.people.namesakes import called
from academy.web.forms import Form, ParagraphField, optional, required, required_choice


class ResponseForm(Form):
    """What a worker thinks of an assessment."""

    kind = RadioField(
        lazy_gettext("Wat vind je ervan?"),
        choices=choices(RESPONSES),
        validators=[required_choice(lazy_gettext("Kies wat je ervan vindt."))],
    )
    about = RadioField(
        lazy_gettext("Waarom niet?"),
        choices=choices(REASONS),
        validators=[optional()],
    )
    reason = ParagraphField(
        lazy_gettext("Wil je er iets bij schrijven?"), maximum=300, validators=[optional()]
    )
    voice = FileField(lazy_gettext("Wil je het liever zeggen?"), validators=[optional()])

    @property
    def spoke(self) -> bool:
        """Whether a message came along with an objection; one with "it is right" is not kept."""
        return bool(self.voice.data) and self.kind.data == ResponseKind.OBJECTS

    def to_said(self, voice: StoredVoice | None) -> Said:
        return Said(
            kind=ResponseKind(self.kind.data),
            about=ObjectionReason(self.about.data) if self.about.data else None,
            reason=self.reason.data or "",
            voice=voice,
        )


class ReviewForm(Form):
    """What somebody else concluded; `lets_ask` says who may look again."""

    outcome = RadioField(
        lazy_gettext("Wat is je besluit?"),
        choices=choices(DECISIONS),
        validators=[required_choice(lazy_gettext("Kies een besluit."))],
    )
    asked = RadioField(lazy_gettext("Wie kijkt opnieuw?"), choices=[], validate_choice=False)
    explanation = ParagraphField(
        lazy_gettext("Uitleg voor de medewerker"),
        maximum=300,
        validators=[required(lazy_gettext("Vul een korte uitleg in."))],
    )

    def is_of_what_waits(self) -> None:
        """Nobody objected: it was kept aside, and made no badge."""
        self.outcome.choices = choices(OF_WHAT_WAITS)

    def lets_ask(self, people: Sequence[Person]) -> None:
        """Offer these people; without anybody, looking again is no choice."""
        self.asked.choices = [
            SelectChoice(value=str(each.uuid), label=called(each)) for each in people
        ]
        if not people:
            kept = [each for each in self.outcome.choices if each.value != ReviewOutcome.LOOK_AGAIN]
            self.outcome.choices = kept

    def validate_asked(self, field: RadioField) -> None:
        wanted = self.outcome.data == ReviewOutcome.LOOK_AGAIN
        if wanted and field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_("Kies wie opnieuw kijkt."))
