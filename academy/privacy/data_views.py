"""What is kept about the person who looks, as a file."""

import json

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.dependencies import dependencies
from academy.privacy.exporting import everything_about
from academy.privacy.packing import bundle
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission

blueprint = Blueprint("own_file", __name__, url_prefix="/wallet")


@blueprint.get("/data.json")
@requires(Permission.READ_OWN_FILE)
def download() -> ResponseReturnValue:
    """Everything, readable by people and programs (GDPR articles 15 and 20)."""
    found = everything_about(current_identity(), now=dependencies().clock())
    text = json.dumps(found, ensure_ascii=False, indent=2)
    answer = Response(text + "\n", mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename=_("mijn-gegevens") + ".json")
    return answer


@blueprint.get("/everything.zip")
@requires(Permission.READ_OWN_FILE)
def everything() -> ResponseReturnValue:
    """ "Bewaar alles": one file, which another installation takes in."""
    answer = Response(bundle(current_identity(), dependencies()), mimetype="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=_("mijn-badges") + ".zip")
    return answer
