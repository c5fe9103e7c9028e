"""Pages on which an administrator brings badges of before, looks at them, and offers them."""

from collections.abc import Callable
from uuid import uuid4

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.jobs.words import how_far
from academy.organisations import queries as places
from academy.organisations.models import Organisation
from academy.people.namesakes import called, expect
from academy.security.guard import Closed, current_identity, requires
from academy.security.identity import Identity
from academy.security.permissions import Permission
from academy.wallet.elsewhere.words import TOLD
from academy.wallet.found import queries, starting, tidying
from academy.wallet.found.forms import FoundForm
from academy.wallet.found.models import FOLDER, FoundBadge, FoundBadges, Stage
from academy.web.answers import BOTH, form_page
from academy.web.refusals import sentence_for, sentence_of
from academy.web.spreadsheet import spreadsheet_response

blueprint = Blueprint("found", __name__)


@blueprint.route("/organisations/<uuid:organisation_uuid>/found-badges", methods=BOTH)
@requires(
    Permission.MANAGE_ORGANISATION, places.find_administered_organisation, closed=Closed.SHOWN
)
def index(organisation: Organisation) -> ResponseReturnValue:
    """What was brought this week, and the form for more."""
    form, deps = FoundForm(), dependencies()
    if not form.validate_on_submit():
        brought = queries.found_by(organisation)
        return form_page("found/index.html", form, organisation=organisation, brought=brought)
    # before the row that names it; what no row names is swept up at night
    key = f"{FOLDER}{uuid4()}"
    deps.files.put(key, form.content)
    with transaction(organisation):
        found = starting.bring(
            organisation, (form.file_name, key), by=current_identity(), now=deps.clock()
        )
    return redirect(url_for(".show", found_uuid=found.uuid), 303)


@blueprint.get("/found-badges/<uuid:found_uuid>")
@requires(Permission.MANAGE_ORGANISATION, queries.find_found)
def show(found: FoundBadges) -> ResponseReturnValue:
    """How far it is, or each file with what is wrong first."""
    files, job = queries.files_of(found), queries.job_of(found)
    expect(each.person_id for each in files if each.person_id)
    good = sum(not each.problem for each in files)
    return render_template(
        "found/show.html",
        found=found, organisation=found.organisation, good=good, wrong=len(files) - good,
        lines=[(each, _outcome(each, found)) for each in files], told=TOLD,
        refusal=sentence_for(found.problem, {}) if found.problem else None,
        is_worked_on=starting.is_worked_on(found), job=job,
        is_own_job=job is not None and job.started_by_id == current_identity().person_id,
        how_far=how_far(job) if job else "",
    )  # fmt: skip


@blueprint.get("/found-badges/<uuid:found_uuid>.csv")
@requires(Permission.MANAGE_ORGANISATION, queries.find_found)
def csv(found: FoundBadges) -> Response:
    header = [_("Bestand"), _("Naam"), _("Badge"), _("Gegeven door"), _("Wat er is gedaan")]
    files = queries.files_of(found)
    expect(each.person_id for each in files if each.person_id)
    rows = [
        [each.file, called(each.person) if each.person else "", each.name, each.issuer,
         _outcome(each, found)]
        for each in files
    ]  # fmt: skip
    return spreadsheet_response("badges-van-eerder", header, rows)


def _outcome(line: FoundBadge, found: FoundBadges) -> str:
    if line.problem:
        return sentence_for(line.problem, {})
    if line.offered_at and found.stage == Stage.TAKEN_BACK:
        return str(_("Teruggehaald, of al beantwoord"))
    return str(_("Staat klaar bij de medewerker") if line.offered_at else _("Nog niet aangeboden"))


@blueprint.post("/found-badges/<uuid:found_uuid>/offer")
@requires(Permission.MANAGE_ORGANISATION, queries.find_found)
def offer(found: FoundBadges) -> ResponseReturnValue:
    return _begin(found, starting.offer)


@blueprint.post("/found-badges/<uuid:found_uuid>/take-back")
@requires(Permission.MANAGE_ORGANISATION, queries.find_found)
def take_back(found: FoundBadges) -> ResponseReturnValue:
    return _begin(found, starting.take_back)


@blueprint.post("/found-badges/<uuid:found_uuid>/go-on")
@requires(Permission.MANAGE_ORGANISATION, queries.find_found)
def go_on(found: FoundBadges) -> ResponseReturnValue:
    """After the work was stopped, or gave up."""
    return _begin(found, starting.go_on)


def _begin(found: FoundBadges, act: Callable[[FoundBadges, Identity], None]) -> ResponseReturnValue:
    address = url_for(".show", found_uuid=found.uuid)
    try:
        with transaction(found.organisation):
            act(found, current_identity())
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
    return redirect(address, 303)


@blueprint.post("/found-badges/<uuid:found_uuid>/throw-away")
@requires(Permission.MANAGE_ORGANISATION, queries.find_found)
def throw_away(found: FoundBadges) -> ResponseReturnValue:
    """Of which nothing was offered: nothing of it is kept."""
    organisation, number = found.organisation, found.id
    with transaction(organisation):
        starting.must_be_nothing_yet(found)
        key = tidying.throw_away(number)
    if key:
        dependencies().files.delete(key)
    flash(_("Het bestand is weggegooid."), "success")
    return redirect(url_for(".index", organisation_uuid=organisation.uuid), 303)
