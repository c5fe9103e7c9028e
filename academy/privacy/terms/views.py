"""The page on which an organisation reads how long everything stays, and chooses one term."""

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.organisations.models import Organisation
from academy.organisations.queries import find_administered_organisation
from academy.privacy.terms import service
from academy.privacy.terms.forms import TermForm
from academy.privacy.terms.queries import how_many_go
from academy.security.guard import Closed, current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page

blueprint = Blueprint("terms", __name__)


@blueprint.route("/organisations/<uuid:organisation_uuid>/terms", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, find_administered_organisation, closed=Closed.GOES_ON)
def show(organisation: Organisation) -> ResponseReturnValue:
    """A shorter term asks first, when it is about people who left already. Where an organisation
    went on in another, that one chooses."""
    if organisation.merged_into is not None:
        key = organisation.merged_into.uuid
        return redirect(url_for(".show", organisation_uuid=key), 303)
    form = TermForm(months=str(organisation.details_months)).offer()
    shown = {"organisation": organisation, "going": 0}
    if not form.validate_on_submit():
        return form_page("terms/show.html", form, **shown)
    going = _going_tonight(organisation, form)
    if going:
        shown["going"] = going
        return render_template("terms/show.html", form=form, **shown), 409
    try:
        with transaction(organisation):
            by, now = current_identity().actor, dependencies().clock()
            service.choose(organisation, form.chosen, by=by, now=now)
    except AcademyError as refusal:
        return refused_page("terms/show.html", form, refusal, **shown)
    flash(_("Opgeslagen."), "success")
    return redirect(url_for(".show", organisation_uuid=organisation.uuid), 303)


def _going_tonight(organisation: Organisation, form: TermForm) -> int:
    """How many people a shorter term is about at once, unless somebody said yes to this one."""
    is_shorter = form.chosen < organisation.details_months
    if not is_shorter or form.sure.data == form.months.data:
        return 0
    return how_many_go(organisation, form.chosen, _tomorrow())


@blueprint.app_context_processor
def for_mergers() -> dict[str, object]:
    """What the page needs on which the academy says that two go on as one."""
    return {"forgotten_by_going_on": _forgotten_by_going_on}


def _forgotten_by_going_on(goes: Organisation, stays: Organisation) -> int:
    """Of how many people who left the one details go at once, for the other keeps them shorter."""
    if stays.details_months >= goes.details_months:
        return 0
    return how_many_go(goes, stays.details_months, _tomorrow(), into=stays)


def _tomorrow() -> date:
    """The night is on its way to it."""
    return current_identity().today + timedelta(days=1)
