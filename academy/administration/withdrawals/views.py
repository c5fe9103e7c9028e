"""Pages on which an administrator withdraws many badges, and sees what became of each."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.withdrawals import letters
from academy.administration.withdrawals.choosing import (
    JOB,
    MOST,
    Wish,
    Withdrawal,
    badges_in,
    chosen_badges,
    current_badges,
    find_withdrawal,
    skills_given,
    unique_key,
)
from academy.administration.withdrawals.forms import WithdrawalForm
from academy.credentials.models import Credential
from academy.database import transaction
from academy.dependencies import dependencies
from academy.jobs import prints
from academy.jobs.queue import Priority, enqueue
from academy.jobs.rights import Started
from academy.organisations import queries as places
from academy.organisations.models import Organisation
from academy.people.namesakes import called
from academy.security.guard import Closed, current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import form_page
from academy.web.locale import localised
from academy.web.spreadsheet import Cell, spreadsheet_response

blueprint = Blueprint("withdrawals", __name__)


@blueprint.get("/organisations/<uuid:organisation_uuid>/withdrawals")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def new(organisation: Organisation) -> ResponseReturnValue:
    """First a skill and perhaps a team (`?skill=…&team=…`), then the badges of these; none is
    ticked beforehand unless `?everyone` asks for it."""
    form = WithdrawalForm().offer(_offered(organisation))
    if "everyone" in request.args:
        form.badges.data = [each.value for each in form.badges.choices]
    return _page(organisation, form)


@blueprint.post("/organisations/<uuid:organisation_uuid>/withdrawals")
@requires(
    Permission.MANAGE_ORGANISATION, places.find_administered_organisation, closed=Closed.GOES_ON
)
def create(organisation: Organisation) -> ResponseReturnValue:
    """Also of badges of an organisation that goes on in another: whoever administers that does."""
    form, identity = WithdrawalForm().offer(_offered(organisation)), current_identity()
    if not form.badges.choices:  # somebody else was first, or no skill was chosen
        return redirect(url_for(".new", organisation_uuid=organisation.uuid), 303)
    if not form.validate_on_submit():
        return _page(organisation, form)
    key, about = form.new_uuid, organisation.uuid
    arguments = {
        "badges": form.badges.data,
        "reason": form.reason.data,
        "page": url_for(".show", organisation_uuid=about, key=key),
    }
    started = Started(
        by_id=identity.person_id, permission=Permission.MANAGE_ORGANISATION, about=about
    )
    with transaction():
        job = enqueue(
            JOB, arguments, unique_key=unique_key(key), priority=Priority.BULK, started=started
        )
    return redirect(url_for("jobs.show", job_uuid=job), 303)


@blueprint.get("/organisations/<uuid:organisation_uuid>/withdrawals/<uuid:key>")
@requires(Permission.MANAGE_ORGANISATION, find_withdrawal)
def show(withdrawal: Withdrawal) -> ResponseReturnValue:
    badges = _badges(withdrawal)
    return render_template(
        "withdrawals/show.html",
        withdrawal=withdrawal,
        lines=[(each, _outcome(withdrawal, each)) for each in badges],
        withdrawn=sum(each.revocation is not None for each in badges),
        letters=len(letters.unreached(badges)),
    )


@blueprint.get("/organisations/<uuid:organisation_uuid>/withdrawals/<uuid:key>.csv")
@requires(Permission.MANAGE_ORGANISATION, find_withdrawal)
def csv(withdrawal: Withdrawal) -> ResponseReturnValue:
    header = [_("Naam"), _("Vaardigheid"), _("Niveau"), _("Wat er is gedaan")]
    rows: list[list[Cell]] = [
        [
            called(each.person),
            localised(each.achievement.skill_version.name),
            each.level,
            _outcome(withdrawal, each),
        ]
        for each in _badges(withdrawal)
    ]
    return spreadsheet_response("ingetrokken", header, rows)


@blueprint.post("/organisations/<uuid:organisation_uuid>/withdrawals/<uuid:key>/letters")
@requires(Permission.MANAGE_ORGANISATION, find_withdrawal)
def print_letters(withdrawal: Withdrawal) -> ResponseReturnValue:
    """For whoever gets no mail; a sheet for each badge, so that a job makes them."""
    about = withdrawal.organisation.uuid
    started = Started(
        by_id=current_identity().person_id, permission=Permission.MANAGE_ORGANISATION, about=about
    )
    with transaction():
        job = prints.ask(
            letters.JOB,
            {"withdrawal": str(withdrawal.key)},
            key=str(withdrawal.key),
            started=started,
            now=dependencies().clock(),
        )
    return redirect(url_for("jobs.show", job_uuid=job), 303)


def _badges(withdrawal: Withdrawal) -> list[Credential]:
    badges = badges_in(withdrawal.job)
    return chosen_badges(withdrawal.organisation, badges, current_identity())


def _outcome(withdrawal: Withdrawal, badge: Credential) -> str:
    if badge.revocation is not None:
        return str(_("Ingetrokken"))
    if withdrawal.job.finished_at is None:
        return str(_("Nog niet aan de beurt"))
    return str(_("Niet gedaan"))


def _wish(organisation: Organisation) -> Wish | None:
    """What the address asks for; None: no skill that was given here."""
    code, team = request.args.get("skill"), request.args.get("team")
    skill = next((each for each in skills_given(organisation) if each.code == code), None)
    teams = places.teams_of(organisation)
    chosen = next((each for each in teams if str(each.uuid) == team), None)
    return Wish(skill=skill, team=chosen) if skill else None


def _offered(organisation: Organisation) -> list[Credential]:
    wish = _wish(organisation)
    return current_badges(organisation, wish, current_identity()) if wish else []


def _page(organisation: Organisation, form: WithdrawalForm) -> ResponseReturnValue:
    wish = _wish(organisation)
    return form_page(
        "withdrawals/new.html",
        form,
        organisation=organisation,
        wish=wish,
        skills=[
            (each.code, localised(each.versions[-1].name)) for each in skills_given(organisation)
        ],
        teams=[(str(each.uuid), each.name) for each in places.teams_of(organisation)],
        most=MOST,
    )
