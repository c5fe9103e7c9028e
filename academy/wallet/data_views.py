"""What is kept about the person who looks, in plain words and as a file."""

import json

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.database import transaction
from academy.dependencies import dependencies
from academy.people.queries import own_person
from academy.people.words import SHORT_ROLES
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet import service
from academy.wallet.exporting import counts_of, everything_about, own_memberships
from academy.web.locale import remember_language

blueprint = Blueprint("own_data", __name__, url_prefix="/wallet")


@blueprint.get("/data")
@requires(Permission.READ_OWN_FILE)
def show() -> ResponseReturnValue:
    identity = current_identity()
    return render_template(
        "own_data/show.html",
        person=own_person(identity),
        memberships=own_memberships(identity),
        counts=counts_of(identity),
        roles=SHORT_ROLES,
        today=identity.today,
    )


@blueprint.get("/data.json")
@requires(Permission.READ_OWN_FILE)
def download() -> ResponseReturnValue:
    """Everything, readable by people and programs (GDPR articles 15 and 20)."""
    found = everything_about(current_identity(), now=dependencies().clock())
    text = json.dumps(found, ensure_ascii=False, indent=2)
    answer = Response(text + "\n", mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename=_("mijn-gegevens") + ".json")
    return answer


@blueprint.post("/language")
@requires(Permission.READ_OWN_WALLET)
def choose_language() -> ResponseReturnValue:
    """For every device of the person; the one in hand changes at once."""
    wish = request.form.get("language", "")
    if wish not in current_app.config["LANGUAGES"]:
        abort(422)
    identity, now = current_identity(), dependencies().clock()
    with transaction():
        service.choose_language(own_person(identity), wish, by=identity, now=now)
    flash(_("Je taal is opgeslagen."), "success")
    answer = redirect(url_for(".show"), 303)
    remember_language(answer, wish)
    return answer
