"""The report on paper, made by the worker."""

from datetime import date
from uuid import UUID

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from academy.database import db
from academy.dependencies import Dependencies
from academy.jobs.queue import Result
from academy.jobs.work import Work
from academy.languages import DUTCH
from academy.learning.subsidy.paper import report_pdf
from academy.learning.subsidy.report import report_on
from academy.organisations.models import Organisation


def make_report(work: Work, deps: Dependencies) -> Result:
    """In Dutch, the language of whoever pays."""
    key = UUID(work.arguments["organisation"])
    organisation = db.session.scalars(select(Organisation).where(Organisation.uuid == key)).one()
    first, last = (date.fromisoformat(work.arguments[name]) for name in ("first", "last"))
    with force_locale(DUTCH):
        report = report_on(organisation, first, last, nameless=_("zonder nummer"))
        content = report_pdf(report)
    result = Result(f"jobs/{work.job_uuid}/subsidy.pdf", "subsidieverslag.pdf")
    # before the row that names it; what no row names is swept up at night
    deps.files.put(result.key, content)
    return result
