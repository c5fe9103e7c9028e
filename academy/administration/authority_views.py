"""Pages on which an administrator says who may assess which part of the palette."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.forms import AuthorityForm
from academy.administration.membership_views import administered
from academy.catalogue.queries import domains
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.people import authorities, queries
from academy.people.models import AssessorAuthority
from academy.people.queries import Staff
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page

blueprint = Blueprint("authorities", __name__)


@blueprint.route("/people/<uuid:person_uuid>/authorities/new", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_staff)
def new(staff: Staff) -> ResponseReturnValue:
    identity, organisation = current_identity(), administered(staff)
    form = AuthorityForm(starts_on=identity.today).offer(domains())
    template, shown = "authorities/new.html", {"person": staff.person, "organisation": organisation}
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    try:
        chosen = _chosen(form)
        with transaction(organisation):
            authorities.grant(
                staff.person,
                organisation,
                domain_ids=chosen,
                starts_on=form.starts_on.data,
                ends_on=form.ends_on.data,
                granted_by_id=identity.person_id,
                by=identity.actor,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    flash(_("Opgeslagen."), "success")
    return redirect(url_for("people.show", person_uuid=staff.person.uuid), 303)


def _chosen(form: AuthorityForm) -> tuple[int | None, ...]:
    if form.everything.data:
        return authorities.EVERYTHING
    chosen = tuple(each.id for each in domains() if each.code in (form.domains.data or []))
    if not chosen:
        raise InvalidInputError("domain-needed")
    return chosen


@blueprint.post("/authorities/<uuid:authority_uuid>/end")
@requires(Permission.MANAGE_ORGANISATION, queries.find_authority)
def end(row: AssessorAuthority) -> ResponseReturnValue:
    """At once: from today on it counts no more."""
    identity, person_uuid = current_identity(), row.person.uuid
    with transaction(row.organisation):
        authorities.withdraw(row, today=identity.today, by=identity, now=dependencies().clock())
    flash(_("Deze persoon mag dit niet meer beoordelen."), "success")
    return redirect(url_for("people.show", person_uuid=person_uuid), 303)
