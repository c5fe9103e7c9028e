"""A page on which an administrator moves or stops many workers of a team, and the list of what was
done."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from academy.administration.crowds.changing import Outcome, move_all, stop_all, workers_of
from academy.administration.crowds.forms import STOP, CrowdForm
from academy.administration.leaving_form import destination
from academy.administration.team_choice import chosen_team, offer_teams, open_teams
from academy.dependencies import dependencies
from academy.organisations.models import Team
from academy.organisations.queries import find_administered_team
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import form_page
from academy.web.refusals import sentence_of

blueprint = Blueprint("crowds", __name__)


@blueprint.get("/teams/<uuid:team_uuid>/people/change")
@requires(Permission.MANAGE_ORGANISATION, find_administered_team)
def new(team: Team) -> ResponseReturnValue:
    """Nobody is ticked beforehand unless `?everyone` asks for it."""
    form = _form(team)
    form.day.data = current_identity().today
    if "everyone" in request.args:
        form.people.data = [each.value for each in form.people.choices]
    return form_page("crowds/new.html", form, team=team)


@blueprint.post("/teams/<uuid:team_uuid>/people/change")
@requires(Permission.MANAGE_ORGANISATION, find_administered_team)
def create(team: Team) -> ResponseReturnValue:
    """Answers with the list of what was done: sent again, it finds these people here no more."""
    form = _form(team)
    if not form.people.choices:
        return redirect(url_for(".new", team_uuid=team.uuid), 303)
    if not form.validate_on_submit():
        return form_page("crowds/new.html", form, team=team)
    outcomes = _change(team, form)
    return render_template(
        "crowds/create.html",
        team=team,
        stops=form.change.data == STOP,
        lines=[(each.person, each.refusal and sentence_of(each.refusal)) for each in outcomes],
        done=sum(each.refusal is None for each in outcomes),
    )


def _change(team: Team, form: CrowdForm) -> list[Outcome]:
    identity, now = current_identity(), dependencies().clock()
    rows = [
        row for row in workers_of(team, identity.today) if str(row.uuid) in set(form.people.data)
    ]
    by, today, day = identity.actor, identity.today, form.day.data
    if form.change.data == STOP:
        went_to = destination(form.went_to)
        return stop_all(rows, last_day=day, went_to=went_to, by=by, today=today, now=now)
    to = chosen_team(open_teams(team.organisation), form.team.data)
    return move_all(rows, to, first_day=day, by=by, today=today, now=now) if to else []


def _form(team: Team) -> CrowdForm:
    form = CrowdForm().offer(workers_of(team, current_identity().today))
    others = [each for each in open_teams(team.organisation) if each.id != team.id]
    offer_teams(form.team, others)
    return form
