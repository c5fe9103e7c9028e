"""A page for what seldom happens: somebody is under 16, or somebody died."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration import caring
from academy.administration.age_form import AgeForm, last_month
from academy.database import transaction
from academy.dependencies import dependencies
from academy.people.queries import Colleague, Staff, find_colleague, find_staff
from academy.people.showing import keep_age
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission

blueprint = Blueprint("care", __name__, url_prefix="/people/<uuid:person_uuid>")


@blueprint.get("/care")
@requires(Permission.MANAGE_ORGANISATION, find_colleague)
def show(colleague: Colleague) -> ResponseReturnValue:
    person = colleague.person
    form = AgeForm(
        month=last_month(person.under_16_until), parent=person.parent_agreed_on is not None
    )
    return render_template("care/show.html", person=person, form=form)


@blueprint.post("/care/age")
@requires(Permission.MANAGE_ORGANISATION, find_staff)
def age(staff: Staff) -> ResponseReturnValue:
    form, person, identity = AgeForm(), staff.person, current_identity()
    if not form.validate_on_submit():
        return render_template("care/show.html", person=person, form=form), 422
    with transaction(person):
        keep_age(
            person, form.until, parent_agreed=form.parent.data, by=identity.actor,
            now=dependencies().clock(), today=identity.today,
        )  # fmt: skip
    flash(_("Opgeslagen."), "success")
    return redirect(url_for(".show", person_uuid=person.uuid), 303)


@blueprint.post("/care/close")
@requires(Permission.MANAGE_ORGANISATION, find_colleague)
def close(colleague: Colleague) -> ResponseReturnValue:
    return _change(colleague, caring.close, _("De badgemap is dicht. De badges blijven geldig."))


@blueprint.post("/care/reopen")
@requires(Permission.MANAGE_ORGANISATION, find_colleague)
def reopen(colleague: Colleague) -> ResponseReturnValue:
    return _change(colleague, caring.reopen, _("De badgemap is weer open. Geef een nieuwe kaart."))


def _change(colleague: Colleague, change: Callable[..., None], said: str) -> ResponseReturnValue:
    person, place = colleague.person, colleague.memberships[0].organisation_id
    with transaction(person):
        by, now = current_identity(), dependencies().clock()
        change(person, organisation_id=place, by=by, now=now)
    flash(said, "success")
    return redirect(url_for(".show", person_uuid=person.uuid), 303)
