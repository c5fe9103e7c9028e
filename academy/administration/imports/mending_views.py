"""Pages on which a list is mended: its columns, its teams, its numbers, one row."""

from collections.abc import Callable

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.administration.imports import columns, mending, starting
from academy.administration.imports.blueprint import blueprint
from academy.administration.imports.forms import RowForm, columns_form, team_form, teams_form
from academy.administration.imports.models import StaffImport, StaffImportRow
from academy.administration.imports.queries import (
    TO_MEND,
    find_import,
    find_row,
    rows_to_mend,
    unknown_teams,
)
from academy.administration.imports.template import wrong_sheet
from academy.administration.team_choice import chosen_team, open_teams
from academy.database import transaction
from academy.errors import AcademyError
from academy.folding import folded_name
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.workbook import workbook_response


@blueprint.route("/imports/<uuid:import_uuid>/columns", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, find_import)
def choose_columns(the_import: StaffImport) -> ResponseReturnValue:
    """What each column is; the file is read again, so what was mended by hand goes."""
    form, template = (
        columns_form(the_import.headings, the_import.columns),
        "imports/choose_columns.html",
    )
    shown = {"the_import": the_import, "organisation": the_import.organisation}
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    chosen = [form[f"column_{place}"].data or "" for place in range(len(the_import.headings))]
    try:
        columns.refuse_incomplete(chosen)
        with transaction(the_import.organisation):
            starting.read_again(the_import, chosen, current_identity())
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    return _back(the_import)


@blueprint.route("/imports/<uuid:import_uuid>/teams", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, find_import)
def choose_teams(the_import: StaffImport) -> ResponseReturnValue:
    """Which team is meant by a name that is unknown here."""
    unknown, teams = unknown_teams(the_import), open_teams(the_import.organisation)
    form = teams_form(unknown, teams)
    if not form.validate_on_submit():
        return form_page(
            "imports/choose_teams.html", form, the_import=the_import, unknown=unknown,
            organisation=the_import.organisation,
        )  # fmt: skip
    chosen = {
        folded_name(name): form[f"team_{place}"].data
        for place, (name, _rows) in enumerate(unknown)
        if form[f"team_{place}"].data
    }

    def keep() -> None:
        the_import.team_choices = {**the_import.team_choices, **chosen}

    return _look_again(the_import, keep)


@blueprint.route("/imports/<uuid:import_uuid>/team", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, find_import)
def choose_team(the_import: StaffImport) -> ResponseReturnValue:
    """One team for all rows that name none."""
    teams = open_teams(the_import.organisation)
    form = team_form(teams)
    if not form.validate_on_submit():
        return form_page(
            "imports/choose_team.html", form, the_import=the_import,
            organisation=the_import.organisation,
        )  # fmt: skip
    team = chosen_team(teams, form.team.data)

    def keep() -> None:
        the_import.team_id = team.id if team else None

    return _look_again(the_import, keep)


@blueprint.post("/imports/<uuid:import_uuid>/numbers")
@requires(Permission.MANAGE_ORGANISATION, find_import)
def say_numbers_are_ours(the_import: StaffImport) -> ResponseReturnValue:
    """What looks like a national number is a staff number."""

    def keep() -> None:
        the_import.numbers_are_ours = True

    return _look_again(the_import, keep)


@blueprint.post("/imports/<uuid:import_uuid>/look-again")
@requires(Permission.MANAGE_ORGANISATION, find_import)
def look_again(the_import: StaffImport) -> ResponseReturnValue:
    """After a new team, or a change elsewhere."""
    return _look_again(the_import, lambda: None)


def _look_again(the_import: StaffImport, keep: Callable[[], None]) -> ResponseReturnValue:
    with transaction(the_import.organisation):
        starting.look_again(the_import, current_identity())
        keep()
    return _back(the_import)


@blueprint.route("/imports/<uuid:import_uuid>/rows/<uuid:row_uuid>", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, find_row)
def mend_row(row: StaffImportRow) -> ResponseReturnValue:
    """One row; when it is right, on to the next that is not."""
    the_import, number = row.the_import, row.number
    teams, template = open_teams(the_import.organisation), "imports/mend_row.html"
    form = RowForm(obj=row).about(row, teams)
    shown = {"row": row, "the_import": the_import, "organisation": the_import.organisation}
    if not form.is_submitted():
        if row.problem:
            form.show_problem(row)
        return render_template(template, form=form, **shown)
    if not form.validate():
        return render_template(template, form=form, **shown), 422
    with transaction(the_import.organisation):
        mending.correct(row, form.values(row, teams), current_identity().today)
    if row.kind in TO_MEND:
        form = RowForm().about(row, teams)
        form.show_problem(row)
        return render_template(template, form=form, **shown), 422
    flash(_("Rij %(number)s klopt nu.", number=number), "success")
    return _next(the_import)


@blueprint.post("/imports/<uuid:import_uuid>/rows/<uuid:row_uuid>/leave-out")
@requires(Permission.MANAGE_ORGANISATION, find_row)
def leave_out(row: StaffImportRow) -> ResponseReturnValue:
    the_import, number = row.the_import, row.number
    with transaction(the_import.organisation):
        mending.leave_out(row, current_identity().today)
    flash(_("Rij %(number)s slaan we over.", number=number), "success")
    return _next(the_import)


@blueprint.get("/imports/<uuid:import_uuid>/wrong.xlsx")
@requires(Permission.MANAGE_ORGANISATION, find_import)
def wrong_rows(the_import: StaffImport) -> Response:
    """To mend in a spreadsheet, and to bring again."""
    return workbook_response("fouten", [wrong_sheet(rows_to_mend(the_import))])


def _next(the_import: StaffImport) -> ResponseReturnValue:
    left = rows_to_mend(the_import)
    if not left:
        return _back(the_import)
    flash(ngettext("Nog %(num)s rij.", "Nog %(num)s rijen.", len(left)), "info")
    return redirect(url_for(".mend_row", import_uuid=the_import.uuid, row_uuid=left[0].uuid), 303)


def _back(the_import: StaffImport) -> ResponseReturnValue:
    return redirect(url_for(".show", import_uuid=the_import.uuid), 303)
