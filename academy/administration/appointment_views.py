"""Who gets a role with more rights chooses a password on the spot, if others know what they have.

The person proves who they are by a password or a card and PIN of their own, types the new password,
and a second colleague confirms; see docs/adr/0018.
"""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import accounts, hashing
from academy.access.passwords import weakness
from academy.access.queries import (
    account_of,
    known_about,
    may_choose_on_the_spot,
    may_renew_account,
)
from academy.access.witness_views import compared, signed
from academy.administration.forms import AppointForm
from academy.administration.hands import had_a_hand
from academy.administration.membership_views import administered
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.locking import row
from academy.organisations.models import Organisation
from academy.people import queries
from academy.people.models import Person
from academy.people.namesakes import called
from academy.people.queries import Staff
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page

blueprint = Blueprint("appointments", __name__)


@blueprint.route("/people/<uuid:person_uuid>/own-password", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, queries.find_staff)
def choose_password(staff: Staff) -> ResponseReturnValue:
    person, organisation = staff.person, administered(staff)
    template, account = "appointments/choose_password.html", account_of(person.id)
    if not may_choose_on_the_spot(person, organisation, current_identity().today):
        return redirect(url_for("people.show", person_uuid=person.uuid), 303)
    form = AppointForm()
    shown = {"person": person, "may_renew": may_renew_account(current_identity(), person)}
    if account is not None:
        del form.email
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    try:
        _choose(form, person, organisation, account.email if account else form.email.data)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    flash(_("%(name)s heeft nu een eigen wachtwoord.", name=called(person)), "success")
    return redirect(url_for("people.show", person_uuid=person.uuid), 303)


def _choose(form: AppointForm, person: Person, organisation: Organisation, email: str) -> None:
    now, secret_key = dependencies().clock(), dependencies().settings.secret_key
    problem = weakness(form.password.data, known_about(person, email))
    if problem:
        raise InvalidInputError("weak-password", why=problem).at("password")
    own = compared(form.own_signature, "own", secret_key=secret_key, now=now)
    colleague = signed(form, secret_key=secret_key, now=now)
    if colleague is None:
        raise InvalidInputError("witness-needed").at("witness")
    new_hash, by = hashing.hash_password(form.password.data), current_identity()
    with transaction(organisation, row(Person, person.id), own.decides, colleague.decides):
        proof = own.use()
        if proof.person_id != person.id:
            raise InvalidInputError("not-of-this-person").at("own")
        witness = colleague.confirm(
            places=frozenset({organisation.id}),
            besides=frozenset({by.person_id, person.id}),
            known_to=proof.given_by_id,
            now=now,
        )
        # replaced by one that is limited, the password would shut them out of where it came from
        if had_a_hand(proof.given_by_id, organisation, witness):
            raise InvalidInputError("proof-is-known-here").at("own")
        accounts.choose_on_the_spot(person, email, new_hash, witness=witness, by=by.actor, now=now)
