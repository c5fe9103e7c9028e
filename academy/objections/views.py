"""Pages on which a worker answers, and somebody else looks again."""

from uuid import UUID

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from academy.assessments import awarding, queries
from academy.assessments.forms import form_for
from academy.assessments.models import Assessment, ReviewOutcome, WorkerResponse
from academy.assessments.recording import Recorded
from academy.assessments.seconds.queries import for_the_asker
from academy.assessments.standing import Subject
from academy.assessments.views import save_a_look, show_form
from academy.assessments.words import REASONS
from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.objections import conflicts
from academy.objections.deciding import Case, find_case, nobody_can_decide, open_cases
from academy.objections.forms import ResponseForm, ReviewForm
from academy.objections.listening import MessageOfObjection, find_message
from academy.objections.looking_again import (
    Look,
    find_look,
    has_looked,
    open_looks,
    who_can_look,
)
from academy.objections.referring import refer_to_academy
from academy.objections.responding import respond as respond_to
from academy.objections.reviewing import review as decide
from academy.objections.voices import MAX_BYTES, MOST_SECONDS, place_for, read_voice, stored
from academy.objections.words import FLAGS, PICTURES
from academy.people.models import Person
from academy.sampling.queries import samples_to_answer, samples_to_look_at
from academy.security.guard import current_identity, requires
from academy.security.headers import allow_playing, allow_recording
from academy.security.permissions import Permission
from academy.web.filters import day
from academy.web.playing import playable
from academy.web.refusals import sentence_of

blueprint = Blueprint("reviews", __name__)


@blueprint.get("/assessments/<uuid:assessment_uuid>/response")
@requires(Permission.RESPOND_TO_ASSESSMENT, queries.find_assessment)
def respond(assessment: Assessment) -> ResponseReturnValue:
    return _response_page(assessment, ResponseForm(obj=_last_answer(assessment)))


def _last_answer(assessment: Assessment) -> WorkerResponse | None:
    """What was said before, to change it."""
    return assessment.responses[-1] if assessment.responses else None


def _response_page(assessment: Assessment, form: ResponseForm) -> str:
    today = current_identity().today
    allow_recording()
    return render_template(
        "reviews/respond.html",
        assessment=assessment,
        form=form,
        pictures=PICTURES,
        most_seconds=MOST_SECONDS,
        most_bytes=MAX_BYTES,
        objection=next((each for each in assessment.responses if each.is_open), None),
        goes_to_academy=nobody_can_decide(assessment, today),
    )


@blueprint.post("/assessments/<uuid:assessment_uuid>/response")
@requires(Permission.RESPOND_TO_ASSESSMENT, queries.find_assessment)
def save_response(assessment: Assessment) -> ResponseReturnValue:
    form, deps = ResponseForm(), dependencies()
    if not form.validate_on_submit():
        if form.voice.data:  # a browser never sends a file back with the page
            form.form_errors.append(_("Je bericht is niet bewaard. Neem het opnieuw op."))
        return _response_page(assessment, form), 422
    try:
        voice = read_voice(form.voice.data.read()) if form.spoke else None
    except AcademyError as refusal:
        form.form_errors.append(sentence_of(refusal))
        return _response_page(assessment, form), refusal.status
    message = place_for(voice, assessment.uuid) if voice else None
    said = form.to_said(message)
    with stored(message, deps.files), transaction(assessment.person):
        response = respond_to(assessment, said, by=current_identity().actor, now=deps.clock())
    if response.answer_by:
        flash(
            _("We kijken ernaar. Je hoort het uiterlijk op %(date)s.", date=day(response.answer_by))
        )
    else:
        flash(_("Dank je wel. We hebben het opgeschreven."))
    return redirect(url_for("assessments.show", assessment_uuid=assessment.uuid), 303)


@blueprint.get("/assessments/<uuid:assessment_uuid>/voices/<uuid:message_uuid>")
@requires(Permission.HEAR_OBJECTION, find_message)
def voice(found: MessageOfObjection) -> ResponseReturnValue:
    try:
        content = dependencies().files.get(found.message.storage_key)
    except FileNotFoundError:
        abort(404)
    return playable(content, found.message.mimetype)


@blueprint.get("/reviews")
@requires(Permission.SEE_REVIEWS)
def index() -> ResponseReturnValue:
    identity = current_identity()
    cases = open_cases(identity)
    seconds = for_the_asker(identity, now=dependencies().clock())
    shows_people_of((each.assessment.organisation_id for each in cases), Seen.REVIEW)
    mine = [each.asked for each in seconds if each.asked.taken_by_id == identity.person_id]
    shows_people_of((asked.organisation_id for asked in mine), Seen.REVIEW)
    return render_template(
        "reviews/index.html",
        cases=cases,
        looks=open_looks(identity),
        seconds=seconds,
        samples=samples_to_look_at(identity),
        answers=samples_to_answer(identity),
        today=identity.today,
        conflicts=conflicts.open_conflicts(identity),
        flags=FLAGS,
    )


