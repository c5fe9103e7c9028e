"""Pages on which a leader asks for paper and hands it over, and the office prints it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.jobs import prints
from academy.jobs.rights import Started
from academy.organisations import queries as places
from academy.organisations.models import Organisation, Team
from academy.people.queries import find_led_or_administered_team
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.teams.handovers import service
from academy.teams.handovers.forms import AskForm, GivenForm, month_before
from academy.web.answers import show_refusal

blueprint = Blueprint("handovers", __name__)


@blueprint.get("/teams/<uuid:team_uuid>/handovers")
@requires(Permission.GIVE_CARDS, find_led_or_administered_team)
def show(team: Team) -> ResponseReturnValue:
    return _page(team)


@blueprint.post("/teams/<uuid:team_uuid>/handovers/ask")
@requires(Permission.GIVE_CARDS, find_led_or_administered_team)
def ask(team: Team) -> ResponseReturnValue:
    form, identity = AskForm(), current_identity()
    if not form.validate_on_submit():
        return _page(team, ask_form=form)
    page = url_for(".show", team_uuid=team.uuid)
    with transaction(team.organisation):
        waiting = service.not_asked(team, identity.today)
        count = service.ask(
            team,
            waiting.cards if form.cards.data else [],
            waiting.since(form.since.data) if form.certificates.data else [],
            by=identity,
            now=dependencies().clock(),
        )
    flash(
        ngettext(
            "Het kantoor print %(num)s ding voor je.", "Het kantoor print %(num)s dingen voor je.",
            count,
        )
        if count
        else _("Er is niets nieuws om te printen."),
        "success",
    )  # fmt: skip
    return redirect(page, 303)


@blueprint.post("/teams/<uuid:team_uuid>/handovers/given")
@requires(Permission.GIVE_CARDS, find_led_or_administered_team)
def given(team: Team) -> ResponseReturnValue:
    """A second tap finds it ticked already."""
    today = current_identity().today
    rows = [row for row in service.to_hand_over(team, today) if row.printed_at]
    form, page = GivenForm().offer(rows), url_for(".show", team_uuid=team.uuid)
    if not rows:
        flash(_("Er is nu niets om af te geven."), "error")
        return redirect(page, 303)
    if not form.validate_on_submit():
        return _page(team, given_form=form)
    chosen = {row.id for row in rows if str(row.uuid) in form.things.data}
    try:
        with transaction(team.organisation):
            now_rows = [row for row in service.to_hand_over(team, today) if row.id in chosen]
            service.hand_over(
                team, now_rows, form.given_on.data, by=current_identity(),
                now=dependencies().clock(),
            )  # fmt: skip
    except AcademyError as refusal:
        show_refusal(form, refusal)
        return _page(team, given_form=form)
    flash(_("Opgeslagen."), "success")
    return redirect(page, 303)


@blueprint.get("/organisations/<uuid:organisation_uuid>/handovers")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def index(organisation: Organisation) -> ResponseReturnValue:
    """What the office is asked to print."""
    waiting = service.waiting_at(organisation, current_identity().today)
    return render_template("handovers/index.html", organisation=organisation, waiting=waiting)


@blueprint.post("/organisations/<uuid:organisation_uuid>/handovers/print")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def print_all(organisation: Organisation) -> ResponseReturnValue:
    """Too slow for a request, so a job makes it."""
    identity = current_identity()
    with transaction():
        job_uuid = prints.ask(
            "print-handovers",
            {"organisation": str(organisation.uuid)},
            key=str(organisation.uuid),
            started=Started(
                by_id=identity.person_id,
                permission=Permission.MANAGE_ORGANISATION,
                about=organisation.uuid,
            ),
            now=dependencies().clock(),
        )
    return redirect(url_for("jobs.show", job_uuid=job_uuid), 303)


def _page(
    team: Team, *, ask_form: AskForm | None = None, given_form: GivenForm | None = None
) -> ResponseReturnValue:
    """422 when one of its two forms was wrong, with what was filled in kept."""
    today = current_identity().today
    rows = service.to_hand_over(team, today)
    printed = [row for row in rows if row.printed_at]
    status = 200 if ask_form is None and given_form is None else 422
    page = render_template(
        "handovers/show.html",
        team=team,
        not_asked=service.not_asked(team, today),
        printed=printed,
        at_the_office=len(rows) - len(printed),
        ask_form=ask_form or AskForm(formdata=None, cards=True, since=month_before(today)),
        form=given_form or GivenForm(formdata=None, given_on=today).offer(printed),
    )
    return page, status
