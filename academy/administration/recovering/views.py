"""Pages on which a desk gives a new card: for a recovery code, or on the word of two people.

In both somebody besides the one at the keyboard signs, and the person types a PIN.
"""

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import attempts, cards, recovery
from academy.access.visits import visitor
from academy.access.witness_views import Signed, signed
from academy.administration.recovering.finding import known_to
from academy.administration.recovering.forms import NewCardForm, RecoverByNameForm, RecoverForm
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.locking import row
from academy.organisations import queries as places
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page

Form = TypeVar("Form", bound=NewCardForm)

blueprint = Blueprint(
    "recovering", __name__, url_prefix="/organisations/<uuid:organisation_uuid>/people/recover"
)


@blueprint.route("", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def by_code(organisation: Organisation) -> ResponseReturnValue:
    return _answered(RecoverForm(), "recovering/by_code.html", _recover_by_code, organisation)


def _recover_by_code(form: RecoverForm, organisation: Organisation) -> None:
    identity, deps = current_identity(), dependencies()
    now, secret_key, place = deps.clock(), deps.settings.secret_key, organisation.id
    person_id = _owner_of(form.code.data)
    colleague = _colleague(form)
    prepared = cards.prepare_card(secret_key=secret_key, pin=form.new_pin.data)
    with transaction(organisation, row(Person, person_id), colleague.decides):
        person = db.session.get_one(Person, person_id)
        recovery.use(person, form.code.data, by=identity, now=now)
        witness = colleague.confirm(
            places=frozenset({place}),
            besides=frozenset({identity.person_id, person_id}),
            known_to=None,
            now=now,
        )
        cards.issue_recovered(
            person, prepared, organisation_id=place, given_by_id=None, witness=witness,
            by=identity, now=now,
        )  # fmt: skip


def _owner_of(code: str) -> int:
    """A code that nobody has is counted."""
    try:
        return recovery.owner_of(code).id
    except InvalidInputError as error:
        seen = visitor(request, secret_key=dependencies().settings.secret_key)
        with transaction():
            attempts.count([seen.address_bucket], now=dependencies().clock())
        raise error.at("code") from None


@blueprint.route("/by-name", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def by_name(organisation: Organisation) -> ResponseReturnValue:
    return _answered(RecoverByNameForm(), "recovering/by_name.html", _recover_by_name, organisation)


def _recover_by_name(form: RecoverByNameForm, organisation: Organisation) -> None:
    """What the new PIN opens it opens a week later: nobody proved anything but by their word."""
    identity, deps = current_identity(), dependencies()
    now, secret_key, place = deps.clock(), deps.settings.secret_key, organisation.id
    colleague = _colleague(form)
    witness = db.session.get_one(Person, colleague.known.person_id)
    found = known_to(witness, form.name.data, form.staff_number.data or "", besides=organisation)
    prepared = cards.prepare_card(secret_key=secret_key, pin=form.new_pin.data)
    with transaction(organisation, row(Person, found.person_id), colleague.decides):
        witness = colleague.confirm(
            places=frozenset({found.organisation_id}),
            besides=frozenset({identity.person_id, found.person_id}),
            known_to=place,
            now=now,
        )
        cards.issue_recovered(
            db.session.get_one(Person, found.person_id), prepared, organisation_id=place,
            given_by_id=found.organisation_id, witness=witness, by=identity, now=now,
        )  # fmt: skip


def _colleague(form: NewCardForm) -> Signed:
    deps = dependencies()
    colleague = signed(form, secret_key=deps.settings.secret_key, now=deps.clock())
    if colleague is None:
        raise InvalidInputError("witness-needed").at("witness")
    return colleague


def _answered(
    form: Form,
    template: str,
    recover: Callable[[Form, Organisation], None],
    organisation: Organisation,
) -> ResponseReturnValue:
    if not form.validate_on_submit():
        return form_page(template, form, organisation=organisation)
    try:
        recover(form, organisation)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, organisation=organisation)
    flash(_("De nieuwe kaart is klaar. Print hem hier."), "success")
    return redirect(url_for("cards.recent"), 303)