@blueprint.get("/reviews/<uuid:assessment_uuid>")
@requires(Permission.REVIEW_ASSESSMENT, find_case)
def review(case: Case) -> ResponseReturnValue:
    return _review_page(case, _form_for(case))


def _form_for(case: Case) -> ReviewForm:
    form = ReviewForm()
    identity = current_identity()
    people = who_can_look(case, identity.today) if case.objected else []
    form.lets_ask(sorted(people, key=lambda person: person.id != identity.person_id))
    if not case.objected:
        form.is_of_what_waits()
    return form


def _review_page(case: Case, form: ReviewForm) -> str:
    shows_people_of([case.assessment.organisation_id], Seen.REVIEW)
    if case.assessment.voices:
        allow_playing()
    return render_template(
        "reviews/review.html",
        case=case,
        form=form,
        reasons=REASONS,
        flags=FLAGS,
        parallels=conflicts.parallels_for(current_identity(), case.assessment),
    )


@blueprint.post("/reviews/<uuid:assessment_uuid>")
@requires(Permission.REVIEW_ASSESSMENT, find_case)
def save_review(case: Case) -> ResponseReturnValue:
    form, assessment = _form_for(case), case.assessment
    if not form.validate_on_submit():
        return _review_page(case, form), 422
    outcome = ReviewOutcome(form.outcome.data)
    with transaction(assessment.person):
        decide(
            assessment,
            outcome,
            form.explanation.data,
            asked=_asked_by(form) if outcome is ReviewOutcome.LOOK_AGAIN else None,
            by=current_identity(),
            now=dependencies().clock(),
        )
    if outcome is ReviewOutcome.STANDS:
        awarding.award(assessment.id, dependencies(), by=current_identity().actor)
    awarding.give_back(Subject.of(assessment), dependencies(), by=current_identity().actor)
    flash(_("Je besluit is opgeslagen."))
    if find_look(current_identity(), assessment.uuid) is not None:
        return redirect(url_for(".look", assessment_uuid=assessment.uuid), 303)
    return redirect(url_for(".index"), 303)


def _asked_by(form: ReviewForm) -> Person:
    return db.session.scalars(select(Person).where(Person.uuid == UUID(form.asked.data))).one()


@blueprint.get("/reviews/<uuid:assessment_uuid>/look")
@requires(Permission.LOOK_AGAIN, find_look)
def look(found: Look) -> ResponseReturnValue:
    return show_form(
        found.target, form_for(found.target, today=current_identity().today), look=True
    )


@blueprint.post("/reviews/<uuid:assessment_uuid>/look")
@requires(Permission.LOOK_AGAIN, find_look)
def save_look(found: Look) -> ResponseReturnValue:
    """As any assessment is saved; what the badge that was objected to said wrongly goes with it."""
    form = form_for(found.target, today=current_identity().today)
    form.corrects.data = found.badge_to_replace(form.level.data)
    saved = save_a_look(found.target, form)
    if not isinstance(saved, Recorded):
        return saved
    with transaction(found.target.worker.person):
        has_looked(found, by=current_identity(), now=dependencies().clock())
    flash(_("Opgeslagen. Dank je wel dat je keek."))
    return redirect(url_for("assessments.show", assessment_uuid=saved.uuid), 303)


@blueprint.post("/reviews/<uuid:assessment_uuid>/refer")
@requires(Permission.REFER_ASSESSMENT, find_case)
def refer(case: Case) -> ResponseReturnValue:
    with transaction(case.assessment.person):
        refer_to_academy(case.assessment, by=current_identity(), now=dependencies().clock())
    flash(_("De academie kijkt ernaar. De medewerker leest dat ook."))
    return redirect(url_for(".index"), 303)


@blueprint.post("/reviews/conflicts/<uuid:conflict_uuid>/dismiss")
@requires(Permission.DISMISS_CONFLICT, conflicts.find_conflict)
def dismiss(found: conflicts.ConflictToDismiss) -> ResponseReturnValue:
    with transaction(found.conflict.assessment.person):
        conflicts.dismiss(found.conflict, by=current_identity(), now=dependencies().clock())
    flash(_("Gezien. De eerste beoordeling blijft staan."))
    return redirect(url_for(".index"), 303)
