"""Pages on which an administrator gives, moves, ends and replaces roles."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import means
from academy.access.queries import may_choose_on_the_spot, needs_start_code
from academy.administration.assessors.proofs import may_be_granted, proof_of
from academy.administration.forms import MembershipForm, MoveForm, StaffNumberForm
from academy.administration.leaving_form import LeavingForm, destination
from academy.administration.team_choice import chosen_team, offer_teams, open_teams
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.organisations.models import Organisation
from academy.people import authorities, memberships, queries
from academy.people.days import refuse_far_ahead
from academy.people.leaving.service import say_where
from academy.people.memberships import IN_A_TEAM, Post
from academy.people.models import Membership, Person
from academy.people.queries import Staff
from academy.security.guard import current_identity, requires
from academy.security.identity import Role
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.refusals import sentence_of

blueprint = Blueprint("memberships", __name__)


@blueprint.route("/people/<uuid:person_uuid>/memberships/new", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_staff)
def new(staff: Staff) -> ResponseReturnValue:
    """One more role at the same organisation: a second job, a volunteer who leads."""
    organisation = administered(staff)
    teams, template = open_teams(organisation), "memberships/new.html"
    form = MembershipForm(starts_on=current_identity().today, everything=True)
    offer_teams(form.team, teams)
    shown = {"person": staff.person, "organisation": organisation}
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    role = Role(form.role.data)
    post = Post(
        organisation=organisation,
        role=role,
        team=chosen_team(teams, form.team.data) if role in IN_A_TEAM else None,
        staff_number=form.staff_number.data or "",
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
    )
    try:
        with transaction(organisation, staff.person):
            _begin(staff.person, post, may_assess=form.everything.data)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    return to_a_way_in(staff.person, organisation)


def _begin(person: Person, post: Post, *, may_assess: bool) -> None:
    """Whoever comes to see others comes in by no way that another organisation gave."""
    identity, now = current_identity(), dependencies().clock()
    refuse_far_ahead(identity.today, starts_on=post.starts_on, ends_on=post.ends_on)
    memberships.add_membership(person, post, by=identity.actor, now=now)
    if post.role is not Role.WORKER:
        means.end_those_of_others(person, post.organisation, by=identity.actor, now=now)
    proof = proof_of(person)
    if post.role is Role.TEAM_LEADER and may_assess and may_be_granted(proof):
        authorities.grant(
            person, post.organisation, domain_ids=authorities.EVERYTHING,
            starts_on=post.starts_on, ends_on=post.ends_on,
            grounds=authorities.Grounds(identity.person_id, proof), by=identity.actor, now=now,
        )  # fmt: skip


@blueprint.route("/memberships/<uuid:membership_uuid>/move", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_membership)
def move(row: Membership) -> ResponseReturnValue:
    teams = [team for team in open_teams(row.organisation) if team.id != row.team_id]
    form, template = MoveForm(first_day=current_identity().today), "memberships/move.html"
    offer_teams(form.team, teams)
    if not form.validate_on_submit():
        return form_page(template, form, membership=row, teams=teams)
    identity, person = current_identity(), row.person
    try:
        with transaction(row.organisation):
            memberships.move(
                row,
                next(team for team in teams if str(team.uuid) == form.team.data),
                first_day=form.first_day.data,
                today=identity.today,
                by=identity.actor,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, membership=row, teams=teams)
    return _saved(person)


@blueprint.route("/memberships/<uuid:membership_uuid>/end", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_membership)
def end(row: Membership) -> ResponseReturnValue:
    identity, template = current_identity(), "memberships/end.html"
    form = LeavingForm(last_day=identity.today)
    if row.role != Role.WORKER:
        del form.went_to
    if not form.validate_on_submit():
        return form_page(template, form, membership=row)
    try:
        # the person too, whose sessions end with the last role here
        with transaction(row.organisation, row.person):
            memberships.end(
                row,
                last_day=form.last_day.data,
                today=identity.today,
                by=identity.actor,
                now=dependencies().clock(),
            )
            if row.role == Role.WORKER:
                where = destination(form.went_to)
                say_where(row, where, by=identity.actor, now=dependencies().clock())
            means.end_those_given_by(
                row.organisation,
                row.person,
                today=identity.today,
                by=identity.actor,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, membership=row)
    return _saved(row.person)


@blueprint.post("/memberships/<uuid:membership_uuid>/reopen")
@requires(Permission.MANAGE_ORGANISATION, queries.find_membership)
def reopen(row: Membership) -> ResponseReturnValue:
    identity, person, organisation = current_identity(), row.person, row.organisation
    try:
        with transaction(organisation, person):
            now = dependencies().clock()
            memberships.reopen(row, today=identity.today, by=identity.actor, now=now)
            if row.role != Role.WORKER:
                means.end_those_of_others(person, organisation, by=identity.actor, now=now)
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
        return redirect(url_for("people.show", person_uuid=person.uuid), 303)
    return to_a_way_in(person, organisation)


@blueprint.route("/memberships/<uuid:membership_uuid>/staff-number", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_membership)
def staff_number(row: Membership) -> ResponseReturnValue:
    form, template, person = StaffNumberForm(obj=row), "memberships/staff_number.html", row.person
    if not form.validate_on_submit():
        return form_page(template, form, membership=row)
    try:
        with transaction(row.organisation):
            memberships.change_staff_number(
                row,
                form.staff_number.data or "",
                by=current_identity().actor,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, membership=row)
    return _saved(person)


def administered(staff: Staff) -> Organisation:
    """The organisation for which the asker changes something: the newest they administer."""
    own = current_identity().organisations(Role.ORGANISATION_ADMIN)
    return next(row.organisation for row in staff.memberships if row.organisation_id in own)


def to_a_way_in(person: Person, organisation: Organisation) -> ResponseReturnValue:
    """On to a way in, for somebody who could not do the new work without one."""
    if may_choose_on_the_spot(person, organisation, current_identity().today):
        flash(_("Opgeslagen."), "success")
        return redirect(url_for("appointments.choose_password", person_uuid=person.uuid), 303)
    if not needs_start_code(current_identity(), person, organisation):
        return _saved(person)
    flash(_("Opgeslagen."), "success")
    return redirect(url_for("invitations.account", person_uuid=person.uuid), 303)


def _saved(person: Person) -> ResponseReturnValue:
    flash(_("Opgeslagen."), "success")
    return redirect(url_for("people.show", person_uuid=person.uuid), 303)
