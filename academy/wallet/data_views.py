"""What is kept about the person who looks, in plain words."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from academy.people.licences.queries import licences_of
from academy.people.naming.queries import proposal_of
from academy.people.queries import own_person
from academy.people.words import SHORT_ROLES
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet.counting import counts_of
from academy.wallet.exporting import own_memberships

blueprint = Blueprint("own_data", __name__, url_prefix="/wallet")


@blueprint.get("/data")
@requires(Permission.READ_OWN_FILE)
def show() -> ResponseReturnValue:
    identity = current_identity()
    memberships = own_memberships(identity)
    return render_template(
        "own_data/show.html",
        person=(person := own_person(identity)),
        asked=proposal_of(person),
        memberships=memberships,
        terms={row.organisation.name: row.organisation.term_of_details for row in memberships},
        counts=counts_of(identity),
        licences=licences_of(identity.person_id),
        roles=SHORT_ROLES,
        today=identity.today,
    )
