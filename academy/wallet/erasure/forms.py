"""What becomes of the badges of somebody who wants to be erased."""

from flask_babel import lazy_gettext
from wtforms import RadioField

from academy.wallet.sharing.forms import choices
from academy.web.forms import Form, required_choice

KEEP, REVOKE = "keep", "revoke"


class ErasureForm(Form):
    """One question; nothing is chosen beforehand."""

    badges = RadioField(
        lazy_gettext("Wat doen we met je badges?"),
        choices=choices(
            {
                KEEP: lazy_gettext("Ze blijven geldig, zonder mijn naam"),
                REVOKE: lazy_gettext("Ze tellen niet meer"),
            }
        ),
        validators=[required_choice(lazy_gettext("Kies wat we met je badges doen."))],
    )
