"""The log for an organisation's administrators: what was changed, by whom and when."""

from functools import partial

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from academy.reports.audit import queries
from academy.reports.audit.details import details
from academy.reports.audit.forms import read_page_number, read_wishes, to_arguments
from academy.reports.audit.queries import Log
from academy.reports.audit.words import words
from academy.security.guard import requires
from academy.security.permissions import Permission

blueprint = Blueprint("audit", __name__)


@blueprint.get("/audit")
@requires(Permission.READ_AUDIT, queries.find_log)
def index(log: Log) -> ResponseReturnValue:
    wishes = read_wishes(request.args)
    number = read_page_number(request.args.get("page", ""))
    page = queries.read_page(log, wishes, number)
    return render_template(
        "audit/index.html",
        log=log,
        page=page,
        number=min(number, page.pages),
        given=to_arguments(wishes),
        actions=sorted((words(action), action) for action in queries.actions_in(log)),
        words=words,
        details=partial(details, domains=queries.domain_names()),
    )
