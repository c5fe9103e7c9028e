"""What a worker sees of the own badges; the wallet is theirs, whoever employs them."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.access.codes import grouped
from academy.access.own import opens_at
from academy.assessments.agreements.queries import Agreed, own_agreements
from academy.assessments.requests.asking import ask, take_back, waiting_of, works_in_a_team
from academy.assessments.requests.models import LookRequest
from academy.assessments.requests.queries import find_own_request, own_requests
from academy.assessments.words import METHODS
from academy.catalogue.queries import domain_called, find_page, replacement_of
from academy.catalogue.showing.listening import voice_for
from academy.catalogue.translating.beside import is_version_unread
from academy.credentials.addresses import Addresses
from academy.credentials.models import Credential
from academy.credentials.papers import code_of, current_copy, has_old_name
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.locking import row as row_of
from academy.people.doubles.queries import asked_of
from academy.people.leaving.queries import asked_about
from academy.people.models import Membership, Person
from academy.people.queries import own_person
from academy.security.guard import current_identity, requires
from academy.security.headers import allow_playing
from academy.security.identity import Identity
from academy.security.permissions import Permission
from academy.security.policy import permits
from academy.wallet import queries, service
from academy.wallet.brought.queries import own_brought
from academy.wallet.brought.rules import OWN_VIEW, is_old
from academy.wallet.brought.words import by_kind
from academy.wallet.claims.queries import accepted_about, own_claims
from academy.wallet.claims.words import REASONS
from academy.wallet.contents import own_badge, own_skills, wallet_of
from academy.wallet.elsewhere.queries import how_many_offered
from academy.wallet.erasure.service import told_and_leaving
from academy.wallet.listing import Wish, listed
from academy.wallet.news.unread import Kind, mergers_among, unread
from academy.web.locale import language
from academy.web.opening import opened_at
from academy.web.refusals import sentence_of
from academy.web.searched import searched

blueprint = Blueprint("wallet", __name__)


@blueprint.get("/wallet")
@requires(Permission.READ_OWN_WALLET)
def index() -> ResponseReturnValue:
    wish = Wish(
        query=searched(),
        domain=request.args.get("domain", ""),
        page=request.args.get("page", 1, type=int),
    )
    identity = current_identity()
    now = dependencies().clock()
    wallet = wallet_of(identity, now=now)
    is_told, leaves_on = told_and_leaving(identity)
    claims = own_claims(identity) if permits(identity, Permission.SHARE_BADGES) else ()
    brought = own_brought(identity) if permits(identity, Permission.READ_OWN_FILE) else ()
    news = unread(identity)
    asked = own_requests(identity, now=now)
    asked_about = {version.skill_id for _request, version in asked}
    return render_template(
        "wallet/index.html",
        wallet=wallet,
        asked=asked,
        unseen=wallet.unseen(identity.today, besides=asked_about),
        next_steps=wallet.steps(besides=asked_about),
        listing=listed(wallet.skills, wish),
        wish=wish,
        chosen_domain=domain_called(wish.domain),
        news=[each for each in news if each.kind is not Kind.MERGED],
        mergers=mergers_among(news),
        doubles=asked_of(identity.person_id) if permits(identity, Permission.KEEP_PROOFS) else (),
        leaves_on=leaves_on,
        is_told=is_told,
        waiting=sum(each.waits for each in claims),
        withdrawn=sum(each.is_withdrawn for each in claims),
        opens=opens_at(identity),
        left=_asked_if_working(identity),
        agreed=_to_answer(identity) if permits(identity, Permission.AGREE_FOR_ONESELF) else (),
        brought=brought,
        own_view=by_kind(each for each in brought if each.kind in OWN_VIEW),
        is_asked_again=any(is_old(each, now) for each in brought),
        kept=[each for each in claims if each.stands and not each.credential],
        offered=how_many_offered(identity) if permits(identity, Permission.READ_OWN_FILE) else 0,
    )


def _asked_if_working(identity: Identity) -> Membership | None:
    """The work that ended a year ago, about which somebody is asked."""
    row = asked_about(identity)
    return row if row and permits(identity, Permission.SAY_IF_WORKING, row.scope) else None


def _to_answer(identity: Identity) -> list[Agreed]:
    """Agreements that a leader proposed, or of which the day is near."""
    return [
        each for each in own_agreements(identity) if each.waits or each.asks(identity.person_id)
    ]


@blueprint.get("/wallet/look")
@requires(Permission.LOOK_AT_OWN_BADGES)
def look() -> ResponseReturnValue:
    """For whoever showed a card and no PIN: which badges there are, and no way on."""
    skills = own_skills(current_identity(), now=dependencies().clock())
    wish = Wish(page=request.args.get("page", 1, type=int))
    return render_template("wallet/look.html", listing=listed(skills, wish))


@blueprint.get("/wallet/skills/<code>")
@requires(Permission.READ_OWN_WALLET)
def skill(code: str) -> ResponseReturnValue:
    """What somebody looks at for a skill, in plain words; the palette has the rest."""
    page, identity = find_page(code) or abort(404), current_identity()
    allow_playing()
    waiting = waiting_of(identity.person_id, now=dependencies().clock())
    return render_template(
        "wallet/skill.html",
        version=page.version,
        voice=voice_for(page.version, language()),
        unread=is_version_unread(page.version),
        asked=next((row for row in waiting if row.skill_id == page.version.skill_id), None),
        may_ask=page.version.is_open and works_in_a_team(identity),
    )


@blueprint.post("/wallet/skills/<code>/ask")
@requires(Permission.READ_OWN_WALLET)
def ask_for_a_look(code: str) -> ResponseReturnValue:
    """ "Kijk naar mij": whoever leads the team then sees it."""
    page, identity, now = find_page(code) or abort(404), current_identity(), dependencies().clock()
    here = url_for(".skill", code=page.version.skill.code)
    try:
        with transaction(row_of(Person, identity.person_id)):
            ask(own_person(identity), page.version.skill, by=identity, now=now)
    except AcademyError as refusal:
        flash(sentence_of(refusal), "error")
    return redirect(here, 303)


@blueprint.post("/wallet/requests/<uuid:request_uuid>/take-back")
@requires(Permission.READ_OWN_WALLET, find_own_request)
def take_request_back(asked: LookRequest) -> ResponseReturnValue:
    here = url_for(".skill", code=asked.skill.code)
    with transaction(asked.person):
        take_back(asked, by=current_identity(), now=dependencies().clock())
    flash(_("Je vraag is weg."), "success")
    return redirect(here, 303)


@blueprint.get("/wallet/<uuid:credential_uuid>")
@requires(Permission.READ_OWN_WALLET, queries.find_own_badge)
def show(credential: Credential) -> ResponseReturnValue:
    deps, own = dependencies(), current_identity().came_in_by_themselves
    looks = queries.looks_at(credential)
    copy, version = current_copy(credential), credential.achievement.skill_version
    allow_playing()
    newer = credential.superseded_by
    badge = own_badge(
        queries.BadgeRow.of(credential),
        replaced=newer is not None and newer.revocation is None,
        seen_again_on=looks[0].observed_on if len(looks) > 1 else None,
        now=deps.clock(),
    )
    return render_template(
        "wallet/show.html",
        credential=credential,
        voice=voice_for(version, language()),
        unread=is_version_unread(version),
        badge=badge,
        newer=newer if newer is not None and newer.revocation is None else None,
        looks=looks if own else (),
        said=accepted_about(credential),
        reasons=REASONS,
        hidden=own and queries.hidden_row(credential) is not None,
        copy=copy,
        code=grouped(code_of(copy, deps.settings.secret_key)) if copy else None,
        name_changed=copy is not None and has_old_name(copy, credential.person),
        public_address=Addresses(opened_at(deps.settings)).credential(credential.uuid),
        check_at=Addresses(opened_at(deps.settings)).paper_short(),
        methods=METHODS,
        replacement=replacement_of(version),
        is_long_unseen=badge.is_long_unseen(current_identity().today),
    )


@blueprint.post("/wallet/<uuid:credential_uuid>/hide")
@requires(Permission.SHARE_BADGES, queries.find_own_badge)
def hide(credential: Credential) -> ResponseReturnValue:
    with transaction(credential.person):
        service.hide(credential, by=current_identity(), now=dependencies().clock())
    return redirect(url_for(".show", credential_uuid=credential.uuid), 303)


@blueprint.post("/wallet/<uuid:credential_uuid>/show")
@requires(Permission.SHARE_BADGES, queries.find_own_badge)
def show_again(credential: Credential) -> ResponseReturnValue:
    with transaction(credential.person):
        service.show_again(credential, by=current_identity(), now=dependencies().clock())
    flash(_("Deze badge staat weer in je lijst."), "success")
    return redirect(url_for(".show", credential_uuid=credential.uuid), 303)
