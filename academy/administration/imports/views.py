"""Pages on which a list of people is brought, looked at, added and undone."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.administration.imports import starting, tidying
from academy.administration.imports.blueprint import blueprint
from academy.administration.imports.columns import is_complete, twice_among
from academy.administration.imports.forms import BringForm
from academy.administration.imports.mending import next_to_mend
from academy.administration.imports.models import Kind, StaffImport, Stage, Standing
from academy.administration.imports.queries import (
    ADDABLE,
    TO_MEND,
    Counts,
    counts_of,
    find_import,
    imports_of,
    job_of,
    page_of_rows,
)
from academy.administration.imports.template import HEADINGS, template_sheets
from academy.administration.imports.words import (
    CHANGES,
    COLUMNS,
    VIEWS,
    refusal_of,
    said_of,
    told_change,
)
from academy.administration.team_choice import chosen_team, offer_teams, open_teams
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.jobs.words import how_far
from academy.organisations import queries as places
from academy.organisations.models import Organisation
from academy.people.licences.queries import open_kinds
from academy.people.namesakes import expect
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page
from academy.web.refusals import sentence_of
from academy.web.spreadsheet import spreadsheet_response
from academy.web.workbook import workbook_response

MOST_PAGES = 99_999


@blueprint.get("/organisations/<uuid:organisation_uuid>/imports")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def index(organisation: Organisation) -> ResponseReturnValue:
    """What was brought these thirty days."""
    found = [(each, counts_of(each)) for each in imports_of(organisation)]
    shown = [(each, _sums(counts), is_complete(each.columns)) for each, counts in found]
    return render_template("imports/index.html", organisation=organisation, imports=shown)


@blueprint.route("/organisations/<uuid:organisation_uuid>/imports/new", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def new(organisation: Organisation) -> ResponseReturnValue:
    teams, identity = open_teams(organisation), current_identity()
    form = BringForm(starts_on=identity.today)
    offer_teams(form.team, teams)
    if not form.validate_on_submit():
        return form_page("imports/new.html", form, organisation=organisation, teams=teams)
    deps = dependencies()
    file = (form.file_name, starting.keep_file(form.content, deps.files))
    with transaction(organisation):
        begun = starting.begin(
            organisation, file, chosen_team(teams, form.team.data), form.starts_on.data,
            key=form.new_uuid, identity=identity, now=deps.clock(),
        )  # fmt: skip
    return redirect(url_for(".show", import_uuid=begun.uuid), 303)


@blueprint.get("/organisations/<uuid:organisation_uuid>/imports/template.xlsx")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def template_as_workbook(organisation: Organisation) -> Response:
    sheets = template_sheets(open_teams(organisation), open_kinds())
    return workbook_response("medewerkers", sheets)


@blueprint.get("/organisations/<uuid:organisation_uuid>/imports/template.csv")
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def template_as_csv(organisation: Organisation) -> Response:
    del organisation  # the headings are the same for everybody
    return spreadsheet_response("medewerkers", [str(each) for each in HEADINGS], [])


@blueprint.get("/imports/<uuid:import_uuid>")
@requires(Permission.MANAGE_ORGANISATION, find_import)
def show(the_import: StaffImport) -> ResponseReturnValue:
    """How far it is, or what would be added, with the mistakes first."""
    counts, job, now = counts_of(the_import), job_of(the_import), dependencies().clock()
    view, amounts = _view(counts)
    _label, standing, kinds = VIEWS[view]
    found = page_of_rows(the_import, standing, kinds, _page())
    expect(row.person_id for row in found.rows if row.person_id)
    return render_template(
        "imports/show.html",
        the_import=the_import, organisation=the_import.organisation, sums=_sums(counts),
        view=view, views={key: VIEWS[key][0] for key in amounts}, amounts=amounts, found=found,
        said_of=said_of, changes=CHANGES, told=told_change, columns=COLUMNS,
        refusal=refusal_of(the_import) if the_import.problem else None,
        step=next_to_mend(the_import), twice=twice_among(the_import.columns),
        is_undoable=starting.is_undoable(the_import, now),
        is_worked_on=starting.is_worked_on(the_import), job=job,
        is_own_job=job is not None and job.started_by_id == current_identity().person_id,
        how_far=how_far(job) if job else "",
    )  # fmt: skip


def _sums(counts: Counts) -> dict[str, int]:
    """How many rows there are of what people want to know."""

    def count(standing: Standing, *kinds: Kind) -> int:
        return sum(counts.get((standing, kind), 0) for kind in kinds or Kind)

    return {
        "new": count(Standing.WAITING, Kind.NEW),
        "changed": count(Standing.WAITING, Kind.CHANGED),
        "same": count(Standing.WAITING, Kind.SAME),
        "wrong": count(Standing.WAITING, *TO_MEND),
        "addable": count(Standing.WAITING, *ADDABLE),
        "added": count(Standing.ADDED),
        "stays": count(Standing.STAYS),
        "undone": count(Standing.UNDONE),
    }


def _view(counts: Counts) -> tuple[str, dict[str, int]]:
    """Which rows are shown, of those that there are; asked for, or the mistakes first."""
    amounts = {
        key: sum(counts.get((standing, kind), 0) for kind in kinds)
        for key, (_label, standing, kinds) in VIEWS.items()
    }
    there = {key: amount for key, amount in amounts.items() if amount}
    asked = request.args.get("show", "")
    return (asked if asked in VIEWS else next(iter(there), "wrong")), there


def _page() -> int:
    text = request.args.get("page", "1")
    return min(int(text), MOST_PAGES) if text.isdecimal() and len(text) < 6 else 1


@blueprint.post("/imports/<uuid:import_uuid>/add")
@requires(Permission.MANAGE_ORGANISATION, find_import)
def add(the_import: StaffImport) -> ResponseReturnValue:
    version = request.form.get("version", "")
    return _begin(the_import, lambda: starting.add(the_import, version, current_identity()))


@blueprint.post("/imports/<uuid:import_uuid>/undo")
@requires(Permission.MANAGE_ORGANISATION, find_import)
def undo(the_import: StaffImport) -> ResponseReturnValue:
    now = dependencies().clock()
    return _begin(the_import, lambda: starting.undo(the_import, current_identity(), now))


@blueprint.post("/imports/<uuid:import_uuid>/restore")
@requires(Permission.MANAGE_ORGANISATION, find_import)
def restore(the_import: StaffImport) -> ResponseReturnValue:
    return _begin(the_import, lambda: starting.restore(the_import, current_identity()))


@blueprint.post("/imports/<uuid:import_uuid>/go-on")
@requires(Permission.MANAGE_ORGANISATION, find_import)
def go_on(the_import: StaffImport) -> ResponseReturnValue:
    """After the work was stopped, or gave up."""
    return _begin(the_import, lambda: starting.go_on(the_import, current_identity()))


def _begin(the_import: StaffImport, act: Callable[[], Any]) -> ResponseReturnValue:
    address = url_for(".show", import_uuid=the_import.uuid)
    try:
        with transaction(the_import.organisation):
            act()
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
    return redirect(address, 303)


@blueprint.post("/imports/<uuid:import_uuid>/throw-away")
@requires(Permission.MANAGE_ORGANISATION, find_import)
def throw_away(the_import: StaffImport) -> ResponseReturnValue:
    """Of which nothing was added: nothing of it is kept."""
    organisation, number = the_import.organisation, the_import.id
    with transaction(organisation):
        if the_import.stage not in {Stage.OPEN, Stage.REFUSED} or the_import.added_at is not None:
            raise AcademyError("import-is-busy")
        key = tidying.throw_away(number)
    if key:
        dependencies().files.delete(key)
    flash(_("De lijst is weggegooid."), "success")
    return redirect(url_for(".index", organisation_uuid=organisation.uuid), 303)
