"""Pages on which workers come in: many at once, or one who already has a wallet."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.access import cards, means, signing_in
from academy.access.models import Card
from academy.access.queries import employers_of
from academy.access.visits import visitor
from academy.access.witness_views import Signed, signed
from academy.administration import joining
from academy.administration.forms import AdoptForm, ManyForm
from academy.administration.hands import had_a_hand
from academy.administration.many import MOST_LINES, Row, problems, read_rows
from academy.administration.team_choice import chosen_team, offer_teams, open_teams
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.locking import row
from academy.organisations import queries as places
from academy.organisations.models import Organisation, Team
from academy.people import memberships
from academy.people.memberships import Post
from academy.people.models import Person
from academy.people.namesakes import called
from academy.security.guard import current_identity, requires
from academy.security.identity import Role
from academy.security.permissions import Permission
from academy.web.answers import BOTH, form_page, refused_page

blueprint = Blueprint("arrivals", __name__, url_prefix="/organisations/<uuid:organisation_uuid>")


@blueprint.route("/people/many", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def many(organisation: Organisation) -> ResponseReturnValue:
    """Paste, look at what was read, confirm. Sent again, it finds everybody there already."""
    identity, teams = current_identity(), open_teams(organisation)
    form, template = ManyForm(starts_on=identity.today, cards=True), "arrivals/many.html"
    offer_teams(form.team, teams)
    shown: dict[str, Any] = {"organisation": organisation, "teams": teams, "most": MOST_LINES}
    shown["changed"] = False
    if not form.validate_on_submit():
        return form_page(template, form, rows=[], **shown)
    rows = _read(form, organisation)
    shown["rows"] = rows
    try:
        _refuse_wrong_lines(rows)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    is_sure = request.form.get("step") == "confirm"
    if not (is_sure and form.was_seen()):
        shown["changed"] = is_sure
        return render_template(template, form=form.shown(), **shown)
    team = chosen_team(teams, form.team.data)
    try:
        _add(form, rows, organisation, team)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    added = ngettext("%(num)s persoon staat erbij.", "%(num)s mensen staan erbij.", len(rows))
    flash(added, "success")
    if form.cards.data:
        return redirect(url_for("cards.handouts"), 303)
    return redirect(url_for("people.index", organisation_uuid=organisation.uuid), 303)


def _read(form: ManyForm, organisation: Organisation) -> list[Row]:
    known = joining.known_twins(organisation, current_identity().today)
    return read_rows(form.people.data, known=known, twins_allowed=form.twins.data)


def _refuse_wrong_lines(rows: list[Row]) -> None:
    wrong = len(problems(rows))
    if len(rows) > MOST_LINES:
        raise InvalidInputError("too-many-lines", most=MOST_LINES, count=len(rows))
    if wrong:
        raise InvalidInputError("wrong-lines", right=len(rows) - wrong, wrong=wrong)


def _add(
    form: ManyForm, rows: list[Row], organisation: Organisation, team: Team | None
) -> list[Person]:
    secret_key = dependencies().settings.secret_key
    wanted = form.cards.data
    prepared = [cards.prepare_card(secret_key=secret_key) if wanted else None for _row in rows]
    post = Post(
        organisation=organisation, role=Role.WORKER, team=team, starts_on=form.starts_on.data
    )
    with transaction(organisation):
        # once more under the lock: the same list may have been sent twice
        _refuse_wrong_lines(_read(form, organisation))
        return joining.join_many(
            rows,
            post,
            prepared,
            identity=current_identity(),
            secret_key=secret_key,
            now=dependencies().clock(),
        )


@blueprint.route("/people/adopt", methods=BOTH)
@requires(Permission.MANAGE_ORGANISATION, places.find_administered_organisation)
def adopt(organisation: Organisation) -> ResponseReturnValue:
    """Somebody who worked elsewhere keeps wallet and badges; only their own card lets them in."""
    teams, template = open_teams(organisation), "arrivals/adopt.html"
    form = AdoptForm(starts_on=current_identity().today)
    offer_teams(form.team, teams)
    shown = {"organisation": organisation, "teams": teams}
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    post = Post(
        organisation=organisation,
        role=Role.WORKER,
        team=chosen_team(teams, form.team.data),
        staff_number=form.staff_number.data or "",
        starts_on=form.starts_on.data,
    )
    try:
        person = _adopt(form, post)
    except AcademyError as refusal:
        return refused_page(template, form, refusal, **shown)
    flash(_("%(name)s werkt nu ook hier. De badges blijven.", name=called(person)), "success")
    return redirect(url_for("people.show", person_uuid=person.uuid), 303)


def _adopt(form: AdoptForm, post: Post) -> Person:
    """Like signing in with the card, but to begin a membership with a PIN that nobody knows."""
    secret_key, now = dependencies().settings.secret_key, dependencies().clock()
    code, pin, seen = form.code.data, form.pin.data, visitor(request, secret_key=secret_key)
    with transaction():
        left = signing_in.count_card_try(code, seen, now=now)
    known = signing_in.know_by_card(code, pin, left=left, secret_key=secret_key)
    colleague = signed(form, secret_key=secret_key, now=now)
    new_hash = cards.hash_of_new_pin(code, form.new_pin.data, secret_key=secret_key)
    by, place = current_identity(), post.organisation
    decided_by = {row(Person, known.person_id), *([colleague.decides] if colleague else ())}
    with transaction(place, *decided_by):
        card = signing_in.use_card(known, code, pin, seen)
        # asked under both locks, and before anything ends: a refusal leaves all as it was
        _refuse_who_works_here(card.person, place)
        witness = _confirmed(colleague, card, place, now)
        means.end_those_of_others(card.person, place, by=by.actor, now=now)
        memberships.add_membership(card.person, post, by=by.actor, now=now)
        cards.choose_pin_at_adoption(
            card, new_hash, organisation_id=place.id,
            given_by_id=card.given_by_id if had_a_hand(card.given_by_id, place, witness) else None,
            witness=witness, by=by.actor, now=now,
        )  # fmt: skip
        return card.person


def _refuse_who_works_here(person: Person, organisation: Organisation) -> None:
    """Else an organisation could confirm a PIN that it gave out itself."""
    if organisation.id in employers_of(person, current_identity().today):
        raise InvalidInputError("works-here-already").at("code")


def _confirmed(
    colleague: Signed | None, card: Card, organisation: Organisation, now: datetime
) -> Person:
    """A second person of the organisation, who is not the one at the keyboard."""
    if colleague is None:
        raise InvalidInputError("witness-needed")
    return colleague.confirm(
        places=frozenset({organisation.id}),
        besides=frozenset({current_identity().person_id, card.person_id}),
        known_to=card.given_by_id,
        now=now,
    )
