"""Pages on which a team leader looks at what somebody can do."""

from uuid import uuid4

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.assessments import awarding, queries, service
from academy.assessments.asking import NONE as NO_DOUBTS
from academy.assessments.asking import Doubts, doubts_about
from academy.assessments.awarding import is_flagged
from academy.assessments.choosing import choices_for
from academy.assessments.evidence import PhotoOfAssessment, find_photo
from academy.assessments.forms import AssessmentForm, form_for
from academy.assessments.licences import asked_of
from academy.assessments.models import Assessment
from academy.assessments.needs import what_is_lacking, what_is_needed
from academy.assessments.photos import place_for
from academy.assessments.progress import (
    earlier_seen,
    newest_seen,
    outcome_of,
)
from academy.assessments.queries import SkillToAssess, TeamWorker
from academy.assessments.recording import Receipt, Recorded
from academy.assessments.rules import may_undo
from academy.assessments.saving import Saving
from academy.assessments.saving import save as save_with_badge
from academy.assessments.seconds.queries import of_assessment
from academy.assessments.sentences import refusal_of
from academy.assessments.standing import Subject
from academy.assessments.words import ANSWERS, METHODS, REASONS, REMARKS
from academy.catalogue.levels import EARNED
from academy.catalogue.translating.beside import with_dutch
from academy.catalogue.validation.defaults import rule_now
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.media.photos import Photo, clean_photo
from academy.security.guard import current_identity, requires
from academy.security.headers import allow_playing
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of
from academy.web.searched import searched

blueprint = Blueprint("assessments", __name__)
SURE = "sure"
"""The button that says: yes, I mean this level, whatever was seen before."""


@blueprint.get("/people/<uuid:person_uuid>/skills")
@requires(Permission.ASSESS, queries.find_worker)
def choose_skill(worker: TeamWorker) -> ResponseReturnValue:
    query = searched()
    return render_template(
        "assessments/choose_skill.html",
        worker=worker,
        choices=choices_for(worker.team, current_identity(), worker=worker, query=query),
        query=query,
        may_assess=queries.may_assess_something(current_identity(), worker.team.organisation_id),
    )


@blueprint.get("/people/<uuid:person_uuid>/skills/<skill_code>/assess")
@requires(Permission.ASSESS, queries.find_skill_to_assess)
def new(target: SkillToAssess) -> ResponseReturnValue:
    form = form_for(target, today=current_identity().today)
    form.corrects.data = request.args.get("corrects", "")
    form.based_on.data = newest_seen(target)
    return show_form(target, form)


@blueprint.post("/people/<uuid:person_uuid>/skills/<skill_code>/assess")
@requires(Permission.ASSESS, queries.find_skill_to_assess)
def create(target: SkillToAssess) -> ResponseReturnValue:
    form = form_for(target, today=current_identity().today)
    if "tick" in request.form and not form.is_stale(target):
        return tick(target, form)
    asked = ask_first(target, form)
    if asked is not None:
        return asked
    try:
        recorded = save(target, form)
    except AcademyError as refusal:
        form.form_errors.append(sentence_of(refusal))
        return show_form(target, form), refusal.status
    if recorded.receipt is Receipt.CONFLICT:
        return render_template("assessments/create.html", target=target), 409
    return redirect(url_for(".show", assessment_uuid=recorded.uuid), 303)


def save(target: SkillToAssess, form: AssessmentForm) -> Recorded:
    """Keep it with its photo and badge; raises AcademyError when that is refused."""
    photo, deps, identity = read_photo(form), dependencies(), current_identity()
    now = deps.clock()
    submission = form.to_submission(target, photo.hash if photo else None, by=identity, now=now)
    saving = Saving(
        submission=submission,
        photo=place_for(photo, submission.uuid) if photo else None,
        by=identity.actor,
        now=now,
    )
    recorded = save_with_badge(saving, target, deps)
    if recorded.receipt is Receipt.REFUSED:
        raise refusal_of(recorded.objections[0])
    return recorded


def read_photo(form: AssessmentForm) -> Photo | None:
    upload = form.photo.data
    if not upload or not upload.filename:
        return None
    return clean_photo(upload.read())


def tick(target: SkillToAssess, form: AssessmentForm) -> ResponseReturnValue:
    """Fill in what a button says, and show the form again; script does it on the page."""
    form.fill_in(request.form["tick"], earlier=earlier_seen(target))
    return show_form(target, form)


