"""What an assessor fills in: a form made for one version of one skill."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectMultipleField, ValidationError
from wtforms.fields import SelectChoice

from academy.assessments.models import Answer, Method
from academy.assessments.observed_day import ObservedDayField
from academy.assessments.queries import SkillToAssess
from academy.assessments.rules import SAW_CERTIFICATE
from academy.assessments.submission import Assessor, Submission
from academy.assessments.words import ANSWERS, GIVEN_NO_MORE, METHODS, OFFERED, REMARKS
from academy.catalogue.levels import EARNED, Level
from academy.security.identity import Identity
from academy.web.forms import (
    Form,
    HiddenField,
    ParagraphField,
    optional,
    required,
    required_choice,
)
from academy.web.locale import localised

APART = GIVEN_NO_MORE | {SAW_CERTIFICATE}
"""Remarks that are not among the others: what nobody says any more, and what has its own box."""
PREFIX = "criterion_"
EARLIER = "earlier"
"""The button that fills in what was seen before."""


def choices(words: Mapping[Any, object]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=label) for value, label in words.items()]


def as_uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


class AssessmentForm(Form):
    """Everything but the criteria, which `form_for` adds."""

    uuid = HiddenField()
    version = HiddenField()
    corrects = HiddenField()
    based_on = HiddenField()
    level = RadioField(
        lazy_gettext("Hoe gaat het?"),
        choices=[],  # in the words of the version, as they will be signed
        coerce=int,
        validators=[required_choice(lazy_gettext("Kies hoe het gaat."))],
    )
    method = RadioField(
        lazy_gettext("Hoe heb je dit gezien?"),
        choices=choices(METHODS),
        default=Method.PRACTICE.value,
    )
    observed_on = ObservedDayField(
        lazy_gettext("Op welke dag?"), validators=[required(lazy_gettext("Vul een datum in."))]
    )
    remarks = SelectMultipleField(
        lazy_gettext("Wat viel op?"),
        choices=choices(
            {
                code: REMARKS[code]
                for code in REMARKS
                if code not in {*GIVEN_NO_MORE, SAW_CERTIFICATE}
            }
        ),
    )
    certificate = BooleanField(REMARKS[SAW_CERTIFICATE])
    note = ParagraphField(lazy_gettext("Notitie"), maximum=300, validators=[optional()])
    photo = FileField(lazy_gettext("Foto van het werk"), validators=[optional()])

    criterion_ids: tuple[str, ...] = ()

    def validate_uuid(self, field: HiddenField) -> None:
        if as_uuid(field.data) is None:
            raise ValidationError(_("Laad de pagina opnieuw. Dit formulier is niet compleet."))

    def validate_corrects(self, field: HiddenField) -> None:
        if field.data and as_uuid(field.data) is None:
            raise ValidationError(_("Laad de pagina opnieuw. Deze badge is niet bekend."))

    def is_stale(self, target: SkillToAssess) -> bool:
        """Whether the palette got another version while this was being filled in."""
        return self.version.data not in {None, "", str(target.version.uuid)}

    def ask_anew(self, target: SkillToAssess) -> None:
        """Forget the answers: they were given to other words than those that stand there now."""
        self.version.data = str(target.version.uuid)
        self.level.data = None
        for criterion in self.criteria():
            criterion.data = None
        self.form_errors.append(
            _("Deze vaardigheid is net veranderd. Lees wat er nu staat en kies opnieuw.")
        )

    def criteria(self) -> list[RadioField]:
        """The fields of the criteria, in the order of the palette."""
        return [self[PREFIX + criterion] for criterion in self.criterion_ids]

    def fill_in(self, asked: str, *, earlier: Iterable[str] = ()) -> None:
        """What a button fills in: what was seen `earlier`, or everything, perhaps with a level.

        It saves nothing: that stays a tap of its own.
        """
        for criterion in earlier if asked == EARLIER else self.criterion_ids:
            if criterion in self.criterion_ids:
                self[PREFIX + criterion].data = Answer.SEEN.value
        if asked in {str(level.value) for level in EARNED}:
            self.level.data = int(asked)

    def answers(self) -> dict[str, str]:
        """None for "not yet": the page hides the criteria then."""
        if self.level.data == Level.NOT_YET:
            return {}
        given = {criterion: self[PREFIX + criterion].data for criterion in self.criterion_ids}
        return {criterion: answer for criterion, answer in given.items() if answer}

    def all_remarks(self) -> tuple[str, ...]:
        """With that of the box that stands apart, for it can decide about a badge."""
        chosen = tuple(dict.fromkeys(self.remarks.data or ()))
        return (*chosen, SAW_CERTIFICATE) if self.certificate.data else chosen

    def to_submission(
        self, target: SkillToAssess, photo_hash: str | None, *, by: Identity, now: datetime
    ) -> Submission:
        return Submission(
            uuid=uuid.UUID(self.uuid.data),
            assessor=Assessor.who_is(by),
            person_uuid=target.worker.person.uuid,
            team_uuid=target.worker.team.uuid,
            skill_version_uuid=target.version.uuid,
            level=self.level.data,
            answers=self.answers(),
            remarks=self.all_remarks(),
            note=self.note.data or "",
            method=Method(self.method.data),
            observed_on=self.observed_on.data,
            corrects=as_uuid(self.corrects.data),
            photo_hash=photo_hash,
            made_at=now,
            sent_at=now,
            based_on=as_uuid(self.based_on.data),
        )


class AnswerField(RadioField):  # type: ignore[misc]
    """What was seen of a criterion; may stay open as long as no level asks for an answer."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.flags.required = True  # templates would call it optional otherwise

    def pre_validate(self, form: AssessmentForm) -> None:
        if self.data:
            if self.data not in ANSWERS:  # a page from before a release may send what it offered
                super().pre_validate(form)
        elif form.level.data not in {None, Level.NOT_YET}:
            raise ValidationError(
                _("Kies wat je zag bij: %(criterion)s", criterion=self.label.text)
            )


def form_for(target: SkillToAssess, *, today: date) -> AssessmentForm:
    """The form for this version's criteria; nothing is ticked beforehand."""
    version = target.version
    criteria = tuple((c["id"], localised(c["text"])) for c in version.criteria)
    form = _form_class(criteria)()
    words = {level: localised(version.level_name(level)) for level in EARNED}
    form.observed_on.looks_back_from(today)
    form.level.choices = choices({**words, Level.NOT_YET: Level.NOT_YET.title})
    if not form.is_submitted():
        form.uuid.data = str(uuid.uuid4())
        form.version.data = str(version.uuid)
        form.observed_on.data = target.worker.left_on or today
    return form


@lru_cache(maxsize=1024)
def _form_class(criteria: tuple[tuple[str, str], ...]) -> type[AssessmentForm]:
    """Making a class of fields costs more than filling it in, and criteria never change."""
    fields = {
        PREFIX + criterion: AnswerField(text, choices=choices(OFFERED))
        for criterion, text in criteria
    }
    ids = tuple(criterion for criterion, _text in criteria)
    return type("SkillForm", (AssessmentForm,), {**fields, "criterion_ids": ids})
