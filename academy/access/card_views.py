"""Pages on which leaders and administrators print cards and hand out PINs and start codes."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import cards, handouts, looking, temporary
from academy.access.attempts import TRIES_PER_CARD
from academy.access.models import Card, TemporaryCard
from academy.access.printed import Print, print_of, printed
from academy.access.queries import with_cards
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.organisations.models import Team
from academy.people import queries
from academy.people.models import Person
from academy.people.queries import Staff
from academy.security.guard import current_identity, requires
from academy.security.identity import Role
from academy.security.permissions import Permission
from academy.security.policy import permits
from academy.web.forms import KeyedForm
from academy.web.opening import opened_at

blueprint = Blueprint("cards", __name__)
AT_ONCE = 30
"""New cards in one request: hashing the PIN of each takes some 35 ms of the processor."""


@blueprint.get("/people/<uuid:person_uuid>/card")
@requires(Permission.GIVE_CARDS, queries.find_staff)
def show(staff: Staff) -> ResponseReturnValue:
    card = cards.working_card(staff.person)
    organisation = staff.memberships[0].organisation
    own = looking.printable([card] if card else [], organisation.id)
    return render_template(
        "cards/show.html",
        person=staff.person,
        card=card,
        locked=card is not None and card.failed_tries >= TRIES_PER_CARD,
        form=KeyedForm(),
        lent=temporary.running(staff.person.id, now=dependencies().clock()),
        prints=[_print(each, organisation.name) for each in own],
    )


@blueprint.post("/people/<uuid:person_uuid>/card")
@requires(Permission.GIVE_CARDS, queries.find_staff)
def issue(staff: Staff) -> ResponseReturnValue:
    """The first card, or a new one for a card that was lost; the old one stops working."""
    identity, now = current_identity(), dependencies().clock()
    person, organisation_id = staff.person, staff.memberships[0].organisation_id
    prepared = cards.prepare_card(secret_key=_secret_key(), key=KeyedForm().new_uuid)
    with transaction(person):
        # a double tap gives one card: what was printed first works
        if cards.is_given(prepared):
            return redirect(url_for(".handouts"), 303)
        card = cards.issue_card(
            person, prepared, organisation_id=organisation_id, by=identity.actor, now=now
        )
        cards.show_pin(card, identity=identity, now=now)
    flash(_("De nieuwe kaart is klaar. Print de kaart en geef de pincode."), "success")
    return redirect(url_for(".handouts"), 303)


@blueprint.post("/people/<uuid:person_uuid>/card/pin")
@requires(Permission.GIVE_CARDS, queries.find_staff)
def reset_pin(staff: Staff) -> ResponseReturnValue:
    identity, now, person = current_identity(), dependencies().clock(), staff.person
    organisation_id = staff.memberships[0].organisation_id
    known = cards.working_card(person)
    if known is None:
        return redirect(url_for(".handouts"), 303)
    prepared = cards.prepare_pin(known, secret_key=_secret_key())
    with transaction(person):
        card = cards.working_card(person)
        # a double tap gives one PIN: the second was prepared for the same number
        if card is not None and cards.reset_pin(
            card, prepared, organisation_id=organisation_id, by=identity.actor, now=now
        ):
            cards.show_pin(card, identity=identity, now=now)
    return redirect(url_for(".handouts"), 303)


@blueprint.post("/people/<uuid:person_uuid>/card/void")
@requires(Permission.GIVE_CARDS, queries.find_staff)
def void(staff: Staff) -> ResponseReturnValue:
    identity, now, person = current_identity(), dependencies().clock(), staff.person
    organisation_id = staff.memberships[0].organisation_id
    with transaction(person):
        cards.void_cards(person, organisation_id=organisation_id, by=identity.actor, now=now)
    flash(_("De kaart werkt niet meer."), "success")
    return redirect(url_for(".show", person_uuid=person.uuid), 303)


@blueprint.get("/people/<uuid:person_uuid>/card/temporary")
@requires(Permission.GIVE_CARDS, queries.find_staff)
def temporary_card(staff: Staff) -> ResponseReturnValue:
    """The card for today, to scan from this screen or to print."""
    lent = temporary.running(staff.person.id, now=dependencies().clock())
    if lent is None:
        return redirect(url_for(".show", person_uuid=staff.person.uuid), 303)
    prints = [_print_lent(lent, staff.memberships[0].organisation.name)]
    return render_template(
        "cards/temporary_card.html", person=staff.person, lent=lent, prints=prints
    )


@blueprint.post("/people/<uuid:person_uuid>/card/temporary")
@requires(Permission.GIVE_CARDS, queries.find_staff)
def lend(staff: Staff) -> ResponseReturnValue:
    identity, person, form = current_identity(), staff.person, KeyedForm()
    organisation_id = staff.memberships[0].organisation_id
    with transaction(person):
        card = cards.working_card(person)
        if card is None:
            raise AcademyError("card-works-no-more")
        temporary.lend(
            card, key=form.new_uuid, organisation_id=organisation_id, secret_key=_secret_key(),
            by=identity.actor, now=dependencies().clock(),
        )  # fmt: skip
    return redirect(url_for(".temporary_card", person_uuid=person.uuid), 303)


@blueprint.post("/people/<uuid:person_uuid>/card/temporary/end")
@requires(Permission.GIVE_CARDS, queries.find_staff)
def end_lent(staff: Staff) -> ResponseReturnValue:
    identity, person = current_identity(), staff.person
    organisation_id, now = staff.memberships[0].organisation_id, dependencies().clock()
    with transaction(person):
        temporary.end_all(person, organisation_id=organisation_id, by=identity.actor, now=now)
    flash(_("De kaart voor 12 uur werkt niet meer."), "success")
    return redirect(url_for(".show", person_uuid=person.uuid), 303)


@blueprint.get("/teams/<uuid:team_uuid>/cards")
@requires(Permission.GIVE_CARDS, queries.find_led_or_administered_team)
def team(team: Team) -> ResponseReturnValue:
    """A sheet with the cards of everybody in the team, eight on a page."""
    people = _with_cards(team)
    own = looking.printable([card for _person, card in people if card], team.organisation_id)
    return render_template(
        "cards/team.html",
        team=team,
        prints=[_print(card, team.organisation.name) for card in own],
        elsewhere=[person for person, card in people if card and card not in own],
        without=[person for person, card in people if card is None],
        at_once=AT_ONCE,
    )


def _with_cards(team: Team) -> Sequence[tuple[Person, Card | None]]:
    """Those of the leaders too, for the office alone: on a tablet a leader's card needs no PIN."""
    identity = current_identity()
    is_office = permits(identity, Permission.MANAGE_ORGANISATION, team.scope)
    roles = {Role.WORKER, Role.TEAM_LEADER} if is_office else {Role.WORKER}
    return with_cards(team, identity.today, roles)


