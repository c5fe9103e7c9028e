"""A leader or administrator withdraws, corrects or renews a badge."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.fields import SelectChoice

from academy.assessments import awarding, service
from academy.assessments.standing import Subject
from academy.credentials import queries
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.papers import current_copy, has_old_name
from academy.credentials.words import CHOICES, PUBLIC_REASONS
from academy.database import transaction
from academy.dependencies import dependencies
from academy.people.queries import find_colleague
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.forms import Form, required_choice

blueprint = Blueprint("managing", __name__)


class RevokeForm(Form):
    """Why a badge is withdrawn; the reason is shown to whoever checks it."""

    reason = RadioField(
        lazy_gettext("Waarom trek je de badge in?"),
        choices=[SelectChoice(value=value, label=label) for value, label in CHOICES.items()],
        validators=[required_choice(lazy_gettext("Kies een reden."))],
    )


@blueprint.get("/credentials/<uuid:credential_uuid>/manage")
@requires(Permission.REVOKE_CREDENTIAL, queries.find_credential)
def show(credential: Credential) -> ResponseReturnValue:
    return _page(credential, RevokeForm())


@blueprint.post("/credentials/<uuid:credential_uuid>/revoke")
@requires(Permission.REVOKE_CREDENTIAL, queries.find_credential)
def revoke_credential(credential: Credential) -> ResponseReturnValue:
    form = RevokeForm()
    if not form.validate_on_submit():
        return _page(credential, form), 422
    with transaction(credential.person):
        service.withdraw(
            credential,
            RevocationReason(form.reason.data),
            by=current_identity(),
            now=dependencies().clock(),
        )
    awarding.give_back(Subject.of_badge(credential), dependencies(), by=current_identity().actor)
    flash(_("De badge is ingetrokken. Wie hem controleert, ziet dat meteen."))
    return redirect(url_for(".show", credential_uuid=credential.uuid), 303)


def _page(credential: Credential, form: RevokeForm) -> str:
    copy = current_copy(credential)
    old_name = copy.printed_name if copy and has_old_name(copy, credential.person) else None
    return render_template(
        "managing/show.html",
        credential=credential,
        form=form,
        old_name=old_name,
        has_expired=credential.has_expired_on(current_identity().today),
        reasons=PUBLIC_REASONS | CHOICES,
        may_see_person=find_colleague(current_identity(), credential.person.uuid) is not None,
    )
