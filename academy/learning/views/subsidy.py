"""What an organisation shows to whoever pays for training: on the screen, as XLSX and as PDF."""

from datetime import date

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.audit.looks import shows_people_of
from academy.audit.models import Seen
from academy.database import transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.jobs import prints
from academy.jobs.rights import Started
from academy.learning.subsidy import guidance
from academy.learning.subsidy.forms import GuidanceForm, PeriodForm
from academy.learning.subsidy.paper import sheets
from academy.learning.subsidy.report import (
    Report,
    find_reported_organisation,
    report_on,
    reported_organisations,
)
from academy.learning.views.blueprint import blueprint
from academy.learning.words import FUNDINGS
from academy.organisations.models import Organisation
from academy.organisations.queries import find_administered_organisation
from academy.security.guard import Closed, current_identity, requires
from academy.security.permissions import Permission
from academy.security.policy import permits
from academy.web.workbook import workbook_response


@blueprint.get("/subsidy")
@requires(Permission.CHOOSE_SUBSIDY)
def choose_subsidy() -> ResponseReturnValue:
    """Which organisation; whoever has one comes there at once."""
    organisations = reported_organisations(current_identity())
    if len(organisations) == 1:
        [only] = organisations
        return redirect(url_for("learning.subsidy", organisation_uuid=only.uuid), 303)
    return render_template(
        "learning/choose_subsidy.html",
        organisations=organisations,
        of_academy=permits(current_identity(), Permission.MANAGE_COURSE_RUNS),
    )


@blueprint.get("/organisations/<uuid:organisation_uuid>/subsidy")
@requires(Permission.READ_SUBSIDY, find_reported_organisation)
def subsidy(organisation: Organisation) -> ResponseReturnValue:
    form, status = PeriodForm.asked(_today()), 200
    report = None
    if form.validate():
        report = _report(organisation, form)
    else:
        status = 422
    return _page(organisation, form, report, GuidanceForm.about(_today())), status


@blueprint.get("/organisations/<uuid:organisation_uuid>/subsidy.xlsx")
@requires(Permission.READ_SUBSIDY, find_reported_organisation)
def subsidy_table(organisation: Organisation) -> ResponseReturnValue:
    form = PeriodForm.asked(_today())
    if not form.validate():
        abort(404)
    return workbook_response("subsidieverslag", sheets(_report(organisation, form)))


@blueprint.post("/organisations/<uuid:organisation_uuid>/subsidy/pdf")
@requires(Permission.READ_SUBSIDY, find_reported_organisation)
def print_subsidy(organisation: Organisation) -> ResponseReturnValue:
    """The same on paper: many pages, so that a job makes it."""
    identity, form = current_identity(), PeriodForm.asked(_today())
    if not form.validate():
        abort(404)
    shows_people_of([organisation.id], Seen.COURSE)
    period = {"first": form.first.data.isoformat(), "last": form.last.data.isoformat()}
    with transaction():
        job_uuid = prints.ask(
            "subsidy-report",
            {"organisation": str(organisation.uuid), **period},
            key=":".join((str(organisation.id), *period.values())),
            started=Started(
                by_id=identity.person_id,
                permission=Permission.READ_SUBSIDY,
                about=organisation.uuid,
            ),
            now=dependencies().clock(),
        )
    return redirect(url_for("jobs.show", job_uuid=job_uuid), 303)


@blueprint.post("/organisations/<uuid:organisation_uuid>/guidance")
@requires(Permission.MANAGE_ORGANISATION, find_administered_organisation, closed=Closed.GOES_ON)
def write_guidance(organisation: Organisation) -> ResponseReturnValue:
    """The organisation itself knows how many hours its leermeesters and guides gave; those of its
    last month are told when it goes on in another one already."""
    form, period = GuidanceForm.about(_today()), PeriodForm.asked(_today())
    if not form.validate_on_submit():
        report = _report(organisation, period) if period.validate() else None
        return _page(organisation, period, report, form), 422
    month = date.fromisoformat(form.month.data)
    with transaction(organisation):
        guidance.write_down(
            organisation,
            month,
            **form.hours(),
            by=current_identity().actor,
            now=dependencies().clock(),
        )
    flash(_("Opgeslagen."), "success")
    first, last = _days_with(month, period)
    page = url_for("learning.subsidy", organisation_uuid=organisation.uuid, first=first, last=last)
    return redirect(page, 303)


def _days_with(month: date, period: PeriodForm) -> tuple[date, date]:
    """Those of the page; without what was just written down among them, from its year until now."""
    if period.validate() and period.first.data <= month <= period.last.data:
        return period.first.data, period.last.data
    return date(month.year, 1, 1), _today()


def _report(organisation: Organisation, form: PeriodForm) -> Report:
    # staff numbers are numbers of people
    shows_people_of([organisation.id], Seen.COURSE)
    return report_on(organisation, form.first.data, form.last.data, nameless=_("zonder nummer"))


def _page(
    organisation: Organisation, form: PeriodForm, report: Report | None, hours: GuidanceForm
) -> str:
    return render_template(
        "learning/subsidy.html",
        organisation=organisation,
        form=form,
        report=report,
        hours=hours,
        fundings=FUNDINGS,
        period={"first": form.first.data, "last": form.last.data},
        may_write=permits(current_identity(), Permission.MANAGE_ORGANISATION, organisation.scope),
    )


def _today() -> date:
    return local_day(dependencies().clock())
