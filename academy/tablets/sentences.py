"""What a person reads when something about tablets is refused, by code."""

from flask_babel import lazy_gettext, ngettext

from academy.web.refusals import Sentences

LOCKED = lazy_gettext("Te vaak fout. Pak je kaart.")


def _wrong_pin(left: int) -> str:
    if left == 0:
        return str(LOCKED)
    return str(ngettext("Deze pincode klopt niet. Je mag nog %(num)s keer.",
                        "Deze pincode klopt niet. Je mag nog %(num)s keer.", left))  # fmt: skip


SENTENCES: Sentences = {
    "tablet-unknown": lazy_gettext("Deze tablet is niet aangemeld. Vraag je beheerder."),
    "tablet-revoked": lazy_gettext("Deze tablet is afgemeld. Vraag je beheerder."),
    "tablet-is-gone": lazy_gettext("Deze tablet is afgemeld. Voeg een nieuwe tablet toe."),
    "wrong-tablet-code": lazy_gettext("Deze code werkt niet. Vraag een nieuwe code."),
    "wrong-tablet-card": lazy_gettext(
        "Met deze kaart kun je hier niet beginnen. Vraag je beheerder."
    ),
    "wrong-tablet-grant": lazy_gettext("Je bent hier niet meer ingelogd. Log opnieuw in."),
    "wrong-tablet-pin": _wrong_pin,
    "tablet-pin-locked": LOCKED,
    "choose-team": lazy_gettext("Kies met welk team je werkt."),
    "tablet-request-unfit": lazy_gettext("Hier klopt iets niet. Laad de tablet opnieuw."),
    "too-many-items": lazy_gettext("Dit is te veel in één keer. Stuur minder tegelijk."),
    "sync-unreadable": lazy_gettext("Dit kunnen we niet lezen. Wat je hebt blijft op de tablet."),
}
