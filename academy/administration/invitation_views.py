"""Pages on which people get an account: from their administrator, or from the academy."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import accounts, means
from academy.access.queries import account_of, may_renew_account, not_open_yet
from academy.administration import joining
from academy.administration.forms import AccountForm, AdministratorForm
from academy.administration.joining import Newcomer
from academy.administration.membership_views import administered
from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError, NotAllowedError
from academy.organisations import queries as places
from academy.organisations.models import Organisation, OrganisationKind
from academy.organisations.regions import regions
from academy.people import memberships, queries
from academy.people.memberships import Post
from academy.people.models import Membership
from academy.people.queries import Staff
from academy.people.words import ROLES
from academy.security.guard import current_identity, requires
from academy.security.identity import Role
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.refusals import sentence_of

invitations = Blueprint("invitations", __name__)
administrators = Blueprint(
    "administrators", __name__, url_prefix="/organisations/<uuid:organisation_uuid>/administrators"
)

ROLES_OF = {
    OrganisationKind.THRIFT: (Role.ORGANISATION_ADMIN,),
    OrganisationKind.ACADEMY: (Role.ACADEMY_ADMIN, Role.REGIONAL_READER),
    OrganisationKind.EMPLOYER: (Role.EMPLOYER,),
}
"""What the academy may make of somebody, for each kind of organisation.

An employer outside the sector proposes a skill that is missed, and reads what becomes of it;
anybody checks a badge without an account.
"""


@invitations.route("/people/<uuid:person_uuid>/account", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_staff)
def account(staff: Staff) -> ResponseReturnValue:
    """Give an e-mail address and a start code: the first, or because the password is lost."""
    identity, person, template = current_identity(), staff.person, "invitations/account.html"
    if not may_renew_account(identity, person):
        raise NotAllowedError("no-role-for-an-account")
    known, organisation = account_of(person.id), administered(staff)
    form = AccountForm(email=known.email if known else "")
    shown = {
        "person": person,
        "account": known,
        "not_open": not_open_yet(staff.memberships, identity.today),
        "memberships": staff.memberships,
    }
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    try:
        with transaction(person):
            made = accounts.invite(
                person,
                form.email.data,
                secret_key=dependencies().settings.secret_key,
                organisation_id=organisation.id,
                by=identity.actor,
                now=dependencies().clock(),
            )
            joining.show_start_code(made, identity=identity)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    return redirect(url_for("cards.handouts"), 303)


@administrators.get("")
@requires(Permission.MANAGE_PLATFORM, places.find_any_organisation)
def index(organisation: Organisation) -> ResponseReturnValue:
    found = queries.administrators_of(organisation, current_identity().today)
    shows_people_of([organisation.id] if found else [], Seen.ADMINISTRATORS)
    return render_template(
        "administrators/index.html",
        organisation=organisation,
        memberships=found,
        not_open=not_open_yet(found, current_identity().today),
        roles=ROLES,
        regions=regions(),
    )


@administrators.route("/new", methods=BOTH)
@requires(Permission.MANAGE_PLATFORM, places.find_any_organisation)
def new(organisation: Organisation) -> ResponseReturnValue:
    roles, template = ROLES_OF[OrganisationKind(organisation.kind)], "administrators/new.html"
    form = AdministratorForm().offer(roles)
    if not form.validate_on_submit():
        return form_page(template, form, organisation=organisation)
    identity = current_identity()
    post = Post(
        organisation=organisation,
        role=form.chosen_role,
        team=None,
        starts_on=identity.today,
        region=form.region_of_reader,
    )
    newcomer = Newcomer(key=form.new_uuid, name=form.name.data, post=post, email=form.email.data)
    try:
        with transaction(organisation):
            joining.join(
                newcomer,
                identity=identity,
                secret_key=dependencies().settings.secret_key,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, organisation=organisation)
    return redirect(url_for("cards.handouts"), 303)


@administrators.post("/<uuid:membership_uuid>/start-code")
@requires(Permission.MANAGE_PLATFORM, queries.find_administrator)
def renew(row: Membership) -> ResponseReturnValue:
    """A new start code for who lost the first one, or of the academy itself the password.

    With a code the academy could sign in as that person: who acts for another organisation and
    chose a password gets one from a colleague there, or the academy adds another administrator.
    """
    identity = current_identity()
    row.organisation.must_be_open(identity.today)
    found = account_of(row.person_id) or abort(404)
    is_own = row.organisation_id in identity.organisations(Role.ACADEMY_ADMIN)
    if found.password_hash is not None and not is_own:
        raise NotAllowedError("administrator-has-a-password")
    with transaction(row.person):
        accounts.give_start_code(
            found,
            secret_key=dependencies().settings.secret_key,
            organisation_id=row.organisation_id,
            by=identity.actor,
            now=dependencies().clock(),
        )
        joining.show_start_code(found, identity=identity)
    return redirect(url_for("cards.handouts"), 303)


@administrators.post("/<uuid:membership_uuid>/end")
@requires(Permission.MANAGE_PLATFORM, queries.find_administrator)
def end(row: Membership) -> ResponseReturnValue:
    """At once: from today on."""
    identity, organisation_uuid = current_identity(), row.organisation.uuid
    try:
        with transaction(row.organisation, row.person):
            now = dependencies().clock()
            memberships.end_now(row, today=identity.today, by=identity.actor, now=now)
            means.end_those_given_by(
                row.organisation, row.person, today=identity.today, by=identity.actor, now=now
            )
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
    else:
        flash(_("Opgeslagen."), "success")
    return redirect(url_for(".index", organisation_uuid=organisation_uuid), 303)
