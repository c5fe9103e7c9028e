"""Going to work elsewhere: what stays, what to do, and the papers to take along."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import recovery
from academy.database import transaction
from academy.dependencies import dependencies
from academy.locking import row as row_of
from academy.organisations.contacts import contacts_of
from academy.people.models import Person
from academy.people.queries import own_person
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet.moving.paper import own_regions, papers_of, papers_pdf
from academy.web.opening import opened_at

blueprint = Blueprint("moving", __name__, url_prefix="/wallet/moving")


@blueprint.get("")
@requires(Permission.KEEP_PROOFS)
def show() -> ResponseReturnValue:
    identity = current_identity()
    return render_template(
        "moving/show.html",
        code=_code(),
        contacts=contacts_of(own_regions(identity)),
        made_before=recovery.code_of(identity.person_id),
    )


@blueprint.post("")
@requires(Permission.KEEP_PROOFS)
def make() -> ResponseReturnValue:
    """With a recovery code of now: one of before stops."""
    identity, now = current_identity(), dependencies().clock()
    with transaction(row_of(Person, identity.person_id)):
        secret_key = dependencies().settings.secret_key
        recovery.make(own_person(identity), secret_key=secret_key, by=identity, now=now)
    return redirect(url_for(".show"), 303)


@blueprint.get("/papers.pdf")
@requires(Permission.KEEP_PROOFS)
def papers() -> ResponseReturnValue:
    """As long as the code may be read here."""
    identity, deps, code = current_identity(), dependencies(), _code()
    if code is None:
        return redirect(url_for(".show"), 303)
    address = opened_at(deps.settings).partition("://")[2]
    made = papers_of(own_person(identity), code, address, by=identity)
    answer = Response(papers_pdf(made), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=_("mijn-papieren") + ".pdf")
    return answer


def _code() -> str | None:
    identity, deps = current_identity(), dependencies()
    row = recovery.code_of(identity.person_id)
    secret_key, now = deps.settings.secret_key, deps.clock()
    return recovery.shown_code(row, secret_key=secret_key, by=identity, now=now)