@blueprint.post("/teams/<uuid:team_uuid>/cards")
@requires(Permission.GIVE_CARDS, queries.find_led_or_administered_team)
def issue_missing(team: Team) -> ResponseReturnValue:
    """A card for everybody in the team who has none; in a large team for as many as fit in the
    time of a request, and the rest at the next tap."""
    identity, now = current_identity(), dependencies().clock()
    team_uuid = team.uuid
    without = [person for person, card in _with_cards(team) if not card][:AT_ONCE]
    ready = [cards.prepare_card(secret_key=_secret_key()) for _person in without]
    with transaction(*without):
        # who joined since is not locked: they get a card at the next tap
        locked, seen = set(without), _with_cards(team)
        people = [person for person, card in seen if not card and person in locked]
        # who got a card meanwhile leaves a prepared one over
        for person, prepared in zip(people, ready, strict=False):
            card = cards.issue_card(
                person, prepared, organisation_id=team.organisation_id, by=identity.actor, now=now
            )
            cards.show_pin(card, identity=identity, now=now)
    if not without:
        return redirect(url_for(".team", team_uuid=team_uuid), 303)
    return redirect(url_for(".handouts"), 303)


@blueprint.get("/handouts", endpoint="handouts")
@requires(Permission.USE_OWN_ACCOUNT)
def handed_out() -> ResponseReturnValue:
    """PINs and start codes that this session gave out, for half an hour."""
    identity, now = current_identity(), dependencies().clock()
    return render_template(
        "cards/handouts.html",
        pins=handouts.pins(identity, now=now, secret_key=_secret_key()),
        start_codes=handouts.start_codes(identity, now=now, secret_key=_secret_key()),
        address=opened_at(dependencies().settings),
        minutes=int(cards.PIN_IS_SHOWN.total_seconds() // 60),
    )


@blueprint.get("/handouts/cards")
@requires(Permission.USE_OWN_ACCOUNT)
def recent() -> ResponseReturnValue:
    """A sheet with the cards that this session gave out, eight on a page."""
    identity, now = current_identity(), dependencies().clock()
    given = handouts.recent_cards(identity, now=now)
    employers = handouts.employers([card.person_id for card in given])
    prints = [_print(card, employers[card.person_id]) for card in given]
    return render_template("cards/recent.html", prints=prints)


def _print(card: Card, organisation: str) -> Print:
    return print_of(card, organisation, dependencies().settings)


def _print_lent(lent: TemporaryCard, organisation: str) -> Print:
    code, settings = temporary.code_of(lent.uuid, secret_key=_secret_key()), dependencies().settings
    return printed(lent.card.person, organisation, code, settings, until=lent.expires_at)


def _secret_key() -> str:
    return dependencies().settings.secret_key
