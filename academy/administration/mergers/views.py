"""Pages on which the academy merges two organisations: choose, look at the counts, say yes, and see
how far it is."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from academy.administration.mergers import beginning
from academy.administration.mergers.forms import IntoForm, MergeForm
from academy.administration.mergers.preview import Preview, preview
from academy.administration.mergers.queries import find_merger, left_there, merger_of, others_than
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.organisations import queries as places
from academy.organisations.merging.models import Merger
from academy.organisations.models import Organisation
from academy.people.taking_over import Hands
from academy.security.guard import Closed, current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import form_page, refused_page
from academy.web.refusals import sentence_of

blueprint = Blueprint("mergers", __name__)
TEMPLATE = "mergers/new.html"


@blueprint.get("/organisations/<uuid:organisation_uuid>/merge")
@requires(Permission.MANAGE_PLATFORM, places.find_any_organisation, closed=Closed.GOES_ON)
def new(organisation: Organisation) -> ResponseReturnValue:
    """First where to (`?into=…`), then what that does."""
    if merger_of(organisation) is not None:
        return redirect(_outcome(organisation), 303)
    return form_page(TEMPLATE, MergeForm(formdata=None), **_shown(organisation))


@blueprint.post("/organisations/<uuid:organisation_uuid>/merge")
@requires(Permission.MANAGE_PLATFORM, places.find_any_organisation, closed=Closed.GOES_ON)
def create(organisation: Organisation) -> ResponseReturnValue:
    form, stays, identity = MergeForm(), _chosen(organisation), current_identity()
    if stays is None:
        return redirect(url_for(".new", organisation_uuid=organisation.uuid), 303)
    if not form.validate_on_submit():
        return form_page(TEMPLATE, form, **_shown(organisation))
    try:
        with transaction(organisation, stays):
            merger = beginning.begin(
                organisation, stays,
                administrators_go_along=form.administrators_go_along,
                page=_outcome(organisation), by=identity, hands=_hands(),
            )  # fmt: skip
    except AcademyError as refusal:
        return refused_page(TEMPLATE, form, refusal, **_shown(organisation))
    return redirect(url_for("jobs.show", job_uuid=merger.job_uuid), 303)


@blueprint.get("/organisations/<uuid:organisation_uuid>/merger")
@requires(Permission.MANAGE_PLATFORM, find_merger)
def show(merger: Merger) -> ResponseReturnValue:
    return render_template(
        "mergers/show.html",
        merger=merger,
        left=left_there(merger),
        is_worked_on=beginning.is_worked_on(merger),
    )


@blueprint.post("/organisations/<uuid:organisation_uuid>/merger/go-on")
@requires(Permission.MANAGE_PLATFORM, find_merger)
def go_on(merger: Merger) -> ResponseReturnValue:
    """After the work was stopped, or gave up; twice is once."""
    with transaction(merger.goes):
        beginning.go_on(merger, page=_outcome(merger.goes), by=current_identity())
    return redirect(_outcome(merger.goes), 303)


def _hands() -> Hands:
    return Hands(by=current_identity().actor, now=dependencies().clock())


def _outcome(organisation: Organisation) -> str:
    return url_for(".show", organisation_uuid=organisation.uuid)


def _chosen(organisation: Organisation) -> Organisation | None:
    wish = request.args.get("into", "")
    return next((each for each in others_than(organisation) if str(each.uuid) == wish), None)


def _shown(organisation: Organisation) -> dict[str, object]:
    into = IntoForm(formdata=None, data={"into": request.args.get("into", "")})
    stays = _chosen(organisation)
    found = preview(organisation, stays, current_identity().today) if stays else None
    return {
        "organisation": organisation,
        "into": into.offer(others_than(organisation)),
        "preview": found,
        "hindrance": _hindrance(found),
    }


def _hindrance(found: Preview | None) -> str | None:
    return sentence_of(found.refusal) if found is not None and found.refusal else None
