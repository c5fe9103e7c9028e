"""Pages on which a sheet is made, printed and entered."""

from collections.abc import Sequence

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.assessments.recording import Receipt, Recorded
from academy.assessments.sentences import refusal_of
from academy.catalogue.queries import open_versions
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.organisations.models import Team
from academy.people.namesakes import called
from academy.people.queries import find_led_or_administered_team
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.teams.observation_sheets.entering import Entry, cells_of, enter
from academy.teams.observation_sheets.forms import SURE, EntryForm, NewSheetForm, entry_form
from academy.teams.observation_sheets.making import find_sheet, make, sheets_of
from academy.teams.observation_sheets.models import ObservationSheet
from academy.teams.observation_sheets.paper import print_sheet, sheet_html
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.locale import localised
from academy.web.refusals import sentence_of

blueprint = Blueprint("sheets", __name__)
FILL_IN = "sheets/fill_in.html"
NOT_SAVED = frozenset({Receipt.REFUSED, Receipt.CONFLICT})


@blueprint.get("/teams/<uuid:team_uuid>/sheets")
@requires(Permission.READ_TEAM, find_led_or_administered_team)
def index(team: Team) -> ResponseReturnValue:
    sheets = sheets_of(team, now=dependencies().clock())
    return render_template("sheets/index.html", team=team, sheets=sheets)


@blueprint.route("/teams/<uuid:team_uuid>/sheets/new", methods=BOTH)
@requires(Permission.READ_TEAM, find_led_or_administered_team)
def new(team: Team) -> ResponseReturnValue:
    versions, template = open_versions(), "sheets/new.html"
    form = NewSheetForm().offer(versions)
    if not form.validate_on_submit():
        return form_page(template, form, team=team)
    chosen = form.chosen(versions)
    try:
        with transaction(team.organisation):
            sheet = make(
                team, chosen, key=form.new_uuid, by=current_identity(), now=dependencies().clock()
            )
    except AcademyError as refusal:
        return refused_page(template, form, refusal, team=team)
    return redirect(url_for(".show", sheet_uuid=sheet.uuid), 303)


@blueprint.get("/sheets/<uuid:sheet_uuid>")
@requires(Permission.READ_TEAM, find_sheet)
def show(sheet: ObservationSheet) -> ResponseReturnValue:
    return render_template("sheets/show.html", sheet=sheet)


@blueprint.get("/sheets/<uuid:sheet_uuid>/sheet.pdf")
@requires(Permission.READ_TEAM, find_sheet)
def pdf(sheet: ObservationSheet) -> ResponseReturnValue:
    html, name = sheet_html(sheet), f"blad-{sheet.number}.pdf"
    db.session.rollback()  # printing takes long, and reads nothing
    answer = Response(print_sheet(html), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=name)
    return answer


@blueprint.route("/sheets/<uuid:sheet_uuid>/enter", methods=BOTH)
@requires(Permission.ASSESS, find_sheet)
def fill_in(sheet: ObservationSheet) -> ResponseReturnValue:
    form = _form(sheet)
    if not form.validate_on_submit():
        return form_page(FILL_IN, form, sheet=sheet, asked={}, sure=SURE)
    doubtful = _doubtful(form)
    if doubtful:
        return render_template(FILL_IN, form=form, sheet=sheet, asked=doubtful, sure=SURE), 409
    identity, day = current_identity(), form.observed_on.data
    results = enter(sheet, form.entries(), day=day, by=identity, deps=dependencies())
    refused = [(entry, each) for entry, each in results if each.receipt in NOT_SAVED]
    for why, people in _by_reason(refused).items():
        flash(_("Niet opgeslagen: %(names)s. %(why)s", names=", ".join(people), why=why), "error")
    if len(refused) < len(results):
        flash(_words(len(results) - len(refused)), "success")
    return redirect(url_for(".fill_in", sheet_uuid=sheet.uuid), 303)


def _form(sheet: ObservationSheet) -> EntryForm:
    """Nobody enters what they saw of themselves: that row is left out."""
    identity = current_identity()
    lines = cells_of(sheet, today=identity.today)
    form = entry_form([line for line in lines if line[0].person.id != identity.person_id])
    form.observed_on.looks_back_from(identity.today)
    return form


def _doubtful(form: EntryForm) -> dict[str, Entry]:
    """By name: the cells about which nobody said yet that they are meant as they are."""
    sure, day = set(request.form.getlist(SURE)), form.observed_on.data
    return {
        entry.cell.name: entry
        for entry in form.entries()
        if entry.cell.is_doubtful(entry.level, day) and entry.sure_value not in sure
    }


def _by_reason(refused: Sequence[tuple[Entry, Recorded]]) -> dict[str, list[str]]:
    """Those with one reason together."""
    names: dict[str, list[str]] = {}
    for entry, recorded in refused:
        sentence = (
            _("Dit was al op een andere manier opgeslagen.")
            if recorded.receipt is Receipt.CONFLICT
            else sentence_of(refusal_of(recorded.objections[0]))
        )
        what = f"{called(entry.cell.person)} ({localised(entry.cell.version.name)})"
        names.setdefault(sentence, []).append(what)
    return names


def _words(count: int) -> str:
    return str(
        ngettext(
            "%(num)s beoordeling van het blad is opgeslagen.",
            "%(num)s beoordelingen van het blad zijn opgeslagen.",
            count,
        )
    )
