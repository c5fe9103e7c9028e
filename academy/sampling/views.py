"""Pages of a sample: look a second time, and answer to what somebody found."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.assessments.models import Assessment
from academy.assessments.words import METHODS
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.sampling.forms import AnswerForm, LookForm
from academy.sampling.looking import answer as give_answer
from academy.sampling.looking import look as write_look
from academy.sampling.models import Sample, SampleOutcome
from academy.sampling.queries import find_sample
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH
from academy.web.refusals import sentence_of

blueprint = Blueprint("samples", __name__)


@blueprint.route("/samples/<uuid:sample_uuid>", methods=BOTH)
@requires(Permission.LOOK_AT_SAMPLE, find_sample)
def look(sample: Sample) -> ResponseReturnValue:
    form = LookForm()
    if not form.validate_on_submit():
        return _page(sample, form), 422 if form.is_submitted() else 200
    try:
        with transaction(sample.credential.person):
            write_look(
                sample,
                SampleOutcome(form.outcome.data),
                form.finding.data or "",
                by=current_identity(),
                now=dependencies().clock(),
            )
    except AcademyError as refusal:
        form.form_errors.append(sentence_of(refusal))
        return _page(sample, form), refusal.status
    flash(_("Opgeslagen. Dank je wel dat je keek."), "success")
    return redirect(url_for("reviews.index"), 303)


@blueprint.route("/samples/<uuid:sample_uuid>/answer", methods=BOTH)
@requires(Permission.ANSWER_SAMPLE, find_sample)
def answer(sample: Sample) -> ResponseReturnValue:
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(sample, form), 422 if form.is_submitted() else 200
    try:
        with transaction(sample.credential.person):
            give_answer(sample, form.answer.data, by=current_identity(), now=dependencies().clock())
    except AcademyError as refusal:
        form.form_errors.append(sentence_of(refusal))
        return _page(sample, form), refusal.status
    flash(_("Je antwoord is opgeslagen."), "success")
    return redirect(url_for("reviews.index"), 303)


def _page(sample: Sample, form: LookForm | AnswerForm) -> str:
    """Not what the assessor noted: that is between them and the worker."""
    badge = sample.credential
    return render_template(
        "samples/look.html" if isinstance(form, LookForm) else "samples/answer.html",
        sample=sample,
        badge=badge,
        version=badge.achievement.skill_version,
        assessment=db.session.get_one(Assessment, badge.assessment_id),
        form=form,
        methods=METHODS,
    )
