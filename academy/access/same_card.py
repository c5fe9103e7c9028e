"""The card of a look, to go on with its PIN or pictures without showing it once more.

Its code stays here: a page for the PIN that is left open on a tablet of the shop tells it to
nobody. The look rests on that card, so it is the one that was just shown.
"""

from flask import request
from werkzeug.datastructures import MultiDict

from academy.access import codes, looking
from academy.access.session import current_session
from academy.access.sign_in_forms import CardForm
from academy.dependencies import dependencies


def looked_code() -> str | None:
    """Of the card with which somebody looks now; None when nobody does, or it stopped."""
    card = looking.card_of(current_session())
    if card is None:
        return None
    code = codes.card_code(card.uuid, secret_key=dependencies().settings.secret_key)
    return code if codes.code_hash(code) == card.code_hash else None


def same_code() -> str | None:
    """That code where the form that was sent is about that card."""
    return looked_code() if request.form.get("same") else None


def sent_form() -> CardForm:
    """What was typed, with the code of that card where the form is about it."""
    sent, code = MultiDict(request.form), same_code()
    sent.pop("same", None)
    if code is not None:
        sent["code"], sent["same"] = code, "yes"
    return CardForm(sent)
