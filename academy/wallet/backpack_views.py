"""A worker makes a copy of a badge with the own e-mail address in it, for another backpack."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from academy.credentials.copies import note_copy, sign_copy
from academy.credentials.models import Credential
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.locking import row
from academy.people.models import Person
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet import queries
from academy.web.answers import BOTH, form_page, refused_page
from academy.web.contact_fields import EmailField
from academy.web.forms import Form, required

blueprint = Blueprint("backpack", __name__, url_prefix="/wallet")


class BackpackForm(Form):
    """The address goes into the copy, and nowhere else."""

    email = EmailField(
        lazy_gettext("E-mailadres"),
        maximum=254,
        validators=[required(lazy_gettext("Vul je e-mailadres in."))],
    )


@blueprint.route("/<uuid:credential_uuid>/backpack", methods=BOTH)
@requires(Permission.SHARE_BADGES, queries.find_own_badge)
def copy(credential: Credential) -> ResponseReturnValue:
    deps, form, page = dependencies(), BackpackForm(), {"credential": credential}
    if not form.validate_on_submit():
        return form_page("backpack/copy.html", form, **page)
    try:
        signed = sign_copy(credential, form.email.data, deps.settings, now=deps.clock())
        with transaction(row(Person, credential.person_id)):
            note_copy(credential, signed, by=current_identity().actor, now=deps.clock())
    except AcademyError as refusal:
        return refused_page("backpack/copy.html", form, refusal, **page)
    answer = Response(signed, mimetype="application/vc+ld+json")
    answer.headers.set("Content-Disposition", "attachment", filename="badge.json")
    return answer
