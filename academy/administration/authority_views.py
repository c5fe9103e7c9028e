"""Pages on which an administrator says who may assess which part of the palette."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.assessors.proofs import asked_course, proof_of
from academy.administration.forms import AuthorityForm
from academy.administration.membership_views import administered
from academy.catalogue.queries import open_domains
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.people import authorities, queries
from academy.people.queries import Staff
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page

blueprint = Blueprint("authorities", __name__)


@blueprint.route("/people/<uuid:person_uuid>/authorities/new", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_staff)
def new(staff: Staff) -> ResponseReturnValue:
    identity, organisation = current_identity(), administered(staff)
    form = AuthorityForm(starts_on=identity.today, domains=request.args.getlist("domain"))
    form.offer(open_domains())
    template, proof = "authorities/new.html", proof_of(staff.person)
    shown = {
        "person": staff.person,
        "organisation": organisation,
        "proof": proof,
        "course": asked_course(),
        "leads": staff.leads,
    }
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    try:
        chosen = _chosen(form)
        with transaction(organisation):
            added = authorities.grant(
                staff.person,
                organisation,
                domain_ids=chosen,
                starts_on=form.starts_on.data,
                ends_on=form.ends_on.data,
                grounds=authorities.Grounds(identity.person_id, proof),
                by=identity.actor,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    if added and not staff.leads:
        flash(_("Opgeslagen. Beoordelen kan pas als deze persoon een team leidt."), "warning")
    else:
        flash(_("Opgeslagen.") if added else _("Deze persoon mocht dit al."), "success")
    return redirect(url_for("people.show", person_uuid=staff.person.uuid), 303)


def _chosen(form: AuthorityForm) -> tuple[int | None, ...]:
    if form.everything.data:
        return authorities.EVERYTHING
    chosen = tuple(each.id for each in open_domains() if each.code in (form.domains.data or []))
    if not chosen:
        raise InvalidInputError("domain-needed")
    return chosen
