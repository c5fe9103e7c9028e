"""Pages on which somebody of the pool is the second person: take it, look, give it back."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.assessments.forms import form_for
from academy.assessments.recording import Recorded
from academy.assessments.seconds import asking
from academy.assessments.seconds.models import SecondLook
from academy.assessments.seconds.queries import find_offered, find_taken, target_of
from academy.assessments.views import save_a_look, show_form
from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.refusals import sentence_of

blueprint = Blueprint("seconds", __name__)


@blueprint.post("/second-looks/<uuid:second_uuid>/take")
@requires(Permission.TAKE_SECOND_LOOK, find_offered)
def take(asked: SecondLook) -> ResponseReturnValue:
    try:
        with transaction(asked.person):
            asking.take(asked, by=current_identity(), now=dependencies().clock())
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
        return _back()
    flash(_("Jij kijkt als tweede. De medewerker en de teamleider lezen dat."), "success")
    return _back()


@blueprint.post("/second-looks/<uuid:second_uuid>/give-back")
@requires(Permission.LOOK_SECOND, find_taken)
def give_back(asked: SecondLook) -> ResponseReturnValue:
    with transaction(asked.person):
        asking.give_back(asked, by=current_identity(), now=dependencies().clock())
    flash(_("Je kijkt niet meer als tweede. Iemand anders kan het nu doen."))
    return _back()


@blueprint.get("/second-looks/<uuid:second_uuid>")
@requires(Permission.LOOK_SECOND, find_taken)
def look(asked: SecondLook) -> ResponseReturnValue:
    target = target_of(asked)
    if target is None or asked.ended_at is not None:
        return _is_done()
    shows_people_of([asked.organisation_id], Seen.REVIEW)
    return show_form(target, form_for(target, today=current_identity().today), look=True)


@blueprint.post("/second-looks/<uuid:second_uuid>")
@requires(Permission.LOOK_SECOND, find_taken)
def save_look(asked: SecondLook) -> ResponseReturnValue:
    """As any assessment is saved. Sent again after the look was done, it is the same one."""
    target = target_of(asked)
    if target is None:
        return _is_done()
    shows_people_of([asked.organisation_id], Seen.REVIEW)
    saved = save_a_look(target, form_for(target, today=current_identity().today))
    if not isinstance(saved, Recorded):
        return saved
    with transaction(asked.person):
        asking.has_looked(asked, by=current_identity(), now=dependencies().clock())
    flash(_("Opgeslagen. Dank je wel dat je keek."), "success")
    return redirect(url_for("assessments.show", assessment_uuid=saved.uuid), 303)


def _is_done() -> ResponseReturnValue:
    flash(_("Hier hoeft niemand meer naar te kijken."))
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(url_for("reviews.index"), 303)
