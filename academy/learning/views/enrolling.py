"""A leader or an administrator puts the own people on the list of a run, and takes them off."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import InvalidInputError
from academy.learning import attendance, participants, queries, rules, service
from academy.learning.forms import EnrolForm
from academy.learning.participants import Candidate, Offer, OwnEnrolment, Reach, TeamOffer
from academy.learning.views.blueprint import blueprint
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of


@blueprint.get("/course-offers")
@requires(Permission.ENROL, participants.find_reach)
def offers(reach: Reach) -> ResponseReturnValue:
    """What people can still join."""
    lines = [
        line
        for line in queries.runs_ahead(current_identity().today)
        if line.run.cancelled_at is None
    ]
    return render_template("learning/offers.html", lines=lines, has_teams=bool(reach.teams))


@blueprint.get("/course-offers/<uuid:run_uuid>")
@requires(Permission.ENROL, participants.find_offer)
def offer(found: Offer) -> ResponseReturnValue:
    """One run: who of one's own people takes part, and from which team to choose more."""
    run = found.run
    return render_template(
        "learning/offer.html",
        run=run,
        version=run.course_version,
        people=participants.own_enrolments(run, current_identity()),
        teams=found.reach.teams,
        free=rules.free_seats(run, service.enrolled(run)),
        is_open=rules.is_open,
    )


@blueprint.get("/course-offers/<uuid:run_uuid>/teams/<uuid:team_uuid>")
@requires(Permission.ENROL, participants.find_team_offer)
def choose_people(found: TeamOffer) -> ResponseReturnValue:
    service.refuse_cancelled(found.run)
    people = participants.members(found.team, current_identity().today)
    return _choice_page(found, EnrolForm.about(people, blank=True))


@blueprint.post("/course-offers/<uuid:run_uuid>/teams/<uuid:team_uuid>")
@requires(Permission.ENROL, participants.find_team_offer)
def enrol(found: TeamOffer) -> ResponseReturnValue:
    """First the names once more, then it is done: a course is a promise to somebody."""
    people = participants.members(found.team, current_identity().today)
    form = EnrolForm.about(people)
    if not form.validate_on_submit():
        return _choice_page(found, form), 422
    ticked = participants.chosen(people, form.person.data)
    try:
        return _enrol(found, ticked) if "sure" in request.form else _ask(found, ticked)
    except InvalidInputError as error:
        form.person.errors = [sentence_of(error)]
        return _choice_page(found, form), error.status


def _ask(found: TeamOffer, ticked: Sequence[Candidate]) -> ResponseReturnValue:
    """Says at once that there are too few seats, not after the question whether it is right."""
    attendance.fitting(found.run, ticked)
    return render_template("learning/enrol.html", run=found.run, team=found.team, ticked=ticked)


def _enrol(found: TeamOffer, ticked: Sequence[Candidate]) -> ResponseReturnValue:
    address = url_for("learning.offer", run_uuid=found.run.uuid)
    with transaction(found.run):
        added = attendance.enrol(
            found.run, ticked, by=current_identity().actor, now=dependencies().clock()
        )
    flash(_enrolled_words(len(added)), "success")
    return redirect(address, 303)


def _enrolled_words(number: int) -> str:
    if not number:
        return str(_("Iedereen die je koos, stond al op de lijst."))
    return str(ngettext("%(num)s persoon aangemeld.", "%(num)s mensen aangemeld.", number))


def _choice_page(found: TeamOffer, form: EnrolForm) -> str:
    run = found.run
    listed = participants.own_enrolments(run, current_identity())
    return render_template(
        "learning/choose_people.html",
        run=run,
        team=found.team,
        version=run.course_version,
        form=form,
        listed={str(each.person.uuid) for each in listed},
        free=rules.free_seats(run, service.enrolled(run)),
    )


@blueprint.post("/enrolments/<uuid:enrolment_uuid>/withdraw")
@requires(Permission.ENROL, participants.find_own_enrolment)
def withdraw_enrolment(found: OwnEnrolment) -> ResponseReturnValue:
    """Take somebody off the list again."""
    address = url_for("learning.offer", run_uuid=found.enrolment.run.uuid)
    with transaction(found.enrolment.run):
        attendance.remove(found.enrolment, by=current_identity().actor, now=dependencies().clock())
    flash(_("Van de lijst gehaald."), "success")
    return redirect(address, 303)
