"""The log for an organisation's administrators: what was changed, by whom and when."""

from functools import partial

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from academy.reports.audit import queries
from academy.reports.audit.details import details
from academy.reports.audit.forms import read_places, read_wishes, to_arguments, to_text
from academy.reports.audit.queries import Log
from academy.reports.audit.words import ACTIONS, words
from academy.security.guard import requires
from academy.security.permissions import Permission

blueprint = Blueprint("audit", __name__)


@blueprint.get("/audit")
@requires(Permission.READ_AUDIT, queries.find_log)
def index(log: Log) -> ResponseReturnValue:
    wishes = read_wishes(request.args)
    before = read_places(request.args.get("before", ""))
    page = queries.read_page(log, wishes, before)
    return render_template(
        "audit/index.html",
        log=log,
        page=page,
        older=page.older and to_text(page.older),
        is_newest=before is None,
        given=to_arguments(wishes),
        actions=sorted((words(action), action) for action in ACTIONS.keys() - queries.NOT_TOLD),
        words=words,
        details=partial(details, domains=queries.domain_names()),
    )
