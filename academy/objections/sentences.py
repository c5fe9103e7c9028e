"""What a person reads when something about an objection or a second look is refused, by code."""

from flask_babel import lazy_gettext

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "voice-too-long": lazy_gettext("Je bericht is te lang. Praat hoogstens 1 minuut."),
    "not-a-voice": lazy_gettext("We kunnen dit niet afspelen. Neem je bericht opnieuw op."),
    "enough-voices-here": lazy_gettext(
        "Je hebt hier al %(most)s berichten ingesproken. Wacht op antwoord."
    ),
    "enough-voices-waiting": lazy_gettext(
        "Er wachten al veel berichten van jou. Wacht tot iemand ze heeft gehoord."
    ),
    "decided-already": lazy_gettext(
        "Hier is al over besloten. Praat met je teamleider of met iemand van kantoor."
    ),
    "own-assessment": lazy_gettext("Iemand anders moet hiernaar kijken."),
    "reviewed-already": lazy_gettext("Hier heeft al iemand naar gekeken. Laad de pagina opnieuw."),
    "undone-already": lazy_gettext("Dit is al ongedaan gemaakt. Je hoeft niets meer te doen."),
    "nothing-left-to-decide": lazy_gettext(
        "Hier is al over besloten. De academie hoeft niet te kijken."
    ),
}
