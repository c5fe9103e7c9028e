"""Pages on which leaders and administrators print cards and hand out PINs and start codes."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access import cards, codes, handouts
from academy.access.attempts import TRIES_PER_CARD
from academy.access.models import Card
from academy.access.qr import qr_svg
from academy.access.queries import workers_with_cards
from academy.database import transaction
from academy.dependencies import dependencies
from academy.organisations.models import Team
from academy.people import queries
from academy.people.models import Person
from academy.people.queries import Staff
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.web.opening import opened_at

blueprint = Blueprint("cards", __name__)


@dataclass(frozen=True, slots=True)
class Print:
    """What stands on a card."""

    person: Person
    organisation: str
    code: str
    """In groups of four."""
    address: str
    """To type where there is no camera; the code is asked for there."""
    qr: str
    """SVG of the address that the QR opens."""


@blueprint.get("/people/<uuid:person_uuid>/card")
@requires(Permission.GIVE_CARDS, queries.find_staff)
def show(staff: Staff) -> ResponseReturnValue:
    card = cards.working_card(staff.person)
    organisation = staff.memberships[0].organisation.name
    return render_template(
        "cards/show.html",
        person=staff.person,
        card=card,
        locked=card is not None and card.failed_tries >= TRIES_PER_CARD,
        prints=[_print(card, organisation)] if card else [],
    )


@blueprint.post("/people/<uuid:person_uuid>/card")
@requires(Permission.GIVE_CARDS, queries.find_staff)
def issue(staff: Staff) -> ResponseReturnValue:
    """The first card, or a new one for a card that was lost; the old one stops working."""
    identity, now = current_identity(), dependencies().clock()
    person, organisation_id = staff.person, staff.memberships[0].organisation_id
    prepared = cards.prepare_card(secret_key=_secret_key())
    with transaction(person):
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


@blueprint.get("/teams/<uuid:team_uuid>/cards")
@requires(Permission.GIVE_CARDS, queries.find_led_or_administered_team)
def team(team: Team) -> ResponseReturnValue:
    """A sheet with the cards of everybody in the team, eight on a page."""
    workers = workers_with_cards(team, current_identity().today)
    return render_template(
        "cards/team.html",
        team=team,
        prints=[_print(card, team.organisation.name) for _person, card in workers if card],
        without=[person for person, card in workers if card is None],
    )


@blueprint.post("/teams/<uuid:team_uuid>/cards")
@requires(Permission.GIVE_CARDS, queries.find_led_or_administered_team)
def issue_missing(team: Team) -> ResponseReturnValue:
    """A card for everybody in the team who has none."""
    identity, now = current_identity(), dependencies().clock()
    team_uuid = team.uuid
    without = [person for person, card in workers_with_cards(team, identity.today) if not card]
    ready = [cards.prepare_card(secret_key=_secret_key()) for _person in without]
    with transaction(*without):
        # who joined since is not locked: they get a card at the next tap
        locked, seen = set(without), workers_with_cards(team, identity.today)
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
    code = codes.card_code(card.uuid, secret_key=_secret_key())
    site = opened_at(dependencies().settings)
    return Print(
        person=card.person,
        organisation=organisation,
        code=codes.grouped(code),
        address=site.partition("://")[2] + url_for("session.card"),
        qr=qr_svg(site + url_for("session.scanned", code=code)),
    )


def _secret_key() -> str:
    return dependencies().settings.secret_key
