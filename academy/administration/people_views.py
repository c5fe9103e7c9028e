"""Pages on which an administrator keeps the people of an organisation, and a leader looks."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access.cards import working_card
from academy.access.queries import (
    account_of,
    may_choose_on_the_spot,
    may_renew_account,
    not_open_yet,
)
from academy.access.telling import tell
from academy.access.words import NOT_YET_IN
from academy.administration import listing
from academy.administration.forms import NewPersonForm, PersonForm, WishForm
from academy.administration.joining import Newcomer, join
from academy.administration.listing import Order, Presence, Wish
from academy.administration.team_choice import chosen_team, offer_teams, open_teams
from academy.catalogue.queries import domains
from academy.credentials.papers import with_old_names
from academy.credentials.queries import below_another, manageable_badges
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.folding import folded_name
from academy.learning.records import by_year, records_through
from academy.organisations import queries as places
from academy.organisations.changes import apply
from academy.organisations.models import Organisation, Team
from academy.people import numbers, queries
from academy.people.doubles.queries import came_together_at, doubles_at
from academy.people.licences.queries import licences_of
from academy.people.memberships import IN_A_TEAM, Post
from academy.people.namesakes import called
from academy.people.naming.queries import open_proposal_of
from academy.people.queries import Colleague, Staff
from academy.people.words import ROLES
from academy.searching import MAX_QUERY
from academy.security.guard import current_identity, requires
from academy.security.identity import Role
from academy.security.permissions import Permission
from academy.security.policy import permits
from academy.web.answers import BOTH, form_page, refused_page

blueprint = Blueprint("people", __name__)


@blueprint.app_template_filter()
def role_name(role: str) -> str:
    """A role in words."""
    return str(ROLES[role])


@blueprint.app_template_filter()
def not_yet_in(role: str) -> str:
    """That nothing opens this role for somebody yet, in words."""
    return str(NOT_YET_IN[role])


@blueprint.get("/organisations/<uuid:organisation_uuid>/people")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def index(organisation: Organisation) -> ResponseReturnValue:
    teams = places.teams_of(organisation)
    form = WishForm(request.args).offer(teams)
    form.validate()
    today = current_identity().today
    found = listing.list_people(organisation, _wish(form, teams), today)
    return render_template(
        "people/index.html",
        organisation=organisation,
        wish_form=form,
        wished={key: value for key, value in form.data.items() if value},
        listing=found,
        not_open=not_open_yet([row for line in found.lines for row in line.memberships], today),
        shared_numbers=numbers.shared(organisation, today),
        today=today,
    )


def _wish(form: WishForm, teams: Any) -> Wish:
    """What was asked; whatever makes no sense is left out."""
    given = {} if form.errors else form.data
    page = request.args.get("page", "1")
    return Wish(
        query="" if form.q.errors else (form.q.data or "")[:MAX_QUERY],
        team=next((team for team in teams if str(team.uuid) == given.get("team")), None),
        role=Role(given["role"]) if given.get("role") else None,
        presence=Presence(given.get("who") or Presence.CURRENT),
        order=Order(given.get("order") or Order.NAME),
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
    )


@blueprint.get("/people/<uuid:person_uuid>")
@requires(Permission.READ_PERSON, queries.find_colleague)
def show(colleague: Colleague) -> ResponseReturnValue:
    identity = current_identity()
    staff = Staff(colleague.person, colleague.memberships, colleague.today)
    card = working_card(colleague.person)
    badges = manageable_badges(identity, colleague.person)
    own = {row.organisation_id for row in colleague.memberships} & identity.organisations(
        Role.ORGANISATION_ADMIN
    )
    return render_template(
        "people/show.html",
        person=colleague.person,
        colleague=colleague,
        organisation=next(
            (row.organisation for row in colleague.memberships if row.organisation_id in own), None
        ),
        may_manage=permits(identity, Permission.MANAGE_ORGANISATION, staff.scope),
        doubles=doubles_at(sorted(own), colleague.person.id),
        came_together=came_together_at(sorted(own), colleague.person) if own else None,
        proposed=open_proposal_of(colleague.person),
        may_assess=permits(identity, Permission.ASSESS, colleague.scope)
        and Role.WORKER in {row.role for row in colleague.current},
        may_give_cards=permits(identity, Permission.GIVE_CARDS, staff.scope)
        and (card is not None or bool(IN_A_TEAM & {row.role for row in colleague.current})),
        may_renew=may_renew_account(identity, colleague.person),
        may_choose=any(
            may_choose_on_the_spot(colleague.person, place, identity.today)
            for place in {row.organisation for row in colleague.memberships}
            if place.id in own
        ),
        authorities=queries.authorities_of(colleague.person, sorted(own)),
        domains={domain.id: domain for domain in domains()},
        account=account_of(colleague.person.id) if own else None,
        not_open=not_open_yet(colleague.memberships, identity.today),
        card=card,
        badges=badges,
        below=below_another(badges, identity.today),
        old_papers=with_old_names(badges) if own else frozenset(),
        learned=by_year(records_through(colleague.person, colleague.scope.organisation_ids)),
        licences=licences_of(colleague.person.id, sorted(colleague.scope.organisation_ids)),
        today=identity.today,
    )


@blueprint.route("/organisations/<uuid:organisation_uuid>/people/new", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def new(organisation: Organisation) -> ResponseReturnValue:
    teams = open_teams(organisation)
    today = current_identity().today
    form = NewPersonForm(**_asked_for(), starts_on=today, everything=True)
    offer_teams(form.team, teams)
    shown = {"organisation": organisation, "teams": teams, "twin": None}
    template = "people/new.html"
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    twin = queries.find_twin(
        organisation, folded_name(form.name.data), form.staff_number.data or "", today
    )
    if twin and twin.person.uuid != form.new_uuid and form.twin.data != str(twin.uuid):
        return render_template(template, form=form, **shown | {"twin": twin}), 409
    try:
        with transaction(organisation):
            person = join(
                _newcomer(form, organisation, teams),
                identity=current_identity(),
                secret_key=dependencies().settings.secret_key,
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    flash(_("%(name)s staat erbij.", name=called(person)), "success")
    if account_of(person.id) is not None:
        return redirect(url_for("cards.handouts"), 303)  # the start code can be read only now
    return redirect(url_for(".show", person_uuid=person.uuid), 303)


def _asked_for() -> dict[str, str | None]:
    """The role and team that the link was about."""
    role = request.args.get("role")
    return {"role": role if role in set(Role) else None, "team": request.args.get("team")}


def _newcomer(form: NewPersonForm, organisation: Organisation, teams: list[Team]) -> Newcomer:
    role = Role(form.role.data)
    team = chosen_team(teams, form.team.data) if role in IN_A_TEAM else None
    post = Post(
        organisation=organisation,
        role=role,
        team=team,
        staff_number=form.staff_number.data or "",
        starts_on=form.starts_on.data,
    )
    return Newcomer(
        key=form.new_uuid,
        name=form.name.data,
        latin_name=form.latin_name.data or "",
        post=post,
        email=form.email.data or None,
        assesses_everything=form.everything.data,
    )


@blueprint.route("/people/<uuid:person_uuid>/edit", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_staff)
def edit(staff: Staff) -> ResponseReturnValue:
    form, person = PersonForm(obj=staff.person), staff.person
    if not form.validate_on_submit():
        return form_page("people/edit.html", form, person=person)
    values = {
        "name": form.name.data,
        "latin_name": form.latin_name.data or "",
    }
    with transaction(person):
        changed = apply(person, values)
        if changed:
            tell(
                "person.changed",
                person.uuid,
                person,
                organisation_id=staff.memberships[0].organisation_id,
                by=current_identity().actor,
                now=dependencies().clock(),
                fields=changed,
            )
    flash(_("Opgeslagen."), "success")
    return redirect(url_for(".show", person_uuid=person.uuid), 303)
