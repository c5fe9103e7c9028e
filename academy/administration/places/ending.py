"""Ending and reopening a place from a page: an organisation, a site and a team end alike."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.places.forms import EndForm
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.organisations import service
from academy.organisations.models import Team
from academy.organisations.service import Place
from academy.people import memberships
from academy.people.days import refuse_far_ahead
from academy.security.guard import current_identity
from academy.web.answers import show_refusal
from academy.web.refusals import sentence_of


def end_form() -> EndForm:
    """For the part of a page that ends something; it stands beside another form."""
    return EndForm(formdata=None, last_day=current_identity().today)


def ended(place: Place, form: EndForm) -> bool:
    """Whether it ended; if not, the form says why."""
    if not form.validate():
        return False
    identity = current_identity()
    try:
        refuse_far_ahead(identity.today, last_day=form.last_day.data)
        with transaction(service.organisation_of(place)):
            # here, for `organisations` stands below `people` and knows none
            if isinstance(place, Team):
                memberships.refuse_ending_team(place, form.last_day.data)
            service.end(
                place,
                last_day=form.last_day.data,
                by=identity.actor,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        show_refusal(form, refusal)
        return False
    flash(_("Opgeslagen."), "success")
    return True


def reopened(place: Place, page: str) -> ResponseReturnValue:
    """Back to the page, with the place open again or the reason why not."""
    identity = current_identity()
    try:
        with transaction(service.organisation_of(place)):
            service.reopen(
                place, today=identity.today, by=identity.actor, now=dependencies().clock()
            )
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
    else:
        flash(_("Weer open."), "success")
    return redirect(page, 303)
