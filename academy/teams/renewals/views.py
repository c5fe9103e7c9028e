"""Pages on which a leader renews many badges of a team, and sees what became of each."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.database import transaction
from academy.jobs.queue import Priority, enqueue
from academy.jobs.rights import Started
from academy.organisations.models import Team
from academy.people.namesakes import called
from academy.people.queries import find_led_or_administered_team
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.teams.renewals.choosing import (
    JOB,
    Renewal,
    Result,
    find_renewal,
    renewable,
    results_of,
    unique_key,
)
from academy.teams.renewals.forms import RenewalForm
from academy.web.answers import form_page
from academy.web.locale import localised
from academy.web.spreadsheet import Cell, spreadsheet_response

blueprint = Blueprint("renewals", __name__)


@blueprint.get("/teams/<uuid:team_uuid>/renewals")
@requires(Permission.ASSESS, find_led_or_administered_team)
def new(team: Team) -> ResponseReturnValue:
    form = _form(team)
    form.observed_on.data = current_identity().today
    return form_page("renewals/new.html", form, team=team)


@blueprint.post("/teams/<uuid:team_uuid>/renewals")
@requires(Permission.ASSESS, find_led_or_administered_team)
def create(team: Team) -> ResponseReturnValue:
    form, identity = _form(team), current_identity()
    if not form.badges.choices:  # somebody else was first
        return redirect(url_for(".new", team_uuid=team.uuid), 303)
    if not form.validate_on_submit():
        return form_page("renewals/new.html", form, team=team)
    key, team_uuid = form.new_uuid, team.uuid
    arguments = {
        "key": str(key),
        "badges": form.badges.data,
        "day": form.observed_on.data.isoformat(),
        "page": url_for(".show", team_uuid=team_uuid, key=key),
    }
    with transaction():
        job = enqueue(
            JOB,
            arguments,
            unique_key=unique_key(key),
            priority=Priority.BULK,
            started=Started(
                by_id=identity.person_id, permission=Permission.ASSESS, about=team_uuid
            ),
        )
    return redirect(url_for("jobs.show", job_uuid=job), 303)


@blueprint.get("/teams/<uuid:team_uuid>/renewals/<uuid:key>")
@requires(Permission.ASSESS, find_renewal)
def show(renewal: Renewal) -> ResponseReturnValue:
    results = results_of(renewal, current_identity().today)
    return render_template(
        "renewals/show.html",
        renewal=renewal,
        lines=[(each, _outcome(renewal, each)) for each in results],
        saved=sum(each.saved for each in results),
    )


@blueprint.get("/teams/<uuid:team_uuid>/renewals/<uuid:key>.csv")
@requires(Permission.ASSESS, find_renewal)
def csv(renewal: Renewal) -> ResponseReturnValue:
    header = [_("Naam"), _("Vaardigheid"), _("Niveau"), _("Wat er is gedaan")]
    rows: list[list[Cell]] = [
        [
            called(each.badge.person),
            localised(each.badge.achievement.skill_version.name),
            each.badge.level,
            _outcome(renewal, each),
        ]
        for each in results_of(renewal, current_identity().today)
    ]
    return spreadsheet_response("vernieuwd", header, rows)


def _form(team: Team) -> RenewalForm:
    form, identity = RenewalForm(), current_identity()
    form.observed_on.looks_back_from(identity.today)
    return form.offer(renewable(team, identity))


def _outcome(renewal: Renewal, result: Result) -> str:
    if result.earned:
        return str(_("Vernieuwd"))
    if result.saved:
        return str(_("Opgeslagen, de badge wacht nog"))
    if renewal.job.finished_at is None:
        return str(_("Nog niet aan de beurt"))
    return str(_("Niet gedaan"))
