"""How the screens are shown: chosen by whoever reads them, signed in or not.

Nobody else sees or sets it: it may tell of bad eyes, or of a head that motion makes ill.
"""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice

from academy.database import transaction
from academy.dependencies import dependencies
from academy.people.queries import own_person
from academy.people.reading import choose_reading
from academy.security.guard import optional_identity, public
from academy.web.answers import BOTH, form_page
from academy.web.forms import Form, optional
from academy.web.reading import Reading, reading_now, remember_reading

blueprint = Blueprint("reading", __name__)


class ReadingForm(Form):
    """Any number of what makes reading easier."""

    ways = SelectMultipleField(
        lazy_gettext("Wat helpt jou?"),
        choices=[
            SelectChoice(value=Reading.BIG.value, label=lazy_gettext("Grote letters")),
            SelectChoice(value=Reading.CONTRAST.value, label=lazy_gettext("Meer contrast")),
            SelectChoice(value=Reading.STILL.value, label=lazy_gettext("Geen beweging")),
        ],
        validators=[optional()],
    )


@blueprint.route("/reading", methods=BOTH)
@public
def choose() -> ResponseReturnValue:
    """Kept with whoever came in by themselves, else on this device."""
    identity, form = optional_identity(), ReadingForm()
    own = identity if identity is not None and identity.came_in_by_themselves else None
    if not form.validate_on_submit():
        if not form.is_submitted():
            form.ways.data = list(reading_now())
        return form_page("reading/choose.html", form, is_kept=own is not None)
    choice = [each for each in Reading if each in (form.ways.data or ())]
    answer = redirect(url_for(".choose"), 303)
    if own is None:
        remember_reading(answer, choice)
    else:
        with transaction(own_person(own)):
            choose_reading(own_person(own), choice, by=own.actor, now=dependencies().clock())
    flash(_("Zo blijft het."), "success")
    return answer