def ask_first(target: SkillToAssess, form: AssessmentForm) -> ResponseReturnValue | None:
    """The form again, as long as something is missing or may not be meant."""
    if form.is_stale(target):
        form.ask_anew(target)
        return show_form(target, form), 409
    if not form.validate_on_submit():
        return show_form(target, form), 422
    doubts = doubts_about(target, form, by=current_identity(), now=dependencies().clock())
    if not doubts or request.form.get(SURE) == str(form.level.data):
        return None
    form.uuid.data = str(uuid4())  # after going back, the old one is of what was saved then
    return show_form(target, form, doubts=doubts), 409


def show_form(
    target: SkillToAssess, form: AssessmentForm, *, doubts: Doubts = NO_DOUBTS, look: bool = False
) -> str:
    """`doubts`: ask first whether this is meant; `look`: a reviewer asked for it."""
    rule = rule_now(target.version)
    return render_template(
        "assessments/new.html", target=target, form=form, look=look, doubts=doubts, sure=SURE,
        earlier={} if look else earlier_seen(target), levels=EARNED,
        rule=rule, needed=what_is_needed(target.version, rule),
        licence=asked_of(
            target.worker.person.id, target.worker.team.organisation_id, target.version,
            current_identity().today,
        ),
    )  # fmt: skip


def save_a_look(target: SkillToAssess, form: AssessmentForm) -> Recorded | ResponseReturnValue:
    """Of somebody who was asked to look: what was kept, or the form once more."""
    if "tick" in request.form:
        form.fill_in(request.form["tick"])
        return show_form(target, form, look=True)
    if form.is_stale(target):
        form.ask_anew(target)
        return show_form(target, form, look=True), 409
    if not form.validate_on_submit():
        return show_form(target, form, look=True), 422
    try:
        return save(target, form)
    except AcademyError as refusal:
        form.form_errors.append(sentence_of(refusal))
        return show_form(target, form, look=True), refusal.status


@blueprint.get("/assessments/<uuid:assessment_uuid>")
@requires(Permission.READ_ASSESSMENT, queries.find_assessment)
def show(assessment: Assessment) -> ResponseReturnValue:
    now = dependencies().clock()
    identity = current_identity()
    about_me = assessment.person_id == identity.person_id
    told = about_me or not assessment.is_objected_to
    outcome = outcome_of(assessment, told=told)
    if about_me and assessment.voices:
        allow_playing()
    return render_template(
        "assessments/show.html",
        assessment=assessment,
        outcome=outcome,
        lacking=what_is_lacking(assessment.skill_version, outcome.lacking),
        second=of_assessment(assessment, today=identity.today, now=now)
        if outcome.lacking.assessors
        else None,
        told=told,
        can_undo=assessment.assessor_id == identity.person_id
        and assessment.withdrawal is None
        and may_undo(assessment.recorded_at, now),
        seen=answered_criteria(assessment),
        methods=METHODS,
        remarks=REMARKS,
        flagged=is_flagged(assessment) or (not told and assessment.flag is not None),
        reasons=REASONS,
    )


def answered_criteria(assessment: Assessment) -> list[dict[str, str | None]]:
    """Each criterion of the version with its answer, for `seen_list`; of a worker's own look in the
    worker's words, the Dutch beside it."""
    return [
        {
            "text": with_dutch(criterion["text"]),
            "answer": assessment.answers.get(criterion["id"]),
            "words": str(ANSWERS.get(assessment.answers.get(criterion["id"]), _("Geen antwoord"))),
        }
        for criterion in assessment.skill_version.criteria
    ]


@blueprint.post("/assessments/<uuid:assessment_uuid>/undo")
@requires(Permission.UNDO_ASSESSMENT, queries.find_assessment)
def undo(assessment: Assessment) -> ResponseReturnValue:
    with transaction(assessment.person):
        service.undo(assessment, by=current_identity(), now=dependencies().clock())
    awarding.give_back(Subject.of(assessment), dependencies(), by=current_identity().actor)
    # the page itself says that it was undone, and what holds now
    return redirect(url_for(".show", assessment_uuid=assessment.uuid), 303)


@blueprint.get("/assessments/<uuid:assessment_uuid>/photos/<uuid:photo_uuid>.jpg")
@requires(Permission.READ_ASSESSMENT, find_photo)
def photo(found: PhotoOfAssessment) -> ResponseReturnValue:
    try:
        content = dependencies().files.get(found.evidence.storage_key)
    except FileNotFoundError:
        abort(404)
    return Response(content, mimetype="image/jpeg")
