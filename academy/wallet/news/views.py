"""Having read what changed, and whether it also comes by mail."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import mail_choice
from academy.access.mailing import Post
from academy.database import transaction
from academy.dependencies import dependencies
from academy.people.queries import own_person
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet.news import unread

blueprint = Blueprint("news", __name__, url_prefix="/wallet/news")


@blueprint.post("/seen")
@requires(Permission.READ_OWN_FILE)
def seen() -> ResponseReturnValue:
    """Not by a way in that somebody else gave: it does not show all of it."""
    with transaction(person := own_person(current_identity())):
        unread.note_read(person, now=dependencies().clock())
    return redirect(url_for("wallet.index"), 303)


@blueprint.post("/mail")
@requires(Permission.KEEP_PROOFS)
def mail() -> ResponseReturnValue:
    mail_choice.choose(Post.NEWS)
    flash(_("Opgeslagen."), "success")
    return redirect(url_for("account.sessions"), 303)
