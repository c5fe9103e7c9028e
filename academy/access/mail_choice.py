"""The answer of a form that turns a kind of mail on or off for whoever sends it."""

from flask import abort, request

from academy.access import mailing
from academy.access.mailing import Post
from academy.access.queries import account_of
from academy.database import transaction
from academy.dependencies import dependencies
from academy.locking import row
from academy.people.models import Person
from academy.security.guard import current_identity
from academy.web.forms import Form


def choose(post: Post) -> bool:
    """Whether it is wanted from now on, by `wanted`, yes or no; goes to the address with which the
    person signs in. 404 without such an address, or where no mail goes from."""
    identity, wanted = current_identity(), request.form.get("wanted")
    if not Form().validate() or wanted not in {"yes", "no"}:
        abort(422)
    if not mailing.is_offered():
        abort(404)
    with transaction(row(Person, identity.person_id)):
        account = account_of(identity.person_id) or abort(404)
        now = dependencies().clock()
        mailing.choose(account, post, wanted=wanted == "yes", by=identity.actor, now=now)
    return wanted == "yes"
