"""A leader or an administrator puts the own people on the list of a run, and takes them off."""

from collections.abc import Sequence
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.database import transaction
from academy.dependencies import dependencies
from academy.learning import enrolling, participants, presence, queries, rules, seats, trainers
from academy.learning.enrol_list import read_list
from academy.learning.enrol_list_form import ListForm
from academy.learning.forms import EnrolForm
from academy.learning.giving.queries import find_giving
from academy.learning.models import CourseRun, Enrolment
from academy.learning.participants import Candidate, Offer, OwnEnrolment, Reach, TeamOffer
from academy.learning.views.blueprint import blueprint
from academy.people.namesakes import expect
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page


@blueprint.get("/course-offers")
@requires(Permission.ENROL, participants.find_reach)
def offers(_reach: Reach) -> ResponseReturnValue:
    """What people can still join."""
    identity = current_identity()
    lines = [line for line in queries.runs_ahead(identity.today) if line.run.cancelled_at is None]
    return render_template(
        "learning/offers.html", lines=lines, teaches=bool(trainers.taught_by(identity))
    )


@blueprint.get("/course-offers/<uuid:run_uuid>")
@requires(Permission.ENROL, participants.find_offer)
def offer(found: Offer) -> ResponseReturnValue:
    """One run: who of one's own people takes part, and from which team to choose more."""
    run, identity = found.run, current_identity()
    people = participants.own_enrolments(run, identity)
    return render_template(
        "learning/offer.html",
        run=run,
        version=run.course_version,
        people=people,
        gone=_gone(people, identity.today),
        teams=found.reach.teams,
        free=seats.free(run),
        positions=seats.positions(run),
        followed=presence.hours_followed(run),
        is_open=rules.is_open,
        begun=run.has_begun_on(identity.today),
        giving=find_giving(identity, run.uuid),
        takes_people_on=rules.takes_people_on(run, identity.today),
    )


def _gone(people: Sequence[Enrolment], today: date) -> set[int]:
    """Numbers of those who work there no more."""
    places = {each.organisation_id for each in people if each.organisation_id}
    left = (each for place in places for each in participants.left_behind(place, today))
    return {each.id for each in left}


@blueprint.get("/course-offers/<uuid:run_uuid>/teams/<uuid:team_uuid>")
@requires(Permission.ENROL, participants.find_team_offer)
def choose_people(found: TeamOffer) -> ResponseReturnValue:
    enrolling.refuse_closed(found.run, current_identity().today)
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
    return _enrol(found.run, ticked) if "sure" in request.form else _ask(found.run, ticked)


@blueprint.route("/course-offers/<uuid:run_uuid>/list", methods=BOTH)
@requires(Permission.ENROL, participants.find_offer)
def enrol_from_list(found: Offer) -> ResponseReturnValue:
    """By staff numbers, of all teams within reach: the names once more, then it is done."""
    run, today = found.run, current_identity().today
    enrolling.refuse_closed(run, today)
    people = participants.by_number(found.reach, today)
    if "sure" in request.form:
        everybody = (each for those in people.values() for each in those)
        return _enrol(run, participants.chosen(everybody, request.form.getlist("person")))
    form = ListForm()
    if not form.validate_on_submit():
        return form_page("learning/enrol_from_list.html", form, run=run, mistakes=())
    listed = read_list(form.rows, people)
    if listed.mistakes or not listed.people:
        page = "learning/enrol_from_list.html"
        return render_template(page, form=form, run=run, mistakes=listed.mistakes), 422
    expect(each.person.id for each in listed.people)
    return _ask(run, listed.people)


def _ask(run: CourseRun, ticked: Sequence[Candidate]) -> ResponseReturnValue:
    """Says beforehand how many of them will wait for a seat."""
    enrolling.refuse_closed(run, current_identity().today)
    free, new = seats.free(run), enrolling.newcomers(run, ticked)
    return render_template(
        "learning/enrol.html",
        run=run,
        ticked=ticked,
        will_wait=0 if free is None else max(0, len(new) - free),
    )


def _enrol(run: CourseRun, ticked: Sequence[Candidate]) -> ResponseReturnValue:
    address = url_for("learning.offer", run_uuid=run.uuid)
    with transaction(run, *(each.person for each in ticked)):
        added = enrolling.enrol(
            run, ticked, by=current_identity().actor, now=dependencies().clock()
        )
        waiting = sum(not each.has_seat for each in added)
    flash(_enrolled_words(len(added) - waiting, waiting), "success")
    return redirect(address, 303)


def _enrolled_words(seated: int, waiting: int) -> str:
    if not seated + waiting:
        return str(_("Iedereen die je koos, stond al op de lijst."))
    said = []
    if seated:
        said.append(ngettext("%(num)s persoon aangemeld.", "%(num)s mensen aangemeld.", seated))
    if waiting:
        said.append(
            ngettext(
                "%(num)s persoon staat op de wachtlijst.",
                "%(num)s mensen staan op de wachtlijst.",
                waiting,
            )
        )
    return " ".join(said)


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
        free=seats.free(run),
    )


@blueprint.post("/enrolments/<uuid:enrolment_uuid>/withdraw")
@requires(Permission.ENROL, participants.find_own_enrolment)
def withdraw_enrolment(found: OwnEnrolment) -> ResponseReturnValue:
    """Take somebody off the list again."""
    address = url_for("learning.offer", run_uuid=found.enrolment.run.uuid)
    with transaction(found.enrolment.run):
        enrolling.remove(found.enrolment, by=current_identity().actor, now=dependencies().clock())
    flash(_("Van de lijst gehaald."), "success")
    return redirect(address, 303)
