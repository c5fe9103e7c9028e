"""Pages about assessors: who may, who could, for how long; withdrawing; what the academy asks."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.assessors.forms import AssessorCourseForm, WithdrawForm
from academy.administration.assessors.proofs import asked_course
from academy.administration.assessors.queries import (
    assessors_of,
    badges_on,
    find_seen_authority,
    find_seen_organisation,
    lines_of_organisations,
    suggestions_for,
    withdrawn_unread,
)
from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.catalogue.models import SkillDomain
from academy.catalogue.queries import domains
from academy.database import transaction
from academy.dependencies import dependencies
from academy.learning.queries import courses
from academy.organisations.models import Organisation
from academy.people import authorities
from academy.people.models import AssessorAuthority
from academy.people.queries import find_authority
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.security.policy import Scope, permits
from academy.web.answers import BOTH, form_page
from academy.web.locale import localised

blueprint = Blueprint("assessors", __name__)


@blueprint.route("/assessors", methods=BOTH)
@requires(Permission.MANAGE_PLATFORM)
def overview() -> ResponseReturnValue:
    """The academy: which course an assessor needs, and each organisation."""
    identity, asked = current_identity(), asked_course()
    offered = {
        line.course.code: localised(line.version.title) for line in courses(today=identity.today)
    }
    if asked is not None:
        offered.setdefault(asked.code, localised(asked.current.title))
    form = AssessorCourseForm(course=asked.code if asked else "").offer(offered)
    if not form.validate_on_submit():
        lines = lines_of_organisations(identity.today)
        return form_page("assessors/overview.html", form, lines=lines)
    with transaction(authorities.ASSESSORS):
        authorities.ask_course(form.course.data, by=identity, now=dependencies().clock())
    flash(_("Opgeslagen. Wie al mag beoordelen, houdt dat."), "success")
    return redirect(url_for(".overview"), 303)


@blueprint.get("/organisations/<uuid:organisation_uuid>/assessors")
@requires(Permission.SEE_ASSESSORS, find_seen_organisation)
def index(organisation: Organisation) -> ResponseReturnValue:
    shows_people_of([organisation.id], Seen.ASSESSORS)
    found = assessors_of(organisation, current_identity().today)
    may_grant = _may_grant(organisation.scope)
    return render_template(
        "assessors/index.html",
        organisation=organisation,
        assessors=found,
        course=asked_course(),
        withdrawn=withdrawn_unread(organisation) if may_grant else [],
        suggestions=suggestions_for(organisation, found) if may_grant else [],
        may_grant=may_grant,
        domains={domain.id: domain for domain in domains()},
    )


@blueprint.get("/authorities/<uuid:authority_uuid>")
@requires(Permission.SEE_ASSESSORS, find_seen_authority)
def show(row: AssessorAuthority) -> ResponseReturnValue:
    """What rests on it, and the way to withdraw it."""
    return _page(row, WithdrawForm())


@blueprint.post("/authorities/<uuid:authority_uuid>/end")
@requires(Permission.SEE_ASSESSORS, find_seen_authority)
def end(row: AssessorAuthority) -> ResponseReturnValue:
    """At once: from today on it counts no more. The academy says why."""
    form, identity = WithdrawForm(), current_identity()
    is_valid = form.validate_on_submit()
    if is_valid and not form.reason.data and not _may_grant(row.scope):
        form.reason.errors = [_("Schrijf op waarom. De organisatie leest dit.")]
        is_valid = False
    if not is_valid:
        return _page(row, form), 422
    with transaction(row.organisation):
        authorities.withdraw(
            row,
            reason=form.reason.data or "",
            today=identity.today,
            by=identity,
            now=dependencies().clock(),
        )
    if authorities.other_ways(row, identity.today):
        flash(_("Gestopt. Maar deze persoon mag dit nog op een andere manier."), "warning")
    else:
        flash(_("Deze persoon mag dit niet meer beoordelen."), "success")
    return redirect(url_for(".show", authority_uuid=row.uuid), 303)


@blueprint.post("/authorities/<uuid:authority_uuid>/read")
@requires(Permission.MANAGE_ORGANISATION, find_authority)
def read(row: AssessorAuthority) -> ResponseReturnValue:
    """The administrator knows that the academy withdrew it."""
    with transaction(row.organisation):
        authorities.note_read(row, by=current_identity(), now=dependencies().clock())
    return redirect(url_for(".index", organisation_uuid=row.organisation.uuid), 303)


def _page(row: AssessorAuthority, form: WithdrawForm) -> str:
    shows_people_of([row.organisation_id], Seen.ASSESSORS)
    today = current_identity().today
    may_grant = _may_grant(row.scope)
    form.reason.flags.required = not may_grant
    parts: dict[int | None, SkillDomain] = {domain.id: domain for domain in domains()}
    return render_template(
        "assessors/show.html",
        row=row,
        form=form,
        badges=badges_on(row, request.args.get("page", 1, type=int)),
        may_see_workers=may_grant,
        part=parts.get(row.domain_id),
        others=[(each, parts.get(each.domain_id)) for each in authorities.other_ways(row, today)],
        today=today,
    )


def _may_grant(scope: Scope) -> bool:
    return permits(current_identity(), Permission.MANAGE_ORGANISATION, scope)
