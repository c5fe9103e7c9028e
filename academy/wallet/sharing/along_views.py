"""A worker lets somebody look along: the whole wallet, now and later, until it is stopped.

A share like the others, so that it is made, stopped, counted and forgotten alike; no address, title
or line of the log tells it from one.
"""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.people.queries import own_person
from academy.people.showing import needs_parent
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet.sharing import service
from academy.wallet.sharing.forms import AlongForm
from academy.wallet.sharing.models import Audience, Purpose, Share
from academy.wallet.sharing.rules import Duration
from academy.wallet.sharing.words import PICTURES_OF_AUDIENCES
from academy.web.answers import BOTH, form_page, refused_page

blueprint = Blueprint("along", __name__, url_prefix="/wallet/shares")


@blueprint.route("/all", methods=BOTH)
@requires(Permission.SHARE_BADGES)
def new() -> ResponseReturnValue:
    identity, form, template = current_identity(), AlongForm(), "along/new.html"
    if needs_parent(own_person(identity), identity.today):
        return redirect(url_for("shares.index"), 303)
    page = {"pictures": PICTURES_OF_AUDIENCES}
    if not form.validate_on_submit():
        return form_page(template, form, **page)
    try:
        found = _share(form)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **page)
    return redirect(url_for("shares.show", share_uuid=found.uuid), 303)


def _share(form: AlongForm) -> Share:
    deps, identity = dependencies(), current_identity()
    person = own_person(identity)
    with transaction(person):
        return service.share(
            person,
            service.Chosen(
                uuid=form.new_uuid,
                badges=(),
                audience=Audience(form.audience.data),
                label=form.label.data or "",
                purpose=Purpose.SHOW,
                duration=Duration(form.duration.data),
                with_name=True,
                follows=True,
            ),
            secret_key=deps.settings.secret_key,
            by=identity,
            now=deps.clock(),
        )
