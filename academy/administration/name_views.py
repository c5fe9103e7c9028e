"""A worker says how the own name is written; the office says yes or no (docs/adr/0078)."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.forms import PersonForm
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.people.namesakes import called
from academy.people.naming import queries, service
from academy.people.queries import Staff, find_staff, own_person
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page

blueprint = Blueprint("names", __name__)


@blueprint.route("/wallet/name", methods=BOTH)
@requires(Permission.READ_OWN_FILE)
def propose() -> ResponseReturnValue:
    person, identity = own_person(current_identity()), current_identity()
    form, asked = PersonForm(obj=person), queries.proposal_of(person)
    if not form.validate_on_submit():
        return form_page("names/propose.html", form, person=person, asked=asked)
    name, latin = form.name.data or "", form.latin_name.data or ""
    try:
        with transaction(person):
            service.propose(person, name, latin, by=identity.actor, now=dependencies().clock())
    except AcademyError as refusal:
        return refused_page("names/propose.html", form, refusal, person=person, asked=asked)
    return redirect(url_for(".propose"), 303)


@blueprint.post("/wallet/name/take-back")
@requires(Permission.READ_OWN_FILE)
def take_back() -> ResponseReturnValue:
    with transaction(person := own_person(current_identity())):
        service.take_back(person, by=current_identity().actor, now=dependencies().clock())
    return redirect(url_for("own_data.show"), 303)


@blueprint.post("/people/<uuid:person_uuid>/name")
@requires(Permission.MANAGE_ORGANISATION, find_staff)
def answer(staff: Staff) -> ResponseReturnValue:
    """`proposal`: the UUID of the one on the screen; `answer`: yes, or anything else for no."""
    person, key = staff.person, request.form.get("proposal", "")
    said = service.accept if request.form.get("answer") == "yes" else service.decline
    with transaction(person):
        said(person, key, by=current_identity().actor, now=dependencies().clock())
    flash(_("Opgeslagen. %(name)s leest het.", name=called(person)), "success")
    return redirect(url_for("people.show", person_uuid=person.uuid), 303)
