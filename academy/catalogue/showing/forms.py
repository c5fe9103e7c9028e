"""A recording of a skill, and how somebody does it: three photos, a sentence, a recording."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from academy.catalogue.showing.recordings import Recording, read_recording
from academy.errors import AcademyError
from academy.languages import DUTCH, LANGUAGES
from academy.media.photos import Photo, clean_photo
from academy.web.forms import (
    Form,
    KeyedForm,
    LineField,
    ParagraphField,
    optional,
    required,
    required_choice,
)
from academy.web.refusals import sentence_of

NO_PHOTO = _("Kies een foto.")


def _read_recording(field: FileField) -> Recording:
    try:
        return read_recording(field.data.read())
    except AcademyError as error:
        raise ValidationError(sentence_of(error)) from error


class SoundForm(Form):
    language = SelectField(
        _("In welke taal?"),
        choices=[SelectChoice(value=code, label=each.name) for code, each in LANGUAGES.items()],
        default=DUTCH,
        validators=[required_choice(_("Kies een taal."))],
    )
    sound = FileField(_("Opname"), validators=[required(_("Kies een opname."))])
    recording: Recording

    def validate_sound(self, field: FileField) -> None:
        self.recording = _read_recording(field)


class CraftForm(KeyedForm):
    photo_1 = FileField(_("Foto 1: zo begin je"), validators=[required(NO_PHOTO)])
    photo_2 = FileField(_("Foto 2: zo doe je het"), validators=[required(NO_PHOTO)])
    photo_3 = FileField(_("Foto 3: zo is het goed"), validators=[required(NO_PHOTO)])
    sentence = LineField(
        _("Zeg in één zin hoe het moet"),
        maximum=160,
        validators=[required(_("Schrijf één zin."))],
    )
    sound = FileField(
        _("Dezelfde zin, door jou ingesproken"), validators=[required(_("Kies een opname."))]
    )
    agreed = BooleanField(
        _("Ik vind het goed dat iedereen dit ziet en hoort"),
        validators=[required(_("Kruis dit aan. Anders kunnen we het niet laten zien."))],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.photos: list[Photo] = []

    def _read_photo(self, field: FileField) -> None:
        try:
            self.photos.append(clean_photo(field.data.read()))
        except AcademyError as error:
            raise ValidationError(sentence_of(error)) from error

    validate_photo_1 = validate_photo_2 = validate_photo_3 = _read_photo

    def validate_sound(self, field: FileField) -> None:
        self.recording = _read_recording(field)


class CraftDecisionForm(Form):
    reason = ParagraphField(_("Wat wil je de maker zeggen?"), maximum=600, validators=[optional()])


class CraftRefusalForm(Form):
    why_not = ParagraphField(
        _("Waarom niet?"), maximum=600, validators=[required(_("Schrijf waarom niet."))]
    )
