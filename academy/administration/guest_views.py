"""Pages on which an organisation lends a leader as a guest assessor, takes one up, and ends it."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField
from wtforms.fields import SelectChoice

from academy.access import means
from academy.administration.assessors.proofs import proof_of
from academy.administration.membership_views import administered
from academy.administration.team_choice import open_teams
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.organisations import queries as places
from academy.organisations.models import Organisation, Team
from academy.people import guests, queries
from academy.people.models import Guest
from academy.people.queries import Staff
from academy.security.guard import current_identity, requires
from academy.security.identity import Role
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.contact_fields import DayField
from academy.web.forms import Form, required, required_choice

blueprint = Blueprint("guests", __name__)


def _last_day() -> DayField:
    return DayField(
        lazy_gettext("Laatste dag"), validators=[required(lazy_gettext("Vul de laatste dag in."))]
    )


class OfferForm(Form):
    host = SelectField(
        lazy_gettext("Bij welke organisatie?"),
        validators=[required_choice(lazy_gettext("Kies een organisatie."))],
    )
    ends_on = _last_day()


class AcceptForm(Form):
    team = SelectField(
        lazy_gettext("Voor welk team?"),
        validators=[required_choice(lazy_gettext("Kies een team."))],
    )
    ends_on = _last_day()


@blueprint.get("/organisations/<uuid:organisation_uuid>/guests")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def index(organisation: Organisation) -> ResponseReturnValue:
    rows = guests.guests_of(organisation, current_identity().today)
    return render_template("guests/index.html", organisation=organisation, guests=rows)


@blueprint.route("/people/<uuid:person_uuid>/guest", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_staff)
def new(staff: Staff) -> ResponseReturnValue:
    """The first yes, of where the leader works."""
    home, person, template = administered(staff), staff.person, "guests/new.html"
    hosts, form = guests.hosts_for(home), OfferForm()
    form.host.choices = _choices(hosts, _("Kies een organisatie"))
    shown = {"person": person, "organisation": home}
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    host = next(each for each in hosts if str(each.uuid) == form.host.data)
    identity, now = current_identity(), dependencies().clock()
    try:
        with transaction(person):
            guests.offer(person, home, host, form.ends_on.data, by=identity, now=now)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    flash(_("De andere organisatie moet nu ook ja zeggen."), "success")
    return redirect(url_for(".index", organisation_uuid=home.uuid), 303)


@blueprint.route("/guests/<uuid:guest_uuid>/accept", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, guests.find_offer_of_a_guest)
def accept(guest: Guest) -> ResponseReturnValue:
    """The second yes, of where the guest looks."""
    teams, template, form = open_teams(guest.host), "guests/accept.html", AcceptForm()
    form.team.choices = _choices(teams, _("Kies een team"))
    if not form.is_submitted():
        form.ends_on.data = guest.ends_on
    if not form.validate_on_submit():
        return form_page(template, form, guest=guest)
    team = next(each for each in teams if str(each.uuid) == form.team.data)
    identity, now, host = current_identity(), dependencies().clock(), guest.host
    try:
        with transaction(host, guest.person):
            guests.accept(
                guest, team, form.ends_on.data, proof=proof_of(guest.person), by=identity, now=now
            )
            means.end_those_of_others(guest.person, host, by=identity.actor, now=now)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, guest=guest)
    flash(_("De gast kan nu in dit team kijken."), "success")
    return redirect(url_for(".index", organisation_uuid=host.uuid), 303)


@blueprint.post("/guests/<uuid:guest_uuid>/end")
@requires(Permission.MANAGE_ORGANISATION, guests.find_guest)
def end(guest: Guest) -> ResponseReturnValue:
    """From now on, whichever of the two asks."""
    identity = current_identity()
    own = identity.organisations(Role.ORGANISATION_ADMIN)
    page_of = guest.host if guest.host_id in own else guest.home
    page = url_for(".index", organisation_uuid=page_of.uuid)
    with transaction(guest.host, guest.person):
        guests.end(guest, by=identity, now=dependencies().clock())
    flash(_("Opgeslagen."), "success")
    return redirect(page, 303)


def _choices(rows: Sequence[Organisation] | Sequence[Team], first: str) -> list[SelectChoice]:
    return [
        SelectChoice(value="", label=first),
        *(SelectChoice(value=str(row.uuid), label=row.name) for row in rows),
    ]
