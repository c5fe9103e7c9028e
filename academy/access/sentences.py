"""What a person reads when something about getting in is refused, by code."""

from flask_babel import lazy_gettext, ngettext

from academy.web.refusals import Sentences

CARD_IS_LOCKED = lazy_gettext("Te vaak fout. Vraag je teamleider om een nieuwe pincode.")


def _wrong_pin(left: int) -> str:
    sentence: str = ngettext(
        "Deze kaart of pincode klopt niet. Je mag nog %(num)s keer.",
        "Deze kaart of pincode klopt niet. Je mag nog %(num)s keer.",
        left,
    )
    return sentence


def _wrong_pictures(left: int) -> str:
    sentence: str = ngettext(
        "Dit zijn niet jouw plaatjes. Je mag nog %(num)s keer.",
        "Dit zijn niet jouw plaatjes. Je mag nog %(num)s keer.",
        left,
    )
    return sentence


SENTENCES: Sentences = {
    "too-many-tries": lazy_gettext(
        "Je probeerde het te vaak. Wacht een kwartier en probeer het opnieuw."
    ),
    "email-is-taken": lazy_gettext("Dit e-mailadres kan niet. Kies een ander adres."),
    "wrong-email-or-password": lazy_gettext("Dit e-mailadres of wachtwoord klopt niet."),
    "card-works-no-more": lazy_gettext("Deze kaart werkt niet meer. Vraag een nieuwe kaart."),
    "card-is-locked": CARD_IS_LOCKED,
    "wrong-start-code": lazy_gettext("Deze startcode klopt niet of is verlopen. Vraag een nieuwe."),
    "wrong-recovery-code": lazy_gettext(
        "Deze herstelcode klopt niet, of is al gebruikt. Kijk of je de nieuwste code hebt."
    ),
    "wrong-own-password": lazy_gettext("Je wachtwoord van nu klopt niet."),
    "wrong-own-pin": lazy_gettext("Je pincode van nu klopt niet."),
    "weak-password": "%(why)s",
    "wrong-pin": _wrong_pin,
    "wrong-pictures": _wrong_pictures,
    "other-pictures": lazy_gettext("Dit waren andere plaatjes. Begin opnieuw."),
    "pin-first-here": lazy_gettext("Log hier eerst een keer in met je pincode. Dan mag je kijken."),
    "pin-needed": lazy_gettext("Typ je pincode. Dan zie je je badges."),
    "wrong-pin-for-the-last-time": CARD_IS_LOCKED,
    "cannot-be-witness": lazy_gettext("Deze collega kan niet meekijken. Vraag iemand anders."),
    "witness-without-own-way-in": lazy_gettext(
        "Vraag een collega met een eigen pincode of wachtwoord."
    ),
    "address-is-their-own": lazy_gettext(
        "Dit e-mailadres is van de persoon zelf. Die kan het veranderen bij “Hoe ik inlog”."
    ),
}
