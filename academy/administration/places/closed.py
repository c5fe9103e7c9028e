"""What is told of an organisation that ended or goes on in another one: where it went.

The guard refuses what would change there (`academy.security.guard.Closed`); a page that is nothing
but a form leads to the page that tells what there still is to do.
"""

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from academy.administration.places.blueprint import blueprint
from academy.errors import ClosedError
from academy.security.guard import Closable, current_identity, optional_identity
from academy.security.permissions import Permission
from academy.web.context import may
from academy.web.error_pages import explain_broken_rule, wants_json


@blueprint.app_errorhandler(ClosedError)
def tell(refusal: ClosedError) -> ResponseReturnValue:
    if request.method == "POST" or wants_json():
        return explain_broken_rule(refusal)
    page = ".platform" if may(Permission.MANAGE_PLATFORM) else ".merged"
    return redirect(url_for(f"organisations{page}", organisation_uuid=refusal.organisation), 303)


@blueprint.app_template_test("closed")
def is_closed(place: Any) -> bool:
    """Whether nothing is changed there any more: then a page shows neither forms nor buttons."""
    if optional_identity() is None or not isinstance(place, Closable):
        return False
    try:
        place.must_be_open(current_identity().today)
    except ClosedError:
        return True
    return False
