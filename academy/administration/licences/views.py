"""Pages of certificates from outside: those of an organisation, a new one, one that was wrong."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.licences.forms import LicenceForm
from academy.administration.membership_views import administered
from academy.assessments import awarding
from academy.assessments.licences import note_waiting
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.organisations.models import Organisation
from academy.organisations.queries import find_administered_organisation
from academy.people.licences import service
from academy.people.licences.models import Licence
from academy.people.licences.queries import find_licence, held_in, open_kinds
from academy.people.queries import Staff, find_staff
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page

blueprint = Blueprint("licences", __name__)


@blueprint.get("/organisations/<uuid:organisation_uuid>/licences")
@requires(Permission.MANAGE_ORGANISATION, find_administered_organisation)
def index(organisation: Organisation) -> ResponseReturnValue:
    """What is over or soon will be; everything on request."""
    asked = request.args.get("page", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < len("100000") else 1
    ending, today = request.args.get("show") != "all", current_identity().today
    return render_template(
        "licences/index.html",
        organisation=organisation,
        held=held_in(organisation, today, ending=ending, page=page),
        ending=ending,
        today=today,
    )


@blueprint.route("/people/<uuid:person_uuid>/licences/new", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, find_staff)
def new(staff: Staff) -> ResponseReturnValue:
    identity, person, kinds = current_identity(), staff.person, open_kinds()
    form = LicenceForm(kinds, kind=request.args.get("kind"), seen_on=identity.today)
    template = "licences/new.html"
    if not form.validate_on_submit():
        return form_page(template, form, person=person, kinds=kinds)
    try:
        with transaction(person):
            waiting = _keep(staff, form)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, person=person, kinds=kinds)
    for assessment_id in waiting:
        awarding.award(assessment_id, dependencies(), by=identity.actor)
    flash(_("Opgeslagen."), "success")
    return _to_the_person(staff.person.uuid)


def _keep(staff: Staff, form: LicenceForm) -> list[int]:
    """Gives the assessments that may have waited for it."""
    place, now = administered(staff), dependencies().clock()
    kept = service.keep(staff.person, place, form.to_paper(), by=current_identity(), now=now)
    return note_waiting(kept)


@blueprint.post("/licences/<uuid:licence_uuid>/remove")
@requires(Permission.MANAGE_ORGANISATION, find_licence)
def remove(row: Licence) -> ResponseReturnValue:
    person = row.person.uuid
    with transaction(row.person):
        service.remove(row, by=current_identity().actor, now=dependencies().clock())
    flash(_("Weggehaald."), "success")
    return _to_the_person(person)


def _to_the_person(person_uuid: object) -> ResponseReturnValue:
    return redirect(url_for("people.show", person_uuid=person_uuid, _anchor="licences"), 303)
